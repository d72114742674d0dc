"""The mails that have not left, and what becomes of each."""

from plone import api
from plone.autoform.directives import widget
from zope.interface import Interface
from zope.schema import TextLine

from ... import _
from ...accounts.channels.moments import when
from ...site.forms.acts import Act, ActPage, acts
from ...site.forms.schema import Several
from ...site.mail.outbox import number
from ...site.mail.send import discard, try_again, waiting

MOST = 200  # letters on the page


class ILetters(Interface):
    """The letters that were shown: none that has come since is changed with them."""

    ids = Several(value_type=TextLine(), required=False)
    widget("ids", type="hidden")


TRY = Act(
    "try",
    lambda at, given: try_again(api.portal.get(), given["ids"]),
    _("The mails are tried again now."),
    title=_("Try again"),
    fields=ILetters,
)
GIVE_UP = Act(
    "give-up",
    lambda at, given: discard(api.portal.get(), given["ids"]),
    _("The mails are given up."),
    title=_("Give up"),
    fields=ILetters,
)


class OutboxView(ActPage):
    """``@@outbox`` on a hub, for the office; changes by POST with ``do`` and ``ids``."""

    title = _("Mails that have not left")
    lead = _(
        "What the mail server refuses, and what has been tried for a week, is not tried again by "
        "itself. It is thrown away after 90 days."
    )
    acts = acts(TRY, GIVE_UP)

    def letters(self) -> list[dict]:
        """What ``mail.send.waiting`` tells of each, ``made`` and whether a person must act.

        The page shows the oldest; the others come when those have left or are given up.
        """
        return [
            {
                **letter,
                "made": when(letter["created"]),
                "is_held": letter["next_try"] is None,
                "steps": self._steps([letter], of=f"{letter['subject']}, {letter['to']}"),
            }
            for letter in waiting(api.portal.get(), MOST)
        ]

    def all_letters(self, letters: list[dict]) -> dict:
        """The buttons for all that are shown."""
        return self._steps(letters, titles=(_("Try all again"), _("Give up all")))

    def left_out(self) -> int:
        """How many the page does not show."""
        return max(number(api.portal.get()) - MOST, 0)

    def _steps(self, letters, **how):
        return self.buttons("try", "give-up", ids=[each["id"] for each in letters], **how)
