"""The catalogue indexers of a party."""

from datetime import date, timedelta

from DateTime import DateTime
from plone.dexterity.content import DexterityContent
from plone.indexer import indexer

from ...accounts.channels.times import start_of_day
from .fields import EARLIEST, LATEST
from .interfaces import ICouncilParty


def party_metadata(party: DexterityContent) -> dict:
    """Return a party's public facts as plain values, for its column ``socialhub_facts``."""
    return {
        "abbreviation": party.abbreviation,
        "link": party.link or "",
        "link_kind": party.link_kind,
        "seats": party.seats,
        "feed": party.feed or "",
        "term_from": party.term_from.isoformat(),
        "term_to": party.term_to.isoformat(),
    }


party_facts = indexer(ICouncilParty)(party_metadata)


@indexer(ICouncilParty)
def effective_date(party: DexterityContent) -> DateTime:
    """Return the start of a party's first day, before which searches do not find the party."""
    return _begins(_within(party.term_from))


@indexer(ICouncilParty)
def expiration_date(party: DexterityContent) -> DateTime:
    """Return the end of a party's last day, after which searches do not find the party."""
    return _begins(_within(party.term_to) + timedelta(days=1))


@indexer(ICouncilParty)
def searchable_text(party: DexterityContent) -> str:
    """Return the text by which the public can find a party."""
    return f"{party.title} {party.abbreviation}"


def _within(day: date) -> date:
    """Return a day limited to the index's range, as one may bypass the fields."""
    return min(max(day, EARLIEST), LATEST)


def _begins(day):
    # Not from the datetime itself: DateTime lacks historic time zones with seconds.
    return DateTime(start_of_day(day).timestamp(), "UTC")
