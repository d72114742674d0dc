"""The list's filters in a URL's query; a page ignores values that it cannot parse."""

from collections.abc import Mapping

from plone.dexterity.content import Container

from ...core.messages.message_lists import KINDS, NEVER, OPEN
from ...core.messages.state import HANDLING
from ...site.pages.query import is_switched_on, query_names, query_number
from .search_query import query_clauses
from .visibility import ListQuery

SIZE = 25
LIMITS = {"b_start": (0, 10_000_000), "b_size": (1, 500)}
FLAGS = ("late", "mine")


def list_query(hub: Container, form: Mapping, now: int) -> ListQuery:
    """Return the list query of form data.

    Several states and kinds may be given; without any, it is every open state and both kinds. A
    search includes closed messages.
    """
    states, kinds = query_names(form, "state"), query_names(form, "kind")
    clauses = query_clauses(hub, form)
    return ListQuery(
        states=tuple(each for each in HANDLING if each in states)
        or (tuple(HANDLING) if clauses else OPEN),
        kinds=tuple(each for each in KINDS if each in kinds) or KINDS,
        mine=is_switched_on(form, "mine"),
        late_at=now if is_switched_on(form, "late") else NEVER,
        clauses=clauses,
        start=query_number(form, "b_start", *LIMITS["b_start"]) or 0,
        size=query_number(form, "b_size", *LIMITS["b_size"]) or SIZE,
    )


def invalid_filter(form: Mapping) -> str:
    """Return the name of the first filter with an invalid value, or ""."""
    allowed = {"state": set(HANDLING), "kind": set(KINDS)}
    values = {name: query_names(form, name) for name in allowed if name in form}
    wrong = [name for name in values if not values[name] or values[name] - allowed[name]]
    wrong += [each for each in FLAGS if form.get(each, "0") not in ("0", "1", "true", "false")]
    return wrong[0] if wrong else ""
