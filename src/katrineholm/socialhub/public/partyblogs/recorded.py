"""What the catalogue remembers of a party: the public facts, and the days on which it is found."""

from datetime import date, timedelta

from DateTime import DateTime
from plone.indexer import indexer

from ...accounts.channels.moments import begins
from .fields import EARLIEST, LATEST
from .interfaces import ICouncilParty


def recorded_party(party) -> dict:
    """A party's public facts as plain values; nothing private stands here."""
    return {
        "abbreviation": party.abbreviation,
        "link": party.link or "",
        "link_kind": party.link_kind,
        "seats": party.seats,
        "feed": party.feed or "",
        "term_from": party.term_from.isoformat(),
        "term_to": party.term_to.isoformat(),
    }


@indexer(ICouncilParty)
def party_facts(party):
    """The column ``socialhub_facts`` of a party."""
    return recorded_party(party)


@indexer(ICouncilParty)
def effective(party):
    """The site's own searches find a party from its first day …"""
    return _begins(_within(party.term_from))


@indexer(ICouncilParty)
def expires(party):
    """… to its last one, without anybody's doing."""
    return _begins(_within(party.term_to) + timedelta(days=1))


@indexer(ICouncilParty)
def searchable_text(party):
    """What the public may find a party by."""
    return f"{party.title} {party.abbreviation}"


def _within(day: date) -> date:
    """A day that the index can hold, for one that came there past the fields."""
    return min(max(day, EARLIEST), LATEST)


def _begins(day):
    # Not from the datetime itself: DateTime knows no zones that were off by seconds, as of old.
    return DateTime(begins(day).timestamp(), "UTC")
