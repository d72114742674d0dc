"""The mails that have not left, and what becomes of each."""

from plone import api
from Products.Five import BrowserView

from ... import _
from ...accounts.channels.moments import when
from ...site.forms.request import leave, require_form, text, texts
from ...site.mail.outbox import number
from ...site.mail.send import discard, try_again, waiting

MOST = 200  # letters on the page


class OutboxView(BrowserView):
    """``@@outbox`` on a hub, for the office; changes by POST with ``do`` and ``ids``."""

    def __call__(self):
        if self.request.method != "POST":
            return self.index()
        require_form(self.request)
        page = f"{self.context.absolute_url()}/@@outbox"
        if text(self.request.form, "do") not in STEPS:
            return self.request.response.redirect(page)
        step, message = STEPS[text(self.request.form, "do")]
        step(api.portal.get(), self._ids())
        return leave(self.request, page, message)

    def letters(self) -> list[dict]:
        """What ``mail.send.waiting`` tells of each, ``made`` and whether a person must act.

        The page shows the oldest; the others come when those have left or are given up.
        """
        return [
            {**letter, "made": when(letter["created"]), "is_held": letter["next_try"] is None}
            for letter in waiting(api.portal.get(), MOST)
        ]

    def left_out(self) -> int:
        """How many the page does not show."""
        return max(number(api.portal.get()) - MOST, 0)

    def _ids(self):
        """The letters that were shown: none that has come since is changed with them."""
        return texts(self.request.form, "ids")


STEPS = {
    "try": (try_again, _("The mails are tried again now.")),
    "give-up": (discard, _("The mails are given up.")),
}
