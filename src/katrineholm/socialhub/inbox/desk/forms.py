"""A step's form: the fields that it asks for, and what a form that was sent gives."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from zope.schema.interfaces import IBool, ICollection

from ... import _
from ...core.messages.flow import TRANSITIONS
from ...site.forms.request import text, texts
from ...site.forms.schema import described
from ..steps.schema import IGiven, schema_of

NOTHING: Mapping = MappingProxyType({})
SEND = "send"


def given_by(step: str, form: Mapping, prefix: str = "") -> dict:
    """What a form gives of what a step asks for, as ``steps.act`` takes it.

    Where a form has the fields of several steps, each has its ``prefix`` before their names.
    """
    asked = TRANSITIONS[step].asks if step in TRANSITIONS else ()
    values = {name: _reader(IGiven[name])(form, prefix + name) for name in asked}
    return {name: value for name, value in values.items() if value}


def ticked(form: Mapping, name: str) -> bool:
    """Whether a box was ticked."""
    return bool(text(form, name))


def fields(
    step: str,
    place: Any,
    form: Mapping,
    faults: Mapping[str, str] = NOTHING,
    *,
    prefix: str = "",
    of: str = "",
) -> list[dict]:
    """A step's fields as ``schema.described`` gives them, with what was written in a ``form``.

    ``place`` has the message's ``hub`` and ``number``; ``prefix`` is as in ``given_by``, ``of``
    sets the ids apart.
    """
    values = given_by(step, form, prefix)
    wrong = {name.removeprefix(prefix): faults[name] for name in faults}
    apart = f"{of}-" if of else ""
    found = described(schema_of(step), place, values=values, faults=wrong, prefix=apart)
    # A browser would demand the fields of all steps in a form, and one of them is taken.
    return [
        each | {"name": prefix + each["name"], "required": each["required"] and not prefix}
        for each in found
    ]


def sending(field: dict, to: str, form: Mapping) -> dict:
    """A field, if it sends an answer with the address, and ticked unless somebody has unticked it.

    ``form`` is what was sent and refused; empty where nothing was.
    """
    if field["name"].rpartition("-")[2] != SEND:
        return field
    title = _("Send it by e-mail to ${address}", mapping={"address": to})
    return field | {"title": title, "value": field["value"] if form else True}


def written(step: str, form: Mapping, prefix: str = "") -> list[dict]:
    """What was written for a step that is possible no more: ``label`` and ``text``."""
    return [
        {"label": IGiven[name].title, "text": value}
        for name, value in given_by(step, form, prefix).items()
        if isinstance(value, str)
    ]


def _reader(field) -> Callable[[Mapping, str], Any]:
    if IBool.providedBy(field):
        return ticked
    return texts if ICollection.providedBy(field) else text
