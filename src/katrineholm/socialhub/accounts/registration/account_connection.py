"""The connection of a channel with its account at the service, and its removal."""

from collections.abc import Mapping
from time import time
from typing import Any
from urllib.parse import urlsplit

from plone import api

from ... import _
from ...core.feeds.errors import FeedError
from ...core.sources.connector import Connector, find_connector, platform_connectors
from ...core.sources.model import Account, Secrets, TokenInfo
from ...core.sources.vault import VaultLocked, default_vault, encrypt_secrets
from ...site.pages.form_faults import FormFaults
from ...site.pages.refusals import Refusal, error_message
from ...site.pages.retries import once_per_request
from ..channels import history
from ..channels.facts import facts_of
from ..channels.hub import hub_of
from ..channels.updates import update_fields
from .connections import (
    Connection,
    connection_of,
    delete_connection,
    environment_secrets,
    store_connection,
)

LONGEST = 4000
NOT_HERE = _("There is no such interface for the channel's service.")
EMPTY = _("Paste the token, or have it put into the server's environment.")
SPACES = _("A token has no spaces, line breaks or letters such as å: copy it again, whole.")
LET_GO = _("The account is not connected with the site, so its posts are not retrieved.")
NO_KEY = _(
    "No key is set in the server's environment (SOCIALHUB_KEYS), so the token cannot be kept "
    "safely. Nothing is stored: ask the operator to set one."
)


def available_connectors(channel: Any) -> list[Connector]:
    """Return the connectors (APIs) by which the channel's account can be connected."""
    return platform_connectors(facts_of(channel).platform)


def connect(channel: Any, name: str, given: Mapping[str, str]) -> Connection:
    """Connect a channel by the connector ``name``, after checking its account at the service.

    ``given`` are the pasted secrets; without any, those in the environment are used. Raise Refusal,
    and store nothing, if the secrets or the account are refused.
    """
    found = find_connector(name)
    if found not in available_connectors(channel):
        raise Refusal(NOT_HERE)
    pasted = {key: given.get(key, "").strip() for key in found.secrets}
    secrets = (
        valid_secrets(pasted) if any(pasted.values()) else environment_secrets(channel.getId())
    )
    if not secrets or not (found.host or any(pasted.values())):
        raise Refusal(EMPTY)
    if not found.host:
        secrets = {**secrets, "host": urlsplit(channel.profile_url or "").hostname or ""}
    answer = once_per_request(
        ("connect", channel.UID()), lambda: _service_answer(found, channel, secrets)
    )
    if isinstance(answer, FeedError):
        raise Refusal(error_message(answer))
    kept = _new_connection(found, channel, answer, secrets if any(pasted.values()) else {})
    return _stored(channel, found, kept)


def disconnect(channel: Any) -> None:
    """Disconnect a channel's account. Its token and its API's feed are removed, not its entries."""
    kept = connection_of(channel)
    if kept is None:
        return
    delete_connection(hub_of(channel), channel.UID())
    history.note_event(channel, "disconnected", kept.name)
    found = find_connector(kept.connector)
    if found and found.account_at(channel.feed_url or ""):
        # A channel without a feed needs a reason for it on the list (G4).
        let_go = api.portal.translate(LET_GO, lang=api.portal.get_default_language())
        reason = channel.link_only_reason or let_go
        update_fields(channel, feed_url=None, link_only_reason=reason)


def disconnect_after_close(channel: Any, event: Any) -> None:
    """Disconnect the account of a channel that has been closed."""
    is_closed = event.transition is not None and event.transition.getId() == "close"
    kept = connection_of(channel) if is_closed else None
    if kept:
        delete_connection(hub_of(channel), channel.UID())
        history.note_event(channel, "disconnected", kept.name)


def valid_secrets(pasted: Mapping[str, str]) -> Secrets:
    """Return the pasted secrets if they are plausible. Raise FaultyFields, keyed by their names."""
    faults = FormFaults()
    for name, value in pasted.items():
        faults.require(name, value, _("Fill in every field: each belongs to the token."))
        is_whole = value.isascii() and value.isprintable() and " " not in value
        faults.require(name, is_whole or not value, SPACES)
        faults.require(name, len(value) <= LONGEST, _("This is too long to be a token."))
    faults.raise_faults()
    return dict(pasted)


def _service_answer(found, channel, secrets) -> tuple[Account, TokenInfo | None] | FeedError:
    """Return which of the token's accounts is the channel's and the token's data, or an error."""
    wanted, session = facts_of(channel).account, found.session(secrets)
    try:
        accounts = found.whose(session, wanted)
        examined = found.examine(session) if found.examine else None
    except FeedError as error:
        return error
    name = _bare_name(wanted)
    matching = [each for each in accounts if each.id and name in (_bare_name(each.name), each.id)]
    if matching:
        return matching[0], examined
    names = ", ".join(each.name for each in accounts if each.name)
    return FeedError("other_account", account=names[:200] or "–")


def _bare_name(name):
    return name.strip("@/").casefold()


def _new_connection(found, channel, answer, secrets) -> Connection:
    (account, examined), now = answer, int(time())
    lasts = now + found.lasts if found.lasts else 0
    return Connection(
        connector=found.name,
        account=account.id,
        name=account.name,
        cipher=_encrypted(channel, secrets) if secrets else "",
        by=api.user.get_current().getId() or "",
        made=now,
        renewed=now,
        ends=examined.ends if examined else lasts,
        scopes=" ".join(examined.scopes) if examined else "",
        may_answer=_may_answer(found, examined),
    )


def _may_answer(found, examined):
    granted = set(examined.scopes) if examined else set()
    return bool(found.answer_scopes) and granted.issuperset(found.answer_scopes)


def _encrypted(channel, secrets):
    try:
        return encrypt_secrets(default_vault(), channel.UID(), secrets)
    except VaultLocked:
        raise Refusal(NO_KEY) from None


def _stored(channel, found, kept):
    store_connection(hub_of(channel), channel.UID(), kept)
    history.note_event(channel, "connected", f"{found.title}: {kept.name}")
    address = found.posts_url(kept.account)
    if address and address != channel.feed_url:
        update_fields(channel, feed_url=address)
    return kept
