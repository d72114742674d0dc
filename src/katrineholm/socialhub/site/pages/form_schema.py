"""The fields of a form as a zope.schema interface, from which it is rendered and validated.

A field is one of zope.schema's, or ``Line``, ``LongText``, ``DateField``, ``SingleChoice``,
``ValueList`` and ``Upload`` from here, which have their own message for empty values. Hints for
the screen are in ``plone.autoform.directives.widget``: ``rows``, ``inputmode``, ``autocomplete``,
``placeholder``, ``accept``, ``none`` (the label of no choice), ``type`` ("radio", "hidden", "email"
…), ``suggestions`` (values with their meanings), ``list`` (the id of a page's own ``datalist``),
``most`` (a function that returns the largest value).
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from plone.autoform.interfaces import WIDGETS_KEY
from plone.supermodel.utils import mergedTaggedValueDict
from zope.i18nmessageid import Message
from zope.interface import provider
from zope.schema import Bytes, Choice, Date, Int, List, Object, Text, TextLine, getFieldsInOrder
from zope.schema.interfaces import (
    IBool,
    IBytes,
    IChoice,
    ICollection,
    IDate,
    IInt,
    IObject,
    IText,
    ITextLine,
    IVocabularyFactory,
)
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from ... import _
from ...core.feeds.text import scrub
from .form_faults import FormFaults
from .refusals import Refusal

MISSING = _("This has to be filled in.")
NO_TEXT = _("A text is expected here.")
NO_CHOICE = _("Choose one of what there is.")
WHOLE = re.compile(r"-?[0-9]{1,18}")
TICKED = ("1", "on", "yes", "true")
# Input modes of codes, which no browser should capitalize or correct.
CODES = ("url", "email", "numeric", "none")


class _FormField:
    """A field with ``demand``, the sentence for an empty one.

    ``clean(given, max_length)`` returns the value to store; without ``max_length`` it gets only the
    first. It raises Refusal or engine.Refused. If a field is ``judged``, only the screen says that
    it is required: the act checks it, with everything else about it.
    """

    def __init__(
        self,
        *args: Any,
        demand: Message | None = None,
        clean: Callable[..., Any] | None = None,
        judged: bool = False,
        **more: Any,
    ):
        super().__init__(*args, **more)
        self.demand, self.clean, self.judged = demand, clean, judged


class Line(_FormField, TextLine):
    """A field for a text on one line."""


class NumberField(_FormField, Int):
    """A field for a whole number."""


class LongText(_FormField, Text):
    """A field for a text of several lines."""


class DateField(_FormField, Date):
    """A field for a date."""


class SingleChoice(_FormField, Choice):
    """A field to choose one of several values."""


class ValueList(_FormField, List):
    """A field to choose any number of several values."""


class Upload(_FormField, Bytes):
    """A field to upload a file. Its value is the open file, or None."""


class NestedFields(Object):
    """Nested fields of a JSON body, for acts that validate the data themselves."""


def vocabulary(titles: Mapping[Any, str]) -> SimpleVocabulary:
    """Return a vocabulary from a mapping of values to titles, in the same order."""
    return SimpleVocabulary([SimpleTerm(each, str(each), titles[each]) for each in titles])


def static_vocabulary(titles: Mapping) -> IVocabularyFactory:
    """Return the factory of a fixed vocabulary from a mapping of values to titles."""

    @provider(IVocabularyFactory)
    def factory(context):
        return vocabulary(titles)

    return factory


def form_fields(
    schema: Any,
    context: object = None,
    *,
    values: Mapping[str, Any] | None = None,
    faults: Mapping[str, str] | None = None,
    prefix: str = "",
) -> list[dict]:
    """Return the fields of a schema, in order, as plain values that any frontend can render.

    ``values`` are initial values by name, ``faults`` error messages by name. Choices are bound to
    ``context``. ``prefix`` precedes the ids of the fields, so that a page can have a form several
    times. Each field has ``name``, ``id``, ``type`` (as in HTML, and "textarea", "select",
    "radio", "checkbox", "checkboxes", "hidden"), ``title``, ``help``, ``required``, ``options``
    (``value``, ``title``, ``selected``), ``rows``, ``longest`` (characters), ``least``, ``most``,
    ``autocomplete``, ``inputmode``, ``spellcheck``, ``autocapitalize``, ``placeholder``, ``accept``
    (of a file), ``value`` and ``fault``, and optionally ``suggestions`` and ``list``.
    """
    hints, known, wrong = _hints(schema), values or {}, faults or {}
    return [
        _form_field(field, hints[name], known.get(name, field.default), wrong.get(name, ""), prefix)
        for name, field in _bound_fields(schema, context)
    ]


def field_types(schema: Any) -> dict[str, str]:
    """Return the ``type`` of each field of a schema by name, as in ``form_fields``."""
    hints = _hints(schema)
    return {name: _kind(field, hints[name]) for name, field in getFieldsInOrder(schema)}


def cleaned_data(schema: Any, data: Mapping, context: object = None) -> dict[str, Any]:
    """Return the validated and cleaned value of each field of a schema in a form or a JSON body.

    A missing value becomes "", False, an empty list or None. Unknown names are ignored.
    Raise FaultyFields with an error message for each invalid field. The schema's invariants are
    checked last, and raise it, too.
    """
    faults = FormFaults()
    found = {
        name: faults.take(name, _value, field, data.get(name))
        for name, field in _bound_fields(schema, context)
    }
    faults.take("", schema.validateInvariants, SimpleNamespace(**found))
    faults.raise_faults()
    return found


def _bound_fields(schema, context) -> list[tuple[str, Any]]:
    """Return the fields by name, with choices bound to the context."""
    return [(name, field.bind(context)) for name, field in getFieldsInOrder(schema)]


def _hints(schema) -> dict[str, Mapping]:
    """Return the widget hints of the fields, keyed by name."""
    found = mergedTaggedValueDict(schema, WIDGETS_KEY)
    return {name: getattr(found.get(name), "params", {}) for name in schema}


def _kind(field, hint):
    """Return the hint's type, else the first match: a line is a text, too, so the order counts."""
    if hint.get("type"):
        return hint["type"]
    if ICollection.providedBy(field):
        return "checkboxes" if IChoice.providedBy(field.value_type) else "textarea"
    return next(kind for shape, kind in TYPES.items() if shape.providedBy(field))


