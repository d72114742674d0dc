"""API keys for the entries of a channel, stored as hashes only, and their page."""

from dataclasses import astuple, dataclass
from hashlib import sha256
from hmac import compare_digest
from secrets import token_hex, token_urlsafe
from time import time

from plone import api
from plone.autoform.directives import widget
from plone.dexterity.content import DexterityContent
from zope.interface import Interface
from ZPublisher.HTTPRequest import HTTPRequest

from ... import PACKAGE_NAME, _
from ...accounts.channels import history, hub_storage
from ...accounts.channels.hub import hub_of
from ...accounts.channels.times import formatted_time
from ...core.feeds.text import single_line
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_schema import Line
from ...site.pages.refusals import FaultyFields, Refusal
from ...site.pages.text_checks import has_words

BOOK = f"{PACKAGE_NAME}.entry_keys"
PREFIX = "socialhub_"
MOST = 10
BEARER = "Bearer "


@dataclass(frozen=True, slots=True)
class Key:
    """An API key of a channel; ``digest`` is its SHA-256 in hex, ``made`` a timestamp."""

    id: str
    digest: str
    name: str
    by: str
    made: int

    @property
    def who(self) -> str:
        """The key's identity as the author of entries."""
        return f"key:{self.name}"


def channel_keys(channel: DexterityContent) -> list[Key]:
    kept = hub_storage.stored_data(hub_of(channel), BOOK).get(channel.UID(), ())
    return [Key(*each) for each in kept]


def create_key(channel: DexterityContent, name: str) -> str:
    """Create a key for a channel and return it in plain text, which is not stored."""
    secret = PREFIX + token_urlsafe(32)
    user = api.user.get_current().getId() or ""
    key = Key(token_hex(4), _digest(secret), name, user, int(time()))
    _store(channel, [*channel_keys(channel), key])
    history.note_event(channel, "key-made", name)
    return secret


def revoke_key(channel: DexterityContent, id: str) -> bool:
    """Revoke a key; return False if the channel has no key with this id."""
    kept = channel_keys(channel)
    gone = [key for key in kept if key.id == id]
    if gone:
        _store(channel, [key for key in kept if key.id != id])
        history.note_event(channel, "key-revoked", gone[0].name)
    return bool(gone)


def request_key(request: HTTPRequest, channel: DexterityContent) -> Key | None:
    """Return the channel's key used in a request (RFC 6750), or None without a valid one."""
    # Zope removes the header from the environment, so that no error page or log shows it.
    given = getattr(request, "_auth", None) or ""
    if not given.startswith(BEARER + PREFIX):
        return None
    digest = _digest(given.removeprefix(BEARER).strip())
    found = [key for key in channel_keys(channel) if compare_digest(key.digest, digest)]
    return found[0] if found else None


def _store(channel, keys):
    hub_storage.store_value(channel, BOOK, tuple(map(astuple, keys)))


def _digest(secret):
    # 256 random bits need no slow hash: they cannot be guessed.
    return sha256(secret.encode()).hexdigest()


class IKeyName(Interface):
    """Form field for the name of the program that gets a key."""

    name = Line(title=_("Which program is to have the key"), max_length=100, judged=True)


class IKeyRevocation(Interface):
    """Form field for the id of the key to revoke."""

    revoke = Line()
    widget("revoke", type="hidden")


def _make(at, given) -> str:
    name = single_line(given["name"], 100)
    if not has_words(name):
        raise FaultyFields({"name": _("Write which program is to have the key.")})
    if len(channel_keys(at.context)) >= MOST:
        raise Refusal(_("The channel has ten keys already: take one away first."))
    return create_key(at.context, name)


MAKE = Act("make", _make, title=_("Make a key"), fields=IKeyName, stays=True)
REVOKE = Act(
    "revoke",
    lambda at, given: revoke_key(at.context, given["revoke"]),
    _("The key is taken away: a program that has it is let in no longer."),
    title=_("Take away"),
    fields=IKeyRevocation,
)


class EntryKeys(ActPage):
    """``@@entry-keys`` on a channel; ``done`` is a new key, which is only shown once."""

    leads_back = True
    acts = acts(MAKE, REVOKE)
    title = _("Keys for programs")

    def keys(self) -> list[dict]:
        return [
            {
                "name": key.name,
                "by": key.by,
                "made": formatted_time(key.made)["text"],
                "form": self.form(
                    REVOKE.name, look="outline-danger", about=key.name, revoke=key.id
                ),
            }
            for key in channel_keys(self.context)
        ]
