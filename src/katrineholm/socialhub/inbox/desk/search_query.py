"""The filters of the list, and the search for messages, in the query of a URL.

A page ignores values that cannot be parsed; a REST client gets an error, see
``refuse_invalid_query``.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from plone.dexterity.content import Container

from ... import _
from ...accounts.channels.person import person, person_key
from ...accounts.channels.responsibility import hub_duties
from ...accounts.channels.times import today
from ...core.feeds.links import comparable_url
from ...core.messages import message_index
from ...core.messages.engine import Refused
from ...core.messages.message_lists import KINDS, NEVER, OPEN
from ...core.messages.state import HANDLING
from ...core.search.clauses import Clause, phrase_clauses, search_clauses
from ...site.pages.query import is_switched_on, number_fault, query_names, query_number
from ...site.pages.request import form_text
from ..steps.validation import GUARD, MAX_LINE, MAX_URL, cleaned_line
from .visibility import ListQuery

TEXTS = ("SearchableText", "quote", "sender", "address", "rule", "handler")
DAYS = ("after", "before")
FIELDS = (*TEXTS, *DAYS, "age")
OLDEST = {"age": (1, 36_500)}  # days
Clauses = tuple[Clause, ...]
SIZE = 25
LIMITS = {"b_start": (0, 10_000_000), "b_size": (1, 500)}
FLAGS = ("late", "mine")


def list_query(hub: Container, form: Mapping, now: int) -> ListQuery:
    """Return the query for the list of messages from form data.

    Several states and kinds may be given. The default is both kinds and every open state; a search
    also includes closed messages by default.
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
    """Return the name of the first filter with an invalid value; empty if all are valid."""
    allowed = {"state": set(HANDLING), "kind": set(KINDS)}
    values = {name: query_names(form, name) for name in allowed if name in form}
    wrong = [name for name in values if not values[name] or values[name] - allowed[name]]
    wrong += [each for each in FLAGS if form.get(each, "0") not in ("0", "1", "true", "false")]
    return wrong[0] if wrong else ""


def query_clauses(hub: Container, form: Mapping) -> Clauses:
    """Return the search clauses of form data; empty if it contains no search.

    ``SearchableText``, ``quote`` (of the reported comment) and ``sender`` are words, as
    ``core.search.clauses`` parses them; ``address`` is a page's URL, or the beginning of a URL;
    ``after`` and ``before`` are the first and the last day of arrival (ISO 8601); ``age`` is the
    minimum number of days since arrival; ``rule`` is the code of a broken rule; ``handler`` is the
    name or id of a current or former assignee.
    """
    found: list[Clause] = []
    for name in FIELDS:
        try:
            found += _field_clauses(hub, form, name)
        except Refused:
            continue
    return tuple(found)


def refuse_invalid_query(hub: Container, form: Mapping) -> None:
    """Raise engine.Refused if a search value is invalid, or the period ends before it starts."""
    for name in FIELDS:
        _field_clauses(hub, form, name)
    first, last = (_day(form[name], name) if form.get(name) else "" for name in DAYS)
    if first and last and first > last:
        raise Refused(GUARD, _("The period ends before it begins."))


def search_values(form: Mapping) -> dict[str, str]:
    """Return the non-empty search values, keyed by field."""
    found = {name: form_text(form, name) for name in FIELDS}
    return {name: found[name] for name in FIELDS if found[name]}


def _field_clauses(hub, form, name) -> Clauses:
    if form.get(name) in (None, ""):
        return ()
    return READERS[name](hub, form, name)


def _word_clauses(hub, form, name):
    field = () if name == "SearchableText" else (name,)
    return _require_value(search_clauses(cleaned_line(form[name], MAX_LINE), *field))


def _url_clauses(hub, form, name):
    page = cleaned_line(form[name], MAX_URL)
    whole = comparable_url(page if "://" in page else f"https://{page}")
    return _require_value(phrase_clauses(whole.removeprefix("www."), name))


def _rule_clauses(hub, form, name):
    return (message_index.mark_clause("rule", [_require_value(cleaned_line(form[name]))]),)


def _handler_clauses(hub, form, name):
    who = _require_value(cleaned_line(form[name]))
    return (message_index.mark_clause("who", (who, *_person_keys(hub, who.casefold()))),)


def _require_value(value):
    if not value:
        raise Refused(GUARD, _("Write at least one word to search for."))
    return value


def _person_keys(hub, name):
    """Return the keys of persons with duties in the hub and this text in their names."""
    duties = hub_duties(hub).values()
    texts = {who for each in duties for who in (each.responsible, each.substitute, each.head)}
    found = {who: someone for who in sorted(filter(None, texts)) if (someone := person(who))}
    return [person_key(who) for who in found if name in found[who].name.casefold()]


def _day_clauses(hub, form, name):
    end = "first" if name == "after" else "last"
    return (message_index.date_clause(**{end: _day(form[name], name)}),)


def _day(value, name):
    try:
        return date.fromisoformat(value).isoformat()
    except (ValueError, TypeError) as error:
        sentence = _("${name} must be a day, such as 2026-11-27.", mapping={"name": name})
        raise Refused(GUARD, sentence) from error


def _age_clauses(hub, form, name):
    days = query_number(form, name, *OLDEST[name])
    if days is None:
        raise Refused(GUARD, number_fault(form, OLDEST))
    return (message_index.date_clause(last=(today() - timedelta(days)).isoformat()),)


READERS: Mapping[str, Callable[..., Clauses]] = {
    "SearchableText": _word_clauses,
    "quote": _word_clauses,
    "sender": _word_clauses,
    "address": _url_clauses,
    "rule": _rule_clauses,
    "handler": _handler_clauses,
    **dict.fromkeys(DAYS, _day_clauses),
    "age": _age_clauses,
}
