"""The forms of steps: their fields, and the values of a submitted form."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from zope.schema.interfaces import IBool, ICollection

from ... import _
from ...core.messages.flow import TRANSITIONS
from ...site.pages.form_schema import form_fields
from ...site.pages.request import form_text, form_texts
from ..steps.schema import IStepFields, step_schema

NO_VALUES: Mapping = MappingProxyType({})
SEND = "send"


def step_values(step: str, form: Mapping, prefix: str = "") -> dict:
    """Return the values of a step's fields in form data, as ``steps.take_step`` takes them.

    If a form has the fields of several steps, each step's field names have a ``prefix``.
    """
    names = TRANSITIONS[step].asks if step in TRANSITIONS else ()
    values = {name: _form_value(IStepFields[name], form, prefix + name) for name in names}
    return {name: value for name, value in values.items() if value}


def is_ticked(form: Mapping, name: str) -> bool:
    """Return whether a box was ticked."""
    return bool(form_text(form, name))


def step_fields(
    step: str,
    place: Any,
    form: Mapping,
    faults: Mapping[str, str] = NO_VALUES,
    *,
    prefix: str = "",
    of: str = "",
) -> list[dict]:
    """Return a step's fields as ``schema.described`` does, with the values in ``form``.

    ``place`` has the message's ``hub`` and ``number``; ``prefix`` is as in ``step_values``, ``of``
    a prefix of the ids.
    """
    values = step_values(step, form, prefix)
    wrong = {name.removeprefix(prefix): faults[name] for name in faults}
    apart = f"{of}-" if of else ""
    found = form_fields(step_schema(step), place, values=values, faults=wrong, prefix=apart)
    # A browser would require the fields of all steps in a form, but only one of them is taken.
    return [
        each | {"name": prefix + each["name"], "required": each["required"] and not prefix}
        for each in found
    ]


def with_recipient(field: dict, to: str, form: Mapping) -> dict:
    """Return a field; the one that mails the answer names the recipient, and is ticked.

    A refused ``form`` keeps its own value; it is empty if none was sent.
    """
    if field["name"].rpartition("-")[2] != SEND:
        return field
    title = _("Send it by e-mail to ${address}", mapping={"address": to})
    return field | {"title": title, "value": field["value"] if form else True}


def unsent_texts(step: str, form: Mapping, prefix: str = "") -> list[dict]:
    """Return ``label`` and ``form_text`` of the values for a step that is no longer possible."""
    return [
        {"label": IStepFields[name].title, "text": value}
        for name, value in step_values(step, form, prefix).items()
        if isinstance(value, str)
    ]


def _form_value(field, form, name):
    if IBool.providedBy(field):
        return is_ticked(form, name)
    return form_texts(form, name) if ICollection.providedBy(field) else form_text(form, name)
