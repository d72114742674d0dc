"""API keys for the entries of one channel: shown once, stored as hashes only."""

from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from secrets import token_hex, token_urlsafe
from time import time

from plone import api
from plone.dexterity.content import DexterityContent
from ZPublisher.HTTPRequest import HTTPRequest

from ... import PACKAGE_NAME
from ...accounts.channels import history, hub_storage
from ...accounts.channels.hub import hub_of

BOOK = f"{PACKAGE_NAME}.entry_keys"
PREFIX = "socialhub_"
MOST = 10
BEARER = "Bearer "


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a channel: ``digest`` is SHA-256 in hex, ``made`` in seconds since 1970."""

    id: str
    digest: str
    name: str
    by: str
    made: int

    @property
    def who(self) -> str:
        """The substitute for a user's id."""
        return f"key:{self.name}"


def channel_keys(channel: DexterityContent) -> list[Key]:
    """Return the channel's keys, the oldest first."""
    return [
        Key(*each) for each in hub_storage.stored_data(hub_of(channel), BOOK).get(channel.UID(), ())
    ]


def create_key(channel: DexterityContent, name: str) -> str:
    """Create a key and return it in plain text, which is never shown again."""
    secret = PREFIX + token_urlsafe(32)
    user = api.user.get_current().getId() or ""
    key = (token_hex(4), _digest(secret), name, user, int(time()))
    kept = hub_storage.stored_data(hub_of(channel), BOOK).get(channel.UID(), ())
    hub_storage.store_value(channel, BOOK, (*kept, key))
    history.note_event(channel, "key-made", name)
    return secret


def revoke_key(channel: DexterityContent, id: str) -> bool:
    """Revoke a key at once; return False if the channel has none with this id."""
    kept = hub_storage.stored_data(hub_of(channel), BOOK).get(channel.UID(), ())
    gone = [Key(*each) for each in kept if each[0] == id]
    if gone:
        hub_storage.store_value(channel, BOOK, tuple(each for each in kept if each[0] != id))
        history.note_event(channel, "key-revoked", gone[0].name)
    return bool(gone)


def request_key(request: HTTPRequest, channel: DexterityContent) -> Key | None:
    """Return the channel's key in a request (RFC 6750); None without a valid one."""
    # Zope removes the header from the environment, so that no error page or log shows it.
    given = getattr(request, "_auth", None) or ""
    if not given.startswith(BEARER + PREFIX):
        return None
    digest = _digest(given.removeprefix(BEARER).strip())
    found = [key for key in channel_keys(channel) if compare_digest(key.digest, digest)]
    return found[0] if found else None


def _digest(secret):
    # 256 random bits need no slow hash: they cannot be guessed.
    return sha256(secret.encode()).hexdigest()
