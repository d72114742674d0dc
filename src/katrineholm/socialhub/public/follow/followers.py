"""The followers of a hub, stored in one of its annotations, in plain data.

``people`` has each follower by the keyed hash of the address. ``due`` has those who wait for the
mail by which they confirm. ``feeds`` has what is followed, each with its ``members``, and the last
of them that got the mail of the period in hand: see ``mail_chore``. ``later`` has the mails that a
mail server has refused for now. Nothing else says who follows what, so that an erased follower is
gone from all parts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from secrets import token_hex
from typing import Any, NamedTuple

from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent.mapping import PersistentMapping

from ... import DAY, MINUTE, PACKAGE_NAME
from ...accounts.channels.hub_storage import HubStorage
from ...site.pages.signatures import has_valid_signature, signature
from .keys import stored_keys, writable_keys

KEY = f"{PACKAGE_NAME}.followers"
BOOK = HubStorage(
    KEY,
    {
        "keys": PersistentMapping,
        "people": OOBTree,
        "due": OOTreeSet,
        "feeds": OOBTree,
        "later": OOBTree,
    },
)
UNCONFIRMED = 2 * DAY  # after which an unconfirmed wish is erased
BETWEEN = DAY  # between two mails to confirm, to the same address
PAUSE = 10 * MINUTE  # before another try, if the mail server refuses such a mail for now
MOST = 20  # things that one address follows
PURPOSE = "follower"
ID_DIGITS = 24


class Wish(NamedTuple):
    """Something to follow: a place by its UID, the query of its stream, and how often.

    ``title`` is in the ``language`` of the mails. ``at`` is when somebody asked for it.
    """

    place: str
    query: str
    language: str
    often: str
    title: str
    at: int

    @property
    def topic(self) -> str:
        """The id of what is followed, however often."""
        words = "\0".join((self.place, self.query, self.language))
        return sha256(words.encode()).hexdigest()[:12]

    @property
    def feed(self) -> str:
        """The key of the feed by which it is sent."""
        return feed_key(self.topic, self.often)


@dataclass(frozen=True, slots=True)
class Follower:
    """A follower: ``wishes`` are not confirmed, ``feeds`` are the keys of those that are.

    ``asked`` is when the last mail to confirm was sent, ``bounces`` are days on which a mail could
    not be delivered. Links in mails are signed for the ``nonce``.
    """

    cipher: bytes
    nonce: str
    wishes: tuple[Wish, ...] = ()
    feeds: tuple[str, ...] = ()
    asked: int = 0
    bounces: tuple[int, ...] = ()


def feed_key(topic: str, often: str) -> str:
    """Return the key of a feed, which contains those who follow the same equally often."""
    return f"{topic}-{often}"


def follower(hub: Any, id: str) -> Follower | None:
    """Return the follower with this id, or None."""
    return follower_in(BOOK.read(hub), id)


def follower_in(book: Mapping, id: str) -> Follower | None:
    """Return the follower with this id in a hub's book, or None."""
    kept = book["people"].get(id)
    if kept is None:
        return None
    cipher, nonce, wishes, *rest = kept
    return Follower(cipher, nonce, tuple(Wish(*each) for each in wishes), *rest)


def ask_to_follow(hub: Any, address: str, wish: Wish) -> None:
    """Store a wish to follow until the address is confirmed. Raise VaultLocked."""
    book = BOOK.writable(hub)
    keys = writable_keys(book["keys"])
    id = keys.follower_id(address)
    known = follower_in(book, id) or Follower(keys.encrypt(id, address), token_hex(8))
    others = [each for each in known.wishes if each.topic != wish.topic]
    _store(book, id, replace(known, wishes=(*others[1 - MOST :], wish)))
    book["due"].insert(id)


def current_wishes(hub: Any, id: str) -> list[Wish]:
    """Return all that a follower follows, as it was wished for, sorted by title."""
    book = BOOK.read(hub)
    known = follower_in(book, id)
    found = [_wish_of(book["feeds"][key]) for key in (known.feeds if known else ())]
    return sorted(found, key=lambda each: each.title.casefold())


def choose(hub: Any, id: str, chosen: Mapping[str, str], now: int) -> None:
    """Follow the topics of ``chosen`` as often as it says, by topic; leave those with "".

    Only what the follower follows or has wished for can be chosen. Erase a follower of nothing.
    """
    known = follower(hub, id)
    if known is None:
        return
    book = BOOK.writable(hub)
    offered = {each.topic: each for each in (*current_wishes(hub, id), *known.wishes)}
    taken = {topic: wish for topic, wish in offered.items() if topic in chosen}
    wanted = [replace_often(wish, chosen[topic]) for topic, wish in taken.items() if chosen[topic]]
    left = [key for key in known.feeds if key.partition("-")[0] in taken]
    for key in left:
        if key not in {each.feed for each in wanted}:
            _leave_feed(book, key, id)
    for wish in wanted:
        _join_feed(book, wish, id, now)
    feeds = dict.fromkeys((*(key for key in known.feeds if key not in left), *_keys(wanted)))
    wishes = tuple(each for each in known.wishes if each.topic not in taken)
    _store_or_erase(book, id, replace(known, feeds=(*feeds,), wishes=wishes))


