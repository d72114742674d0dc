"""The keyboard shortcuts of a message's page, and the choice to turn them off (WCAG 2.1.4).

They are on by default; the hub stores the users who turned them off.
"""

from time import time

from plone.dexterity.content import Container

from ... import _
from ...accounts.channels import books
from ...site.forms.acts import Act, FormTarget, acts
from ...site.forms.queries import number
from ..routing.roles import me
from .onwards import address, listed

BOOK = "katrineholm.socialhub.shortcuts"
# A key, the name of its function in the page's script, and its title.
KEYS = (
    ("j", "yes", _("Yes to the next question")),
    ("n", "no", _("No to it")),
    ("s", "write", _("Write")),
    ("v", "onwards", _("The next message")),
    ("l", "list", _("The list")),
)


def are_on(hub: Container) -> bool:
    """Return whether the current user has shortcuts."""
    return me() not in books.read(hub, BOOK)


def _turn_on(at, given):
    books.read(at.hub, BOOK).pop(me(), None)


def _turn_off(at, given):
    books.begun(at.hub, BOOK).setdefault(me(), int(time()))


ON = Act("on", _turn_on, _("The shortcuts are on."), _("Turn the shortcuts on"))
OFF = Act("off", _turn_off, _("The shortcuts are off."), _("Turn the shortcuts off"))


class TurnShortcuts(FormTarget):
    """``@@messages/shortcuts``: turn them on or off on every page, for the current user."""

    acts = acts(ON, OFF)

    def __init__(self, context, request, hub):
        super().__init__(context, request)
        self.hub = hub

    def next_url(self) -> str:
        form, page = self.request.form, f"{self.context.absolute_url()}/@@messages"
        shown = number(form, "number", 1, 10**8)
        return address(f"{page}/{shown}" if shown else page, listed(form))
