"""The page on which a channel's filters are tested with its entries, and stored."""

from collections.abc import Mapping
from typing import Any

from plone.autoform.directives import widget
from zope.interface import Interface
from zope.schema import Bool, ValidationError

from ... import _
from ...accounts.channels.changing import change
from ...accounts.channels.interfaces import IChannel
from ...accounts.channels.moments import when
from ...accounts.channels.sifting import RULES
from ...site.forms.acts import Act, ActPage, acts
from ...site.forms.refusals import Refusal
from ...site.forms.schema import Words
from .sifted import SHOWN, sifted

SWITCH = "exclude_reposts"


def lines_for(name: str, written: str) -> tuple[str, ...]:
    """Return the lines of a filter, validated by its field. Raises Refusal."""
    lines = tuple(each.strip() for each in written.splitlines() if each.strip())
    try:
        IChannel[name].validate(lines)
    except ValidationError as error:
        raise Refusal(_reason(error)) from error
    return lines


def _field(name):
    own: Any = IChannel[name]
    about = {"title": own.title, "description": own.description, "required": False}
    if name == SWITCH:
        return Bool(**about)
    return Words(clean=lambda written: lines_for(name, written), **about)


class IFilters(Interface):
    """A channel's filters, one text a line."""

    for _name in RULES:
        locals()[_name] = _field(_name)
        widget(_name, rows=2, spellcheck=False)
    del _name


TRY = Act(
    "try",
    lambda at, rules: sifted(at.context, rules),
    title=_("Try them"),
    fields=IFilters,
    stays=True,
)
KEEP = Act(
    "keep",
    lambda at, rules: change(at.context, **rules),
    _("The filters are kept. They hold for what is there and for what comes."),
    title=_("Keep the filters"),
    fields=IFilters,
    then=lambda at, result: at.context.absolute_url(),
)


class Filters(ActPage):
    """``@@filters`` on a channel; nothing is stored until ``keep``."""

    leads_back = True
    title = _("Filters")
    lead = _(
        "Try which of the channel's entries go and which come back before you keep anything. An "
        "entry has to pass every kind of filter."
    )
    acts = acts(TRY, KEEP)
    shown = SHOWN

    def filters(self) -> dict:
        """Return the form with the submitted or the stored values."""
        return self.form("try", "keep", **{name: self._value(name) for name in RULES})

    def when(self, entry: Mapping) -> str:
        return when(entry["time"])["text"]

    def _value(self, name):
        if self.is_sent:
            return self.request.form.get(name)
        kept = getattr(self.context, name)
        return kept if name == SWITCH else "\n".join(kept or ())


def _reason(error):
    inner = error.args[0] if error.args else None
    while isinstance(inner, (list, tuple)) and inner and isinstance(inner[0], ValidationError):
        error, inner = inner[0], inner[0].args[0] if inner[0].args else None
    return error.doc()
