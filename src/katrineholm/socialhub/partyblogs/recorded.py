"""What the catalogue remembers of a party: the public facts, and the days on which it is found."""

from datetime import timedelta

from DateTime import DateTime
from plone.indexer import indexer

from ..channels.moments import begins
from .interfaces import ICouncilParty


def recorded_party(party) -> dict:
    """A party's public facts as plain values; nothing private stands here."""
    return {
        "abbreviation": party.abbreviation,
        "link": party.link or "",
        "link_kind": party.link_kind,
        "seats": party.seats,
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
    return DateTime(begins(party.term_from))


@indexer(ICouncilParty)
def expires(party):
    """… to its last one, without anybody's doing."""
    return DateTime(begins(party.term_to + timedelta(days=1)))


@indexer(ICouncilParty)
def searchable_text(party):
    """What the public may find a party by."""
    return f"{party.title} {party.abbreviation}"
