"""The comment rules that wait for the information office, in one book for each hub."""

from ..channels import books
from .grounds import from_data

KEY = "katrineholm.socialhub.proposed"


def proposed_in(hub) -> dict[str, list[str]]:
    """The texts of the rules that wait, by the channel's UID."""
    return {uid: list(texts) for uid, texts in books.read(hub, KEY).items()}


def _kept(channel):
    rules = from_data(channel.own_rules or ())
    return tuple(rule.text for rule in rules if rule.state == "proposed")


enter, moved = books.following(KEY, _kept)
