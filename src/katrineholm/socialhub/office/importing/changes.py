"""Which values that somebody brings are others than a channel's own, and who may set them."""

from plone import api

from ... import _
from ...accounts.judging.account import ACCOUNT, REFUSAL, may_change_account
from ...accounts.people.person import person
from ...site.forms.permissions import MODIFY
from .values import PEOPLE


def changes_of(channel, given: dict) -> dict:
    """Those of the values that are not a channel's present ones."""
    return {name: value for name, value in given.items() if not _is_same(channel, name, value)}


def forbidden(channel, changes: dict) -> list[str]:
    """Why the present user may not change these fields of a channel; empty where that is fine."""
    if changes and not api.user.has_permission(MODIFY, obj=channel):
        return [api.portal.translate(_("You may not change this channel."))]
    if set(changes) & set(ACCOUNT) and not may_change_account(channel):
        return [api.portal.translate(REFUSAL)]
    return []


def _is_same(channel, name, value):
    own = _language(channel) if name == "language" else getattr(channel, name)
    if (own or None) == (value or None) and not isinstance(own, bool):
        return True
    if name in PEOPLE and own and value:
        return _known_as(own) == _known_as(value)
    if name in ("contact_email", "contact_phone") and not own:
        # The export shows the administration's where the channel has none of its own.
        return value == getattr(channel.__parent__, name.removeprefix("contact_"))
    return own == value


def _language(channel):
    """As the export has it: where none was chosen, each request would tell another."""
    brains = api.content.find(UID=channel.UID())
    return brains[0].socialhub_facts["language"] if brains else channel.Language()


def _known_as(text):
    someone = person(text)
    return someone.name, someone.email
