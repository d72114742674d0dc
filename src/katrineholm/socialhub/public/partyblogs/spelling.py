"""A party's link is kept in one spelling, however it was typed."""

from ...accounts.editing.filling import spell_out


def tidy(party, event) -> None:
    """A party is new or changed."""
    spell_out(party)
