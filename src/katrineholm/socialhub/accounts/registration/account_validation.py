"""Protection of accounts: none is on the official list twice, however it is written (row A15).

Only the office may change the account of a channel that has been reported.
"""

from collections.abc import Iterable
from typing import Any

from plone import api
from plone.uuid.interfaces import IUUID
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.error import ErrorViewSnippet
from z3c.form.validator import SimpleFieldValidator, WidgetValidatorDiscriminators
from zope.i18nmessageid import Message
from zope.schema import ValidationError

from ... import _
from ...core.platforms.account_lookup import account_keys
from ...site.pages.permissions import CHANGE_ACCOUNT
from ..channels.hub import hub_of
from ..channels.interfaces import CHANNEL_TYPES, IChannel

ACCOUNT_FIELDS = ("profile_url", "feed_url", "platform", "also_known_as")
REFUSAL = _(
    "The account can be changed by the information office only, once a channel has been reported: "
    "ask them to."
)
LIST_STATES = ("reported", "official", "paused")
PLACE = "FacebookPlace"
OPEN_STATES = ("draft", *LIST_STATES)
CLOSED_STATES = ("closed",)


class AlreadyListed(ValidationError):
    """The error that another listed channel has the account. Its argument is the brain."""

    def doc(self) -> str:
        return duplicate_sentence(self.args[0])


class AlreadyRegistered(AlreadyListed):
    """The error that a place on Facebook exists, if only as a draft, with its brain."""

    def doc(self) -> str:
        if found := visible_link(self.args[0]):
            return _("The place is registered already: ${title}, ${url}", mapping=found)
        return _("Another administration has registered this place already.")


class UniqueAccount(SimpleFieldValidator):
    """A validator of a form field: no other channel on the list may have the account."""

    def validate(self, value: Any, force: bool = False) -> None:
        super().validate(value, force)
        if value:
            require_unlisted(self.context, [value] if isinstance(value, str) else value)


class UniqueOtherUrls(UniqueAccount):
    """A ``UniqueAccount`` validator for the field with the account's other URLs."""


WidgetValidatorDiscriminators(UniqueAccount, field=IChannel["profile_url"])
WidgetValidatorDiscriminators(UniqueOtherUrls, field=IChannel["also_known_as"])


class AlreadyListedSnippet(ErrorViewSnippet):
    """The error at a field, with a link to the other channel if the editor may see it."""

    render = ViewPageTemplateFile("duplicate.pt")

    @property
    def listed(self) -> dict:
        """The values for the macro ``listed``: the error message and the link."""
        return {"url": "", "message": self.message} | visible_link(self.error.args[0])


def require_unlisted(context: Any, addresses: list[str]) -> None:
    """Raise AlreadyListed if another channel on the list has one of these accounts.

    For a place on Facebook, raise AlreadyRegistered even if it is not on the list yet. ``context``
    is the channel itself, or the administration of a new one.
    """
    # A new channel has no UID yet.
    hub, own = hub_of(context), IUUID(context, "")
    brain = listed_channel(hub, addresses, apart_from=own)
    if brain is not None:
        raise AlreadyListed(brain)
    place = registered_place(hub, addresses, apart_from=own)
    if place is not None:
        raise AlreadyRegistered(place)


def may_change_account(channel: Any) -> bool:
    """Return whether the current user may change the account of a channel."""
    return api.user.has_permission(CHANGE_ACCOUNT, obj=channel)


def listed_duplicate(held: Any) -> Any:
    """Return the brain of another channel on the list with the same account, or None.

    ``held`` is a ``requirements.ChannelValues``.
    """
    return listed_channel(held.hub, held.account_urls, apart_from=held.uid)


def closed_duplicate(held: Any) -> Any:
    """Return the brain of a closed channel with the same public URL, or None."""
    return listed_channel(held.hub, held.account_urls[:1], states=CLOSED_STATES)


def registered_place(hub: Any, addresses: Iterable[str], *, apart_from: str = "") -> Any:
    """Return the brain of a place on Facebook with one of these URLs, even a draft, or None."""
    return listed_channel(hub, addresses, apart_from=apart_from, states=OPEN_STATES, types=(PLACE,))


def listed_channel(
    hub: Any,
    addresses: Iterable[str],
    *,
    apart_from: str = "",
    states: tuple[str, ...] = LIST_STATES,
    types: tuple[str, ...] = CHANNEL_TYPES,
) -> Any:
    """Return the brain of a channel on a hub's list with one of these accounts, or None.

    ``apart_from`` is the UID of a channel to ignore. As the user may be unable to see the channel,
    show it by ``duplicate_sentence``.
    """
    keys = [key for text in addresses for key in _own_keys(text)]
    if not keys:
        return None
    found = api.content.find(
        portal_type=types,
        path="/".join(hub.getPhysicalPath()),
        socialhub_accounts=keys,
        review_state=list(states),
        unrestricted=True,
    )
    return next((brain for brain in found if apart_from != brain.UID), None)


def visible_link(brain: Any) -> dict[str, str]:
    """Return the ``title`` and ``url`` of a brain's object, empty if the user may not see it."""
    is_visible = bool(api.content.find(UID=brain.UID))
    return {"title": brain.Title, "url": brain.getURL()} if is_visible else {}


def duplicate_sentence(brain: Any) -> Message:
    """Return a message that an account is listed already, with a link if the user may see it."""
    if found := visible_link(brain):
        return _("The account is on the list already: ${title}, ${url}", mapping=found)
    return _("The account has been reported by another administration already.")


def _own_keys(text):
    """Return the keys of a URL but not a bare @name, which is ambiguous between services."""
    return [key for key in account_keys(text)[:1] if not key.startswith("@")]
