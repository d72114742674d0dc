"""The keys of a message's page, and whether somebody wants them (WCAG 2.1.4).

They are on until they are turned off; the hub keeps who has done so.
"""

from time import time

from Products.Five import BrowserView

from ... import _
from ...accounts.channels import books
from ...site.forms.queries import number
from ...site.forms.request import leave, require_form, text
from ..routing.roles import me
from .onwards import address, listed

BOOK = "katrineholm.socialhub.shortcuts"
# A key, what the page's program calls what it does, and what people call it.
KEYS = (
    ("j", "yes", _("Yes to the next question")),
    ("n", "no", _("No to it")),
    ("s", "write", _("Write")),
    ("v", "onwards", _("The next message")),
    ("l", "list", _("The list")),
)


def are_on(hub) -> bool:
    """Whether the present user has not turned them off."""
    return me() not in books.read(hub, BOOK)


class TurnShortcuts(BrowserView):
    """``@@messages/shortcuts``: on or off, for the present user, on every page."""

    def __init__(self, context, request, hub):
        super().__init__(context, request)
        self.hub = hub

    def __call__(self):
        require_form(self.request)
        form, hub = self.request.form, self.hub
        if text(form, "on"):
            books.begun(hub, BOOK).pop(me(), None)
        else:
            books.begun(hub, BOOK)[me()] = int(time())
        page = f"{self.context.absolute_url()}/@@messages"
        shown = number(form, "number", 1, 10**8)
        said = _("The shortcuts are on.") if text(form, "on") else _("The shortcuts are off.")
        leave(self.request, address(f"{page}/{shown}" if shown else page, listed(form)), said)
