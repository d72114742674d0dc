"""The keyboard shortcuts of a message's page, and the choice to turn them off (WCAG 2.1.4).

They are on by default; the hub stores the users who turned them off.
"""

from time import time

from plone.dexterity.content import Container

from ... import _
from ...accounts.channels import hub_storage
from ...site.pages.acts import Act, FormTarget, acts
from ...site.pages.query import query_number
from ..steps.roles import current_actor
from .next_message import list_query_string, url_with_list

BOOK = "katrineholm.socialhub.shortcuts"
# A key, the name of its function in the page's script, and its title.
KEYS = (
    ("j", "yes", _("Yes to the next question")),
    ("n", "no", _("No to it")),
    ("s", "write", _("Write")),
    ("v", "onwards", _("The next message")),
    ("l", "list", _("The list")),
)


def has_shortcuts(hub: Container) -> bool:
    """Return whether the current user has the keyboard shortcuts turned on."""
    return current_actor() not in hub_storage.stored_data(hub, BOOK)


def _turn_on(at, given):
    hub_storage.stored_data(at.hub, BOOK).pop(current_actor(), None)


def _turn_off(at, given):
    hub_storage.writable_data(at.hub, BOOK).setdefault(current_actor(), int(time()))


TURN_ON = Act("on", _turn_on, _("The shortcuts are on."), _("Turn the shortcuts on"))
TURN_OFF = Act("off", _turn_off, _("The shortcuts are off."), _("Turn the shortcuts off"))


class TurnShortcuts(FormTarget):
    """``@@messages/shortcuts``: turns the shortcuts on or off for the current user."""

    acts = acts(TURN_ON, TURN_OFF)

    def __init__(self, context, request, hub):
        super().__init__(context, request)
        self.hub = hub

    def next_url(self) -> str:
        form, page = self.request.form, f"{self.context.absolute_url()}/@@messages"
        shown = query_number(form, "number", 1, 10**8)
        return url_with_list(f"{page}/{shown}" if shown else page, list_query_string(form))
