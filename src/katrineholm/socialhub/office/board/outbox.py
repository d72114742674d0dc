"""The page of mails that could not be sent, where each can be retried or discarded."""

from plone import api
from plone.autoform.directives import widget
from zope.interface import Interface
from zope.schema import TextLine

from ... import _
from ...accounts.channels.times import formatted_time
from ...site.mail.mailer import discard_mails, queued_mail_values, retry_mails
from ...site.mail.outbox import mail_count
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_schema import ValueList

MAX_MAILS = 200  # mails on the page


class IMails(Interface):
    """The mails that were shown when the page was opened; an act affects no other mails."""

    ids = ValueList(value_type=TextLine(), required=False)
    widget("ids", type="hidden")


TRY = Act(
    "try",
    lambda at, given: retry_mails(api.portal.get(), given["ids"]),
    _("The mails are tried again now."),
    title=_("Try again"),
    fields=IMails,
)
GIVE_UP = Act(
    "give-up",
    lambda at, given: discard_mails(api.portal.get(), given["ids"]),
    _("The mails are given up."),
    title=_("Give up"),
    fields=IMails,
)


class OutboxView(ActPage):
    """``@@outbox`` on a hub, for the office; a POST with ``do`` and ``ids`` acts on mails."""

    title = _("Mails that have not left")
    lead = _(
        "What the mail server refuses, and what has been tried for a week, is not tried again by "
        "itself. It is thrown away after 90 days."
    )
    acts = acts(TRY, GIVE_UP)

    def mails(self) -> list[dict]:
        """Return the oldest queued mails; ``is_held`` is True if a person has to decide."""
        return [
            {
                **mail,
                "made": formatted_time(mail["created"]),
                "is_held": mail["next_try"] is None,
                "steps": self._steps([mail], of=f"{mail['subject']}, {mail['to']}"),
            }
            for mail in queued_mail_values(api.portal.get(), MAX_MAILS)
        ]

    def all_buttons(self, mails: list[dict]) -> dict:
        """Return the buttons for all mails on the page."""
        return self._steps(mails, titles=(_("Try all again"), _("Give up all")))

    def left_out_count(self) -> int:
        """Return the number of mails that are not on the page."""
        return max(mail_count(api.portal.get()) - MAX_MAILS, 0)

    def _steps(self, mails, **how):
        return self.buttons("try", "give-up", ids=[each["id"] for each in mails], **how)
