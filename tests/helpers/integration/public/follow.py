"""What the tests of ``public/follow`` have in common."""

import re
from datetime import UTC, datetime

import transaction
from mailserver import plain

from katrineholm.socialhub.public.follow.followers import BOOK, Wish, ask_to_follow, choose
from katrineholm.socialhub.public.follow.keys import stored_keys

NOW = 1_790_000_000  # 2026-09-21 16.13 in Stockholm, a Monday
DAY = 24 * 3600
LATER = NOW + 3600
NEXT = NOW + DAY  # after seven the next morning
ANNA = "anna@example.se"
FORM = {"email": ANNA, "often": "daily", "query": "channel=bloggen"}


def at(seconds):
    return datetime.fromtimestamp(seconds, UTC)


def follow(hub, address=ANNA, often="daily", query="", place=None, language="sv", now=NOW):
    """Somebody asks and confirms; the id."""
    place = place or hub
    wish = Wish(place.UID(), query, language, often, place.title, now)
    ask_to_follow(hub, address, wish)
    id = id_of(hub, address)
    choose(hub, id, {wish.topic: often}, now)
    transaction.commit()
    return id


def id_of(hub, address):
    return stored_keys(BOOK.read(hub)["keys"]).follower_id(address)


def links(mail):
    """The addresses in a mail that was taken, in order."""
    return re.findall(r"https?://\S+", plain(mail))


def people(hub):
    transaction.begin()
    return [*BOOK.read(hub)["people"]]


def feeds(hub):
    transaction.begin()
    return {
        (each["query"], each["often"]): len(each["members"])
        for each in BOOK.read(hub)["feeds"].values()
    }


def field(html):
    """The name of the field of the only topic."""
    return re.search(r'name="([0-9a-f]{12})"', html)[1]


def titles(mail):
    return re.findall(r"^(Inlägg .*)$", plain(mail), re.M)
