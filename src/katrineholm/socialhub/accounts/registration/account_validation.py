"""Protection of accounts: neither another channel's account, nor a change of account."""

from typing import Any

from plone import api
from plone.uuid.interfaces import IUUID
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.error import ErrorViewSnippet
from z3c.form.validator import SimpleFieldValidator, WidgetValidatorDiscriminators
from zope.schema import ValidationError

from ... import _
from ...site.pages.permissions import CHANGE_ACCOUNT
from ..channels.hub import hub_of
from ..channels.interfaces import IChannel
from .duplicates import duplicate_sentence, is_visible_brain, listed_channel, registered_place

ACCOUNT_FIELDS = ("profile_url", "feed_url", "platform", "also_known_as")
REFUSAL = _(
    "The account can be changed by the information office only, once a channel has been reported: "
    "ask them to."
)


class AlreadyListed(ValidationError):
    """The account is another channel's on the list; the argument is its brain."""

    def doc(self) -> str:
        return duplicate_sentence(self.args[0])


class AlreadyRegistered(AlreadyListed):
    """The place on Facebook exists, if only as a draft; the argument is its brain."""

    def doc(self) -> str:
        brain = self.args[0]
        if not is_visible_brain(brain):
            return _("Another administration has registered this place already.")
        mapping = {"title": brain.Title, "url": brain.getURL()}
        return _("The place is registered already: ${title}, ${url}", mapping=mapping)


class UniqueAccount(SimpleFieldValidator):
    """A validator: the account must not be another channel's on the list."""

    def validate(self, value: Any, force: bool = False) -> None:
        super().validate(value, force)
        if value:
            require_unlisted(self.context, [value] if isinstance(value, str) else value)


class UniqueOtherUrls(UniqueAccount):
    """A validator for the account's other URLs."""


WidgetValidatorDiscriminators(UniqueAccount, field=IChannel["profile_url"])
WidgetValidatorDiscriminators(UniqueOtherUrls, field=IChannel["also_known_as"])


class AlreadyListedSnippet(ErrorViewSnippet):
    """The error at the field, with a link to the channel if the editor may see it."""

    render = ViewPageTemplateFile("duplicate.pt")

    @property
    def listed(self) -> dict:
        """Return the value for macro ``listed``."""
        brain = self.error.args[0]
        seen = {"title": brain.Title, "url": brain.getURL()} if is_visible_brain(brain) else {}
        return {"url": "", "message": self.message} | seen


def require_unlisted(context: Any, addresses: list[str]) -> None:
    """Raise ListedAlready if another channel on the list has one of these accounts.

    A place on Facebook need not be on the list yet: then it is RegisteredAlready. ``context`` is
    the channel itself, or the administration for a new one.
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
