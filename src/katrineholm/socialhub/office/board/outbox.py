"""The mails that could not be sent, and the decision about each."""

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

MOST = 200  # mails on the page


class ILetters(Interface):
    """The mails on the page when it was opened; newer ones are not affected."""

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

    def mails(self) -> list[dict]:
        """Return the oldest mails (see ``waiting``); ``is_held``: a person has to decide."""
        return [
            {
                **mail,
                "made": when(mail["created"]),
                "is_held": mail["next_try"] is None,
                "steps": self._steps([mail], of=f"{mail['subject']}, {mail['to']}"),
            }
            for mail in waiting(api.portal.get(), MOST)
        ]

    def all_buttons(self, mails: list[dict]) -> dict:
        """Return the buttons for all mails on the page."""
        return self._steps(mails, titles=(_("Try all again"), _("Give up all")))

    def left_out(self) -> int:
        """Return the number of mails that are not on the page."""
        return max(number(api.portal.get()) - MOST, 0)

    def _steps(self, mails, **how):
        return self.buttons("try", "give-up", ids=[each["id"] for each in mails], **how)