def _form_field(field, hint: Mapping, value, fault, prefix) -> dict:
    kind = _kind(field, hint)
    inputmode = hint.get("inputmode", "")
    is_code = inputmode in CODES or kind in ("url", "email")
    return {
        "name": field.__name__,
        "id": f"socialhub-{prefix}{field.__name__}",
        "type": kind,
        "title": field.title,
        "help": field.description,
        "required": field.required and kind != "checkbox",
        "longest": getattr(field, "max_length", None),
        "least": _limit(field, "min", kind),
        "most": _plain(hint["most"]()) if "most" in hint else _limit(field, "max", kind),
        "rows": hint.get("rows", 4) if kind == "textarea" else None,
        "options": _options(field, value, kind, hint.get("none", "")),
        "autocomplete": hint.get("autocomplete", "off"),
        "inputmode": inputmode,
        "spellcheck": hint.get("spellcheck", not is_code),
        "autocapitalize": hint.get("autocapitalize", "none" if is_code else ""),
        "placeholder": hint.get("placeholder", ""),
        "accept": hint.get("accept", ""),
        "value": _input_value(kind, value),
        "fault": fault,
        **{name: hint[name] for name in ("suggestions", "list") if name in hint},
    }


def _limit(field, name, kind):
    """Return the least or most of a number or date; HTML has none for a text input."""
    return "" if kind == "text" else _plain(getattr(field, name, None))


def _options(field, value, kind, none):
    choice: Any = getattr(field, "value_type", field)
    if not IChoice.providedBy(choice):
        return []
    chosen = value if _is_list(value) else (value,)
    terms = choice.bind(field.context).vocabulary
    options = [
        {
            "value": term.token,
            "title": term.title or term.token,
            "selected": term.value in chosen or term.token in chosen,
        }
        for term in terms
    ]
    is_chosen = any(each["selected"] for each in options)
    if kind == "select" and not (field.required and is_chosen):
        options.insert(0, {"value": "", "title": none, "selected": not is_chosen})
    return options


