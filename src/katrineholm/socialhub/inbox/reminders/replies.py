"""Mails to people outside: what is answered to them finds its message.

What they answer goes to an address that is made for the message: the mailbox's own, with a mark
behind a plus sign (RFC 5233). Nobody else can make such a mark, so that ``import-mail`` may trust
what it says of the message.
"""

from collections.abc import Iterable
from re import ASCII
from re import compile as pattern

from plone import api

from ...core.messages.store import messages_of
from ...site.forms.seals import is_sealed

PURPOSE, LENGTH = "reply", 20
MARKED = pattern(r"[^+@\s]+\+(?P<number>[0-9]{1,11})-(?P<seal>[0-9a-f]{20})@[^@\s]+", ASCII)


def message_of_reply(hub, addresses: Iterable[str]) -> int | None:
    """The message that a mail answers, by the addresses that it was sent to; None for none."""
    for each in addresses:
        found = MARKED.fullmatch(each.strip().lower())
        number = int(found["number"]) if found else 0
        is_there = number in messages_of(hub).root["messages"]
        words = (api.content.get_uuid(hub), str(number))
        if is_there and is_sealed(found["seal"], PURPOSE, *words, length=LENGTH):
            return number
    return None
