"""What would change in a channel, from what to what, in the reader's words."""

from Acquisition import aq_base
from plone import api
from zope.schema import Bool, Choice

from ... import _
from .columns import TITLES
from .values import FIELDS

COLUMNS = {field.__name__: column for column, field in FIELDS.items()}


def changed(channel, changes: dict) -> list[dict]:
    """``title``, ``before`` and ``after`` of each field, in the order of the columns."""
    return [
        {
            "title": TITLES[COLUMNS[name]],
            "before": _words(name, getattr(aq_base(channel), name, None), channel),
            "after": _words(name, changes[name], channel),
        }
        for name in sorted(changes, key=list(COLUMNS).index)
    ]


def _words(name, value, context):
    if value is None or value == "":
        return api.portal.translate(_("(empty)"))
    field = FIELDS[COLUMNS[name]]
    if isinstance(field, Bool):
        return api.portal.translate(_("Yes") if value else _("No"))
    if isinstance(field, Choice):
        return _title(field.bind(context).vocabulary, value)
    return str(value)


def _title(vocabulary, value):
    """A term's title in the reader's language; the value itself where nothing is called so now."""
    if value not in vocabulary:
        return str(value)
    term = vocabulary.getTerm(value)
    return api.portal.translate(term.title or term.token)
