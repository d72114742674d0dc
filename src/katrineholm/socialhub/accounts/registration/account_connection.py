"""The connection of a channel with its account at the service, and its removal."""

from collections.abc import Mapping
from time import time
from typing import Any
from urllib.parse import urlsplit

from plone import api

from ... import _
from ...core.feeds.errors import FeedError
from ...core.sources.connector import Connector, find_connector, platform_connectors
from ...core.sources.login_account import matching_account, may_answer
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
from .login_apps import NO_KEY

LONGEST = 4000
NOT_HERE = _("There is no such interface for the channel's service.")
EMPTY = _("Paste the token, or have it put into the server's environment.")
SPACES = _("A token has no spaces, line breaks or letters such as å: copy it again, whole.")
ANSWERS = _("The connection may also answer comments.")
ANSWERS_NOT = _("The connection may only read.")
LET_GO = _("The account is not connected with the site, so its posts are not retrieved.")


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
        secrets = {**secrets, "host": urlsplit(channel.profile_url or "").netloc.lower()}
    answer = once_per_request(
        ("connect", channel.UID()), lambda: _service_answer(found, channel, secrets)
    )
    if isinstance(answer, FeedError):
        raise Refusal(error_message(answer))
    kept = _new_connection(found, channel, answer, secrets if any(pasted.values()) else {})
    return store_new_connection(channel, found, kept)


def store_new_connection(channel: Any, found: Connector, kept: Connection) -> Connection:
    """Store a connection that has been checked, note it in the history, and return it."""
    store_connection(hub_of(channel), channel.UID(), kept)
    history.note_event(channel, "connected", _history_comment(found, kept))
    address = found.posts_url(kept.account)
    if address and address != channel.feed_url:
        update_fields(channel, feed_url=address)
    return kept


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
    if event.transition is None or event.transition.getId() != "close":
        return
    kept = connection_of(channel)
    delete_connection(hub_of(channel), channel.UID())
    if kept:
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
        account = matching_account(found.whose(session, wanted), wanted)
        return account, found.examine(session) if found.examine else None
    except FeedError as error:
        return error


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
        may_answer=may_answer(found, examined.scopes if examined else ()),
    )


def _encrypted(channel, secrets):
    try:
        return encrypt_secrets(default_vault(), channel.UID(), secrets)
    except VaultLocked:
        raise Refusal(NO_KEY) from None


def _history_comment(found, kept):
    answers = ANSWERS if kept.may_answer else ANSWERS_NOT
    text = api.portal.translate(answers, lang=api.portal.get_default_language())
    return f"{found.title}: {kept.name}. {text}"
