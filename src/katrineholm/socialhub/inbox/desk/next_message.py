"""The next open message in the list that the user came from.

The URL of a message's page has the list's query in the parameter ``list``, so that no filter's name
can clash with the name of a step's field.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode

from plone.dexterity.content import Container, DexterityContent

from ...core.messages.flow import ACTORS
from ...core.messages.message_lists import OPEN
from ...core.messages.store import messages_of
from ...site.pages import query
from ...site.pages.request import form_text
from ..steps.roles import current_actor, message_roles
from .search_query import list_query
from .visibility import visible_numbers

NAME, THEN, OLDEST = "list", "then", "oldest"
LONGEST = 1000  # characters of a list's query
# The states of messages that need action, and of those that another person has taken.
OPEN_STATES = ("received", "assessing", "answering", "forwarded", "acting")
TAKEN_STATES = ("answering", "forwarded")
UNFINISHED_STATES = ("assessing", "answering", "acting")


def list_query_string(form: Mapping) -> str:
    """Return the URL query of the list that a message was opened from."""
    return form_text(form, NAME)[:LONGEST]


def url_with_list(base: str, query: str, **more: Any) -> str:
    """Return a URL with the list's query and other parameters; empty ones are left out."""
    parameters = {name: value for name, value in {NAME: query, **more}.items() if value}
    return f"{base}?{urlencode(parameters)}" if parameters else base


def next_message(
    hub: Container, context: DexterityContent, number: int, form: Mapping, now: int
) -> int | None:
    """Return the open message after this one in the list, or the first; None if there is none.

    Messages that somebody else has taken are skipped. Since a step may move a message within the
    list, ``then`` in the form names the message that came next before, which is preferred.
    """
    then, first = query.query_number(form, THEN, 1, 10**8), None
    if then and then in _open_numbers(hub, context, number, form, now):
        return then
    waiting = _open_numbers(hub, context, number, form, now)
    for each in waiting:
        if each == number:
            return next(waiting, first)
        first = each if first is None else first
    return first


def oldest_message_url(hub: Container, context: DexterityContent, now: int) -> str:
    """Return the URL of the message that waits longest for the user, else for anybody.

    It is the URL of the list if none waits.
    """
    url = f"{context.absolute_url()}/@@messages"
    for chosen in ("mine=1", ""):
        if number := next_message(hub, context, 0, {NAME: chosen}, now):
            return url_with_list(f"{url}/{number}", chosen)
    return url


def has_open_tasks(hub: Container, number: int) -> bool:
    """Return whether the current user still has to act on a message."""
    message = messages_of(hub)[number]
    is_mine = bool(message_roles(hub, message) & {*ACTORS, "receiver"})
    return is_mine and message["state"]["handling"] in UNFINISHED_STATES


def _open_numbers(hub, context, number, form, now):
    query = list_query(hub, parse_qs(list_query_string(form)), now)
    if query.states == OPEN:
        query = replace(query, states=OPEN_STATES)
    found = visible_numbers(hub, context, query)
    return (each for each in found if each == number or not _is_taken(hub, each))


def _is_taken(hub, number):
    message = messages_of(hub)[number]
    is_others = message["who"] not in ("", current_actor())
    return is_others and message["state"]["handling"] in TAKEN_STATES
