"""Connecting a channel with its account at the service, and disconnecting it."""

from collections.abc import Mapping
from time import time
from typing import Any

from plone import api

from ... import _
from ...core.connectors.connector import Connector
from ...core.connectors.model import Account, Examined, Secrets
from ...core.connectors.registry import connector, for_platform
from ...core.connectors.vault import Locked, default_vault, seal
from ...core.feeds.errors import FeedError
from ...site.forms.faults import Faults
from ...site.forms.refusals import Refusal, sentence
from ...site.forms.retries import once
from ..channels import history
from ..channels.changing import change
from ..channels.facts import facts_of
from ..channels.hub import hub_of
from .book import Connection, connection_of, forget, remember
from .opening import in_environment

LONGEST = 4000
NOT_HERE = _("There is no such interface for the channel's service.")
EMPTY = _("Paste the token, or have it put into the server's environment.")
SPACES = _("A token has no spaces, line breaks or letters such as å: copy it again, whole.")
LET_GO = _("The account is not connected with the site, so its posts are not retrieved.")
NO_KEY = _(
    "No key is set in the server's environment (SOCIALHUB_KEYS), so the token cannot be kept "
    "safely. Nothing is stored: ask the operator to set one."
)


def choices(channel: Any) -> list[Connector]:
    """Return the interfaces by which the channel's account can be connected."""
    return for_platform(facts_of(channel).platform)


def connect(channel: Any, name: str, given: Mapping[str, str]) -> Connection:
    """Connect the channel by an interface, after checking its account at the service.

    ``given`` are the pasted secrets; without any, those in the environment are used. Raise Refusal
    with one sentence; nothing is stored then.
    """
    found = connector(name)
    if found not in choices(channel):
        raise Refusal(NOT_HERE)
    pasted = {key: given.get(key, "").strip() for key in found.secrets}
    secrets = checked(pasted) if any(pasted.values()) else in_environment(channel.getId())
    if not secrets:
        raise Refusal(EMPTY)
    answer = once(("connect", channel.UID()), lambda: _asked(found, channel, secrets))
    if isinstance(answer, FeedError):
        raise Refusal(sentence(answer))
    kept = _kept(found, channel, answer, secrets if any(pasted.values()) else {})
    return _entered(channel, found, kept)


def disconnect(channel: Any) -> None:
    """Disconnect the account: the token is deleted, the retrieved entries stay."""
    kept = connection_of(channel)
    if kept is None:
        return
    forget(hub_of(channel), channel.UID())
    history.note(channel, "disconnected", kept.name)
    found = connector(kept.connector)
    if found and found.account_at(channel.feed_url or ""):
        change(channel, feed_url=None, link_only_reason=_reason(channel))


def closed(channel: Any, event: Any) -> None:
    """Disconnect a closed channel, which needs no token any more."""
    is_closed = event.transition is not None and event.transition.getId() == "close"
    kept = connection_of(channel) if is_closed else None
    if kept:
        forget(hub_of(channel), channel.UID())
        history.note(channel, "disconnected", kept.name)


def checked(pasted: Mapping[str, str]) -> Secrets:
    """Return the pasted secrets if they are plausible. Raise FaultyFields, by their names."""
    faults = Faults()
    for name, value in pasted.items():
        faults.demand(name, value, _("Fill in every field: each belongs to the token."))
        is_whole = value.isascii() and value.isprintable() and " " not in value
        faults.demand(name, is_whole or not value, SPACES)
        faults.demand(name, len(value) <= LONGEST, _("This is too long to be a token."))
    faults.done()
    return dict(pasted)


def _reason(channel) -> str:
    """Return the reason why the channel is now link only, which is required on the list (G4)."""
    language = api.portal.get_default_language()
    return channel.link_only_reason or api.portal.translate(LET_GO, lang=language)


def _asked(found, channel, secrets) -> tuple[Account, Examined | None] | FeedError:
    """Return which of the token's accounts is the channel's, and details of the token, or the
    error.
    """
    wanted, session = facts_of(channel).account, found.session(secrets)
    try:
        accounts = found.whose(session, wanted)
        examined = found.examine(session) if found.examine else None
    except FeedError as error:
        return error
    name = _bare(wanted)
    matching = [each for each in accounts if each.id and name in (_bare(each.name), each.id)]
    if matching:
        return matching[0], examined
    names = ", ".join(each.name for each in accounts if each.name)
    return FeedError("other_account", account=names[:200] or "–")


def _bare(name):
    return name.strip("@/").casefold()


def _kept(found, channel, answer, secrets) -> Connection:
    (account, examined), now = answer, int(time())
    lasts = now + found.lasts if found.lasts else 0
    return Connection(
        connector=found.name,
        account=account.id,
        name=account.name,
        cipher=_sealed(channel, secrets) if secrets else "",
        by=api.user.get_current().getId() or "",
        made=now,
        renewed=now,
        ends=examined.ends if examined else lasts,
        scopes=" ".join(examined.scopes) if examined else "",
    )


def _sealed(channel, secrets):
    try:
        return seal(default_vault(), channel.UID(), secrets)
    except Locked:
        raise Refusal(NO_KEY) from None


def _entered(channel, found, kept):
    remember(hub_of(channel), channel.UID(), kept)
    history.note(channel, "connected", f"{found.title}: {kept.name}")
    address = found.posts_url(kept.account)
    if address and address != channel.feed_url:
        change(channel, feed_url=address)
    return kept
