"""The fields of the flow's steps as zope.schema, for forms, for REST and for logs.

Each field is defined once. In ``core/messages/flow.py``, a step lists its fields in ``asks``.
"""

from collections.abc import Callable, Collection, Mapping
from copy import copy
from datetime import date, timedelta
from functools import cache
from typing import Any

from plone.autoform.directives import widget
from plone.autoform.interfaces import WIDGETS_KEY
from zope.interface import Interface, provider
from zope.interface.interface import InterfaceClass
from zope.schema import Bool, List, ValidationError
from zope.schema.interfaces import IBool, ICollection, IContextSourceBinder
from zope.schema.vocabulary import SimpleVocabulary

from ... import _
from ...accounts.channels.times import today
from ...core.messages.engine import FACT_FIELDS, Refused
from ...core.messages.flow import TRANSITIONS
from ...site.pages.address_validation import is_web_url
from ...site.pages.form_faults import FormFaults
from ...site.pages.form_schema import Line, LongText, SingleChoice, vocabulary
from .rules import offered_rules
from .validation import (
    GUARD,
    MAX_LINE,
    MAX_LONG_TEXT,
    MAX_TEXT,
    MAX_URL,
    cleaned_flag,
    cleaned_line,
    cleaned_member,
    cleaned_text,
    cleaned_url,
    is_message_number,
    refuse_unknown_fields,
)

FURTHEST = timedelta(days=731)
# The id of the list of possible receivers on a message's page.
PEOPLE_LIST_ID = "socialhub-people"
NOT_IN_THREAD = _(
    "Give the new message's web address, or the number of a message here that belongs to the same "
    "thread and has come in since this one was put aside."
)
KNOWN_URL = _(
    "That address is known here already. Enter what is new as a message of its own, and give its "
    "number."
)
Rules = Collection[str]


@provider(IContextSourceBinder)
def rule_source(place: Any) -> SimpleVocabulary:
    """Return the vocabulary of rules that the message of ``place`` (hub and number) can break."""
    return vocabulary(dict(offered_rules(place.hub, place.number)))


def future_day(value: object) -> str:
    """Return today or a later day as ISO 8601, or ""; raise engine.Refused for other values."""
    day = _day(value)
    if day and not today() <= date.fromisoformat(day) <= today() + FURTHEST:
        raise Refused(GUARD, _("Choose a day from today on, within two years."))
    return day


def past_day(value: object) -> str:
    """Return today or an earlier day as ISO 8601, or ""; raise engine.Refused for other values."""
    day = _day(value)
    if day and date.fromisoformat(day) > today():
        raise Refused(GUARD, _("Choose today, or a day before it."))
    return day


class IStepFields(Interface):
    """The fields of all steps, in the order of a form.

    A form only marks a field as required, since the flow's guards enforce it.
    """

    receiver = Line(
        title=_("Who takes it over"),
        description=_("A user name on this site."),
        max_length=MAX_LINE,
        clean=cleaned_member,
    )
    rules = List(title=_("Which rules it breaks"), value_type=SingleChoice(source=rule_source))
    reason = LongText(title=_("Reason"), max_length=MAX_TEXT, clean=cleaned_text)
    answer = LongText(
        title=_("The answer, as it was given"), max_length=MAX_LONG_TEXT, clean=cleaned_text
    )
    post = Bool(title=_("Post it at the service, as an answer"), required=False)
    in_office = Bool(title=_("I answer as an employee, on behalf of the municipality"))
    permalink = Line(
        title=_("The answer's address"), max_length=MAX_URL, required=False, clean=cleaned_url
    )
    send = Bool(title=_("Send it by e-mail to the sender"), required=False)
    follow_up_on = Line(title=_("Day of the follow-up"), clean=future_day)
    follow_up = Line(
        title=_("The new message's address, or its number here"),
        max_length=MAX_URL,
        clean=cleaned_line,
    )
    confirmed = Bool(title=_("Yes, it is to be deleted for good"))
    receipt = LongText(
        title=_("What the platform answered"),
        description=_("For example the notice that the comment is hidden, and when."),
        max_length=MAX_TEXT,
        required=False,
        clean=cleaned_text,
    )
    diary_number = Line(title=_("Diary number"), max_length=MAX_LINE, clean=cleaned_line)
    diary_date = Line(title=_("Date in the diary"), clean=past_day)
    diary_party = Line(title=_("Sender or receiver"), max_length=MAX_LINE, clean=cleaned_line)
    diary_subject = Line(title=_("What it concerns"), max_length=MAX_LINE, clean=cleaned_line)
    outcome = LongText(
        title=_("What came of it"), max_length=MAX_TEXT, required=False, clean=cleaned_text
    )
    decision = LongText(
        title=_("The decision to dispose of it"), max_length=MAX_TEXT, clean=cleaned_text
    )
    second_person = Line(title=_("Who proposed it"), max_length=MAX_LINE, clean=cleaned_line)
    for _name in ("reason", "answer", "receipt", "outcome", "decision"):
        widget(_name, rows=3)
    for _name in ("follow_up_on", "diary_date"):
        widget(_name, type="date")
    for _name in ("receiver", "second_person"):
        widget(_name, list=PEOPLE_LIST_ID, autocapitalize="none", spellcheck=False)
    widget("permalink", type="url")
    del _name