def _is_list(value):
    return isinstance(value, list | tuple | set | frozenset)


def _input_value(kind, value):
    """Return the value of an input: files have none, lists in a text become one item a line."""
    if kind == "file":
        return ""
    if not _is_list(value) or kind in ("checkboxes", "hidden"):
        return _plain(value)
    # The value sent for a text may be anything.
    return ("\n" if kind == "textarea" else " ").join(_texts_in(value))


def _plain(value):
    """Return a value as an input holds it."""
    if value is None or isinstance(value, bool | str | int):
        return "" if value is None else value
    if isinstance(value, date):
        return value.isoformat()
    return _texts_in(value) if _is_list(value) else ""


def _texts_in(values) -> list[str]:
    return [str(each) for each in values if isinstance(each, str | int)]


def _value(field, given):
    """Return the value of a field. Raise Refusal or engine.Refused."""
    reader = next(reader for shape, reader in READERS.items() if shape.providedBy(field))
    value = reader(field, given)
    is_judged = getattr(field, "judged", False)
    if field.required and not is_judged and value in ("", None, []):
        raise Refusal(getattr(field, "demand", None) or MISSING)
    return value


def _line(field, given):
    return _text(field, given if not isinstance(given, str) else " ".join(given.split()))


def _text(field, given):
    given = "" if given is None else given
    if not isinstance(given, str):
        raise Refusal(NO_TEXT)
    if clean := getattr(field, "clean", None):
        return clean(given, field.max_length) if field.max_length else clean(given)
    text = scrub(given).replace("\r\n", "\n").strip()
    is_judged = getattr(field, "judged", False)
    if field.max_length and len(text) > field.max_length and not is_judged:
        longest = {"longest": str(field.max_length)}
        raise Refusal(_("Write at most ${longest} characters.", mapping=longest))
    return text


def _bool(field, given):
    if isinstance(given, bool):
        return given
    if given not in (None, "", "0", *TICKED):
        raise Refusal(_("Say yes or no."))
    return given in TICKED


def _int(field, given):
    if clean := getattr(field, "clean", None):
        return clean(given)
    if given in (None, ""):
        return None
    is_written = isinstance(given, str) and bool(WHOLE.fullmatch(given.strip()))
    if isinstance(given, bool) or not (isinstance(given, int) or is_written):
        raise Refusal(_("Write a whole number."))
    return _within(field, int(given))


def _date(field, given):
    try:
        return _within(field, date.fromisoformat(given.strip())) if given else None
    except (AttributeError, TypeError, ValueError) as error:
        sentence = _("A date is written as year-month-day, for example 2026-01-31.")
        raise Refusal(sentence) from error


def _within(field, value):
    is_under = field.min is not None and value < field.min
    if is_under or (field.max is not None and value > field.max):
        limits = {"least": str(field.min), "most": str(field.max)}
        raise Refusal(_("Choose from ${least} to ${most}.", mapping=limits))
    return value


def _choice(field, given):
    if given in (None, "") and not field.required:
        return field.missing_value or ""
    terms = field.vocabulary
    # A body may have a number instead of its digits.
    if isinstance(given, str | int) and str(given) in terms.by_token:
        return terms.getTermByToken(str(given)).value
    raise Refusal(getattr(field, "demand", None) or NO_CHOICE)


def _several(field, given):
    given = given.split("\n") if isinstance(given, str) else given
    values = given if isinstance(given, list | tuple) else [given] if given else []
    one = field.value_type.bind(field.context)
    found = (_value(one, each) for each in values if each != "")
    return list(dict.fromkeys(each for each in found if each != ""))


def _upload(field, given):
    return given if hasattr(given, "read") and getattr(given, "filename", "") else None


TYPES: dict[Any, str] = {
    IBytes: "file",
    IBool: "checkbox",
    IChoice: "select",
    IObject: "part",
    IInt: "number",
    IDate: "date",
    ITextLine: "text",
    IText: "textarea",
}
READERS: dict[Any, Callable] = {
    IBytes: _upload,
    ICollection: _several,
    IBool: _bool,
    IChoice: _choice,
    IInt: _int,
    IDate: _date,
    ITextLine: _line,
    IText: _text,
}
