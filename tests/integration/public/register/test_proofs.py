"""What looking for the links back has found is kept."""

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub import DAY
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.public.register import proofs
from katrineholm.socialhub.public.register.check_outcome import LINK_LOST, OTHER_OWNER, CheckOutcome
from katrineholm.socialhub.public.register.proofs import (
    accept_check,
    checks_by_uid,
    latest_check,
    store_check,
)

NOW = 1_790_000_000
SITE = "https://www.katrineholm.se"
BOTH = CheckOutcome("both-ways", "me", f"{SITE}/hub", "1099")
MISSING = CheckOutcome("missing", "no_link", owner_id="1099")
SILENT = CheckOutcome("unreachable", "silent", values={"seconds": "10"})


@pytest.mark.parametrize(
    ("found", "alarm"),
    [
        ([MISSING], None),
        ([BOTH, BOTH], None),
        ([BOTH, SILENT], None),
        ([BOTH, SILENT, MISSING], LINK_LOST),
        ([BOTH, MISSING, MISSING], LINK_LOST),
        ([BOTH, MISSING, BOTH], None),
        ([BOTH, CheckOutcome("both-ways", "me", f"{SITE}/hub", "7")], OTHER_OWNER),
        ([BOTH, *[CheckOutcome("both-ways", "me", f"{SITE}/hub", "7")] * 3], OTHER_OWNER),
        (
            [BOTH, CheckOutcome("linked", "plain"), CheckOutcome("both-ways", "me", owner_id="7")],
            OTHER_OWNER,
        ),
        ([CheckOutcome("impossible", "scripted", owner_id="1"), MISSING], OTHER_OWNER),
        ([SILENT, BOTH, SILENT, BOTH], None),
        ([CheckOutcome("gone", "vanished")], "There is no account at this address any more."),
        ([BOTH, CheckOutcome("gone", "vanished"), BOTH], None),
    ],
)
def test_an_alarm_lasts_until_its_cause_is_gone(hub, channel, found, alarm):
    facts = facts_of(channel)
    for day, outcome in enumerate(found):
        store_check(hub, facts, outcome, NOW + day * DAY)
    kept = latest_check(hub, facts)
    assert (kept.outcome, kept.alarm) == (found[-1], alarm)


def test_who_accepts_a_change_is_alarmed_no_more(hub, channel):
    facts, other = facts_of(channel), CheckOutcome("both-ways", "me", f"{SITE}/hub", "7")
    for outcome in (BOTH, other):
        store_check(hub, facts, outcome, NOW)
    assert not latest_check(hub, facts).is_both_ways
    accept_check(hub, facts)
    store_check(hub, facts, other, NOW + DAY)
    assert latest_check(hub, facts).alarm is None
    assert latest_check(hub, facts).is_both_ways


def test_the_revision_tells_of_each_look(hub, channel):
    before = proofs.proofs_revision(hub)
    assert proofs.proofs_revision(hub) == before
    store_check(hub, facts_of(channel), BOTH, NOW)
    assert proofs.proofs_revision(hub) != before


def test_a_copied_hub_starts_without_the_originals_looks(hub, channel, portal):
    store_check(hub, facts_of(channel), BOTH, NOW)
    with api.env.adopt_user(SITE_OWNER_NAME):
        copy = api.content.copy(hub, portal, "kopia")
    assert (len(checks_by_uid(hub)), checks_by_uid(copy)) == (1, {})