class IStatedFacts(Interface):
    """Facts about a message that can be set with or without a step."""

    addressed = Bool(title=_("It is meant for the municipality"), required=False)
    answer_due = Bool(title=_("The sender expects an answer"), required=False)
    case = Bool(title=_("It belongs to a case, or could start one"), required=False)
    secret = Bool(title=_("It may hold what is secret"), required=False)
    minor = Bool(title=_("It is obviously of little importance"), required=False)


STATEMENTS = {name: IStatedFacts[name] for name in FACT_FIELDS}


@cache
def step_schema(step: str) -> InterfaceClass:
    """Return the schema of the fields that a step of the flow asks for."""
    fields = {name: copy(IStepFields[name]) for name in TRANSITIONS[step].asks}
    schema = InterfaceClass(f"IGivenTo_{step}", (Interface,), fields)
    schema.setTaggedValue(WIDGETS_KEY, IStepFields.getTaggedValue(WIDGETS_KEY))
    return schema


@cache
def step_body_schema(step: str) -> InterfaceClass:
    """Return the schema of a step's REST body: its fields, and facts about the message."""
    return InterfaceClass(f"IBodyOf_{step}", (step_schema(step), IStatedFacts))


def cleaned_values(
    step: str, given: Mapping, rules: Rules, is_news: Callable[[str], bool], faults: FormFaults
) -> dict:
    """Return a step's values as they are stored; add errors to ``faults``.

    ``rules`` are the codes that can be chosen, ``is_news`` works as ``threads.is_new_in_thread``.
    Empty values are left out. Raise engine.Refused for unknown steps and fields, so that nobody can
    supply values that only the site may set.
    """
    if step not in TRANSITIONS:
        raise Refused("transition", _("There is no such step."))
    fields = {name: IStepFields[name] for name in TRANSITIONS[step].asks} | STATEMENTS
    refuse_unknown_fields(given, fields)
    values = {
        name: faults.take(name, _cleaned_value, field, given[name], rules)
        for name, field in fields.items()
        if name in given
    }
    faults.take("follow_up", _refuse_no_news, values.get("follow_up"), is_news)
    return {name: value for name, value in values.items() if value not in ("", [], None)}


def _cleaned_value(field, value, rules):
    if IBool.providedBy(field):
        return cleaned_flag(value)
    if ICollection.providedBy(field):
        return _cleaned_rules(value, rules)
    return field.clean(value, field.max_length) if field.max_length else field.clean(value)


def _cleaned_rules(value, rules):
    if not isinstance(value, list | tuple) or not all(isinstance(code, str) for code in value):
        raise Refused(GUARD, _("Rules are given as a list of their codes."))
    for code in value:
        if code not in rules:
            mapping = {"code": code[:20]}
            sentence = _("There is no rule ${code} that can be chosen here.", mapping=mapping)
            raise Refused(GUARD, sentence)
    return list(dict.fromkeys(value))


def _refuse_no_news(news, is_news):
    """Refuse a value that is neither the URL nor the number of a new message."""
    if not news or (is_message_number(news) and is_news(news)):
        return
    try:
        is_web_url(news)
    except ValidationError as error:
        raise Refused(GUARD, NOT_IN_THREAD) from error
    if not is_news(news):
        raise Refused(GUARD, KNOWN_URL)


def _day(value):
    try:
        day = date.fromisoformat(cleaned_text(value, MAX_LINE)) if value else None
    except ValueError as error:
        sentence = _("A date is written as year-month-day, for example 2026-01-31.")
        raise Refused(GUARD, sentence) from error
    return day.isoformat() if day else ""
