"""What the author of a comment is told when it has been taken down."""

import pytest
from zope.i18n import interpolate

from katrineholm.socialhub.inbox.oversight.statement_text import Decision, statement_draft

FACTS = {
    "step": "unpublish",
    "day": "21 September 2026",
    "municipality": "Katrineholms kommun",
    "channel": "Bloggen",
    "rules": ("insults", "swearing"),
    "reason": "You call people names.",
    "permalink": "https://bloggen.example.se/1#c2",
    "office": "info@katrineholm.se",
}


def said(message, values=None):
    return interpolate(message, values or {})


def test_it_says_what_why_that_it_is_kept_and_how_to_have_it_reviewed():
    assert statement_draft(Decision(**FACTS), said).split("\n\n") == [
        "Hello,",
        "On 21 September 2026 Katrineholms kommun took your comment on Bloggen out of public view.",
        "It is this comment: https://bloggen.example.se/1#c2",
        "We judge that it contains what may not be in a comment:\n- insults\n- swearing",
        "Our reason: You call people names.",
        "What you wrote is kept as a public record. You can ask us for a copy of it.",
        "Do you think that this is wrong? Then write to the information office, "
        "info@katrineholm.se, and say why. Somebody else than the one who decided looks at it "
        "again.",
        "Katrineholms kommun",
    ]


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"rules": ()}, "We judge"),
        ({"reason": ""}, "Our reason"),
        ({"permalink": ""}, "this comment"),
        ({"office": ""}, "info@"),
    ],
)
def test_what_is_not_known_is_not_said(facts, missing):
    text = statement_draft(Decision(**FACTS | facts), said)
    assert missing not in text
    assert "${" not in text
    assert "\n\n\n" not in text


def test_deleting_is_called_so():
    text = statement_draft(Decision(**FACTS | {"step": "delete"}), said)
    assert "deleted your comment" in text
    assert "out of public view" not in text
