"""A party's link is kept in one spelling, however it was typed."""

from ...accounts.channels.filling import spell_out


def tidy(party, event) -> None:
    """A party is new or changed."""
    spell_out(party)
