import pytest
from zope.i18n import interpolate

from katrineholm.socialhub.public.register.check_outcome import (
    LINK_LOST,
    OTHER_OWNER,
    CheckOutcome,
    alarm_reason,
)

HUB = "https://www.katrineholm.se/sociala-medier"
BOTH = CheckOutcome("both-ways", "me", HUB, "1099")
LINKED = CheckOutcome("linked", "plain", HUB, "1099")
MISSING = CheckOutcome("missing", "no_link", "", "1099")
GONE = CheckOutcome("gone", "vanished")
SILENT = CheckOutcome("unreachable", "no_answer", values={"host": "social.example"})


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (BOTH, f'The profile links back to {HUB} with rel="me": confirmed both ways.'),
        (SILENT, "The server social.example does not answer."),
        (
            CheckOutcome("unreachable", "busy", values={"status": "503"}),
            "The server asks us to come back later (503).",
        ),
        (GONE, "There is no account at this address any more."),
    ],
)
def test_an_outcome_is_a_sentence(outcome, sentence):
    message = outcome.sentence
    assert message.domain == "katrineholm.socialhub"
    assert interpolate(message, message.mapping) == sentence


@pytest.mark.parametrize(
    ("before", "now", "reason"),
    [
        (None, BOTH, None),
        (None, MISSING, None),
        (None, GONE, GONE.sentence),
        (BOTH, BOTH, None),
        (BOTH, LINKED, None),
        (BOTH, SILENT, None),
        (BOTH, CheckOutcome("both-ways", "me", HUB, "2000"), OTHER_OWNER),
        (BOTH, CheckOutcome("both-ways", "me", HUB), None),
        (MISSING, CheckOutcome("missing", "no_link", "", "2000"), OTHER_OWNER),
        (CheckOutcome("linked", "plain", HUB), BOTH, None),
        (BOTH, MISSING, LINK_LOST),
        (LINKED, MISSING, LINK_LOST),
        (MISSING, MISSING, None),
        (BOTH, GONE, GONE.sentence),
    ],
)
def test_an_alarm_is_for_what_changed_for_the_worse(before, now, reason):
    assert alarm_reason(before, now) == reason