def erase(hub: Any, id: str) -> None:
    """Erase a follower and all that is known of the address."""
    book = BOOK.writable(hub)
    for key in (follower_in(book, id) or Follower(b"", "")).feeds:
        _leave_feed(book, key, id)
    for each in [each for each in book["later"] if each[1] == id]:
        del book["later"][each]
    book["people"].pop(id, None)
    if id in book["due"]:
        book["due"].remove(id)


def token(id: str, known: Follower) -> str:
    """Return what a link in a mail contains so that only this follower can follow it."""
    return id + signature(PURPOSE, id, known.nonce)[:32]


def follower_of_token(hub: Any, given: str) -> str:
    """Return the id of the follower to whose mails a token belongs, or an empty string."""
    id, signed = given[:ID_DIGITS], given[ID_DIGITS:]
    known = follower(hub, id)
    is_right = known and has_valid_signature(signed, PURPOSE, id, known.nonce, length=32)
    return id if is_right else ""


def due_confirmations(hub: Any, now: int) -> Iterator[str]:
    """Yield the ids of those who are to get the mail to confirm now."""
    book = BOOK.read(hub)
    for id in book["due"]:
        known = follower_in(book, id)
        if known is None or not 0 <= now - known.asked < BETWEEN:
            yield id


def note_confirmation_mail(hub: Any, id: str, now: int, is_done: bool) -> None:
    """Note that the mail to confirm was handed over or need not be sent, or else try it later."""
    book = BOOK.writable(hub)
    if is_done and id in book["due"]:
        book["due"].remove(id)
    if known := follower_in(book, id):
        _store(book, id, replace(known, asked=now if is_done else now - BETWEEN + PAUSE))


def address_of(book: Mapping, id: str, known: Follower) -> str:
    """Return the address of a follower in a hub's book. Raise VaultLocked."""
    return stored_keys(book["keys"]).decrypt(id, known.cipher)


def erase_late_wishes(hub: Any, now: int) -> None:
    """Erase wishes not confirmed in time, and followers who follow nothing else."""
    book = BOOK.writable(hub)
    for id in list(late_ids(hub, now)):
        if known := follower_in(book, id):
            wishes = tuple(each for each in known.wishes if not _is_over(each, now))
            _store_or_erase(book, id, replace(known, wishes=wishes))


def late_ids(hub: Any, now: int) -> Iterator[str]:
    """Yield the ids of those with a wish that was not confirmed in time."""
    book = BOOK.read(hub)
    for id in book["people"]:
        known = follower_in(book, id)
        if known and any(_is_over(each, now) for each in known.wishes):
            yield id


def store_bounces(hub: Any, id: str, bounces: tuple[int, ...]) -> None:
    """Store the days on which mails to a follower could not be delivered."""
    book = BOOK.writable(hub)
    if known := follower_in(book, id):
        _store(book, id, replace(known, bounces=bounces))


def replace_often(wish: Wish, often: str) -> Wish:
    """Return a wish for the same, but as often as this."""
    return wish._replace(often=often)


def _keys(wishes):
    return [each.feed for each in wishes]


def _is_over(wish, now):
    return not wish.at <= now < wish.at + UNCONFIRMED


def _store(book, id, known):
    wishes = tuple(tuple(each) for each in known.wishes)
    book["people"][id] = (
        *(known.cipher, known.nonce, wishes),
        *(known.feeds, known.asked, known.bounces),
    )


def _store_or_erase(book, id, known):
    if known.feeds or known.wishes:
        _store(book, id, known)
    else:
        book["people"].pop(id, None)
    if not known.wishes and id in book["due"]:
        book["due"].remove(id)


def _wish_of(feed):
    return Wish(*(feed[name] for name in Wish._fields))


def _join_feed(book, wish, id, now):
    feeds = book["feeds"]
    if wish.feed not in feeds:
        place = {**wish._asdict(), "at": now}
        feeds[wish.feed] = PersistentMapping(place, done=now, until=0, last="", members=OOBTree())
    feeds[wish.feed]["members"].setdefault(id, now)


def _leave_feed(book, key, id):
    feed = book["feeds"].get(key)
    if feed is None:
        return
    feed["members"].pop(id, None)
    if not feed["members"]:
        del book["feeds"][key]
