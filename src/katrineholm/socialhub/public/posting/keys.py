"""Keys by which a program hands in entries of one channel: shown once, kept as hashes alone."""

from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from secrets import token_hex, token_urlsafe
from time import time

from plone import api

from ... import PACKAGE_NAME
from ...accounts.channels import books, history
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
        """What stands for the program where a person's id would."""
        return f"key:{self.name}"


def keys_of(channel) -> list[Key]:
    """The channel's keys, the oldest first."""
    return [Key(*each) for each in books.read(hub_of(channel), BOOK).get(channel.UID(), ())]


def make(channel, name: str) -> str:
    """A new key in plain text, which nobody can be shown again."""
    secret = PREFIX + token_urlsafe(32)
    user = api.user.get_current().getId() or ""
    key = (token_hex(4), _digest(secret), name, user, int(time()))
    kept = books.read(hub_of(channel), BOOK).get(channel.UID(), ())
    books.enter(channel, BOOK, (*kept, key))
    history.note(channel, "key-made", name)
    return secret


def revoke(channel, id: str) -> bool:
    """Take a key away at once; False where the channel has none of this id."""
    kept = books.read(hub_of(channel), BOOK).get(channel.UID(), ())
    gone = [Key(*each) for each in kept if each[0] == id]
    if gone:
        books.enter(channel, BOOK, tuple(each for each in kept if each[0] != id))
        history.note(channel, "key-revoked", gone[0].name)
    return bool(gone)


def key_in(request, channel) -> Key | None:
    """The channel's key that a request bears (RFC 6750); None without a valid one."""
    # Zope takes the header out of the environment, so that no error's page or log shows it.
    given = getattr(request, "_auth", None) or ""
    if not given.startswith(BEARER + PREFIX):
        return None
    digest = _digest(given.removeprefix(BEARER).strip())
    found = [key for key in keys_of(channel) if compare_digest(key.digest, digest)]
    return found[0] if found else None


def _digest(secret):
    # 256 bits of chance need no slow hash: nobody can guess their way to them.
    return sha256(secret.encode()).hexdigest()
