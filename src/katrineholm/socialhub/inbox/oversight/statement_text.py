"""The statement to the author of a removed comment, about the reason and the review.

It is feature G11, modelled on förvaltningslagen (2017:900) 32 and 33 §§.
"""

from collections.abc import Callable
from dataclasses import dataclass

from zope.i18nmessageid import Message

from ... import _

Translate = Callable[..., str]  # (message, its values) → text
REMOVAL_TEXTS = {
    "unpublish": _("On ${day} ${municipality} took your comment on ${channel} out of public view."),
    "delete": _("On ${day} ${municipality} deleted your comment on ${channel}."),
}
SUBJECT = _("Your comment on ${channel}")
REVIEW = _(
    "Do you think that this is wrong? Then write to the information office and say why. Somebody "
    "else than the one who decided looks at it again."
)
REVIEW_BY_MAIL = _(
    "Do you think that this is wrong? Then write to the information office, ${office}, and say "
    "why. Somebody else than the one who decided looks at it again."
)


@dataclass(frozen=True, slots=True)
class Decision:
    """A removal to explain; ``step`` is a key of REMOVAL_TEXTS, ``day`` and ``rules`` are texts."""

    step: str
    day: str
    municipality: str
    channel: str
    rules: tuple[str, ...]
    reason: str
    permalink: str = ""
    office: str = ""


def statement_draft(decision: Decision, said: Translate) -> str:
    """Return a draft of the statement; ``said`` translates a text."""
    values = {
        name: getattr(decision, name)
        for name in ("day", "municipality", "channel", "reason", "permalink", "office")
    }
    paragraphs = [
        said(_("Hello,")),
        said(REMOVAL_TEXTS[decision.step], values),
        said(_("It is this comment: ${permalink}"), values) if decision.permalink else "",
        _rule_list(decision.rules, said),
        said(_("Our reason: ${reason}"), values) if decision.reason else "",
        said(_("What you wrote is kept as a public record. You can ask us for a copy of it.")),
        said(REVIEW_BY_MAIL if decision.office else REVIEW, values),
        decision.municipality,
    ]
    return "\n\n".join(filter(None, paragraphs))


def _rule_list(rules, said):
    begins: Message = _("We judge that it contains what may not be in a comment:")
    return "\n".join((said(begins), *(f"- {rule}" for rule in rules))) if rules else ""
