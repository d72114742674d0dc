"""The comment rules that wait for the information office, in one book for each hub."""

from ..channels import books
from .grounds import from_data

KEY = "katrineholm.socialhub.proposed"


def proposed_in(hub) -> dict[str, list[str]]:
    """The texts of the rules that wait, by the channel's UID."""
    return {uid: list(texts) for uid, texts in books.read(hub, KEY).items()}


def enter(channel, event=None) -> None:
    """Note a channel's proposed rules as they are now."""
    rules = from_data(channel.own_rules or ())
    texts = tuple(rule.text for rule in rules if rule.state == "proposed")
    books.enter(channel, KEY, texts)


def moved(channel, event) -> None:
    """A channel is new here, or has left its hub."""
    books.strike_out(channel, KEY, event)
    if event.newParent is not None:
        enter(channel)
