"""The next open message in the list that the user came from.

The page of a message has that list's query in the parameter ``list`` of its URL, so that no
filter's name can clash with a step's field.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode

from plone.dexterity.content import Container, DexterityContent

from ...core.messages.flow import ACTORS
from ...core.messages.shelves import OPEN
from ...core.messages.store import messages_of
from ...site.forms import queries
from ...site.forms.request import text
from ..routing.roles import me, roles_for
from .asked import asked_from
from .sight import numbers

NAME, THEN = "list", "then"
LONGEST = 1000  # characters of a list's query
# The states of messages that need action, and of those that another person has taken.
WAITING = ("received", "assessing", "answering", "forwarded", "acting")
TAKEN = ("answering", "forwarded")
AT_WORK = ("assessing", "answering", "acting")


def listed(form: Mapping) -> str:
    """Return the query of the list that a message was opened from."""
    return text(form, NAME)[:LONGEST]


def address(base: str, query: str, **more: Any) -> str:
    """Return a URL that keeps the list's query."""
    parameters = ({NAME: query} if query else {}) | {
        name: more[name] for name in more if more[name]
    }
    return f"{base}?{urlencode(parameters)}" if parameters else base


def arriving(base: str, query: str, done: int | None) -> str:
    """Return the URL of the next message, at its text; ``done`` is the previous message.

    Without the fragment, the browser would keep its scroll position.
    """
    return f"{address(base, query, done=done)}#socialhub-came"


def next_after(
    hub: Container, context: DexterityContent, number: int, form: Mapping, now: int
) -> int | None:
    """Return the next open message in the list, else the first one; None without any.

    Messages that another person has taken are skipped. A step may move a message within the list or
    out of it: ``then`` in the form is the message that came next before, and is preferred.
    """
    then, first = queries.number(form, THEN, 1, 10**8), None
    if then and then in _open_numbers(hub, context, number, form, now):
        return then
    waiting = _open_numbers(hub, context, number, form, now)
    for each in waiting:
        if each == number:
            return next(waiting, first)
        first = each if first is None else first
    return first


def is_at_work(hub: Container, number: int) -> bool:
    """Return whether the current user still has to act on a message."""
    message = messages_of(hub)[number]
    is_mine = bool(roles_for(hub, message) & {*ACTORS, "receiver"})
    return is_mine and message["state"]["handling"] in AT_WORK


def _open_numbers(hub, context, number, form, now):
    query = asked_from(hub, parse_qs(listed(form)), now)
    if query.states == OPEN:
        query = replace(query, states=WAITING)
    found = numbers(hub, context, query)
    return (each for each in found if each == number or not _is_taken(hub, each))


def _is_taken(hub, number):
    message = messages_of(hub)[number]
    return message["state"]["handling"] in TAKEN and message["who"] not in ("", me())
