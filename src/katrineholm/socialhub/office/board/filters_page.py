"""The page where a channel's filters are tested on its entries, and stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from plone.autoform.directives import widget
from zope.interface import Interface
from zope.schema import Bool, ValidationError

from ... import _
from ...accounts.channels.facts import facts_of
from ...accounts.channels.filters import FILTER_FIELDS, entry_filter
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IChannel
from ...accounts.channels.times import formatted_time
from ...accounts.channels.updates import update_fields
from ...core.timeline.record import all_entries
from ...core.timeline.store import timeline_of
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_schema import LongText
from ...site.pages.refusals import Refusal

MAX_TESTED = 2000  # the newest entries
MAX_LISTED = 30  # of either list
SWITCH = "exclude_reposts"


@dataclass(frozen=True, slots=True)
class FilterPreview:
    """The effect of filters on ``tried`` entries: those that would ``go`` or ``come`` back."""

    tried: int
    go: tuple[Mapping, ...]
    come: tuple[Mapping, ...]


def filter_preview(channel: Any, rules: Mapping[str, Any]) -> FilterPreview:
    """Return the effect of filters, given by field name, on a channel; nothing is stored."""
    entries = list(islice(_filterable_entries(channel), MAX_TESTED))
    lets_through = entry_filter(replace(facts_of(channel), **rules))
    changed = [each for each in entries if each["filtered"] == lets_through(each)]
    return FilterPreview(
        tried=len(entries),
        go=tuple(each for each in changed if not each["filtered"]),
        come=tuple(each for each in changed if each["filtered"]),
    )


def _filterable_entries(channel) -> Iterator[Mapping]:
    for entry in all_entries(timeline_of(hub_of(channel)), channel.UID()):
        if entry["withdrawn"] is None and not entry["hidden"]:
            yield entry


def filter_lines(name: str, written: str) -> tuple[str, ...]:
    """Return the lines of a filter. Raise Refusal if the channel's field does not accept them."""
    lines = tuple(each.strip() for each in written.splitlines() if each.strip())
    try:
        IChannel[name].validate(lines)
    except ValidationError as error:
        raise Refusal(_first_error(error)) from error
    return lines


def _filter_field(name):
    own: Any = IChannel[name]
    about = {"title": own.title, "description": own.description, "required": False}
    if name == SWITCH:
        return Bool(**about)
    return LongText(clean=lambda written: filter_lines(name, written), **about)


class IFilters(Interface):
    """The form of a channel's filters, with one text on each line."""

    for _name in FILTER_FIELDS:
        locals()[_name] = _filter_field(_name)
        widget(_name, rows=2, spellcheck=False)
    del _name


TRY = Act(
    "try",
    lambda at, rules: filter_preview(at.context, rules),
    title=_("Try them"),
    fields=IFilters,
    stays=True,
)
KEEP = Act(
    "keep",
    lambda at, rules: update_fields(at.context, **rules),
    _("The filters are kept. They hold for what is there and for what comes."),
    title=_("Keep the filters"),
    fields=IFilters,
    then=lambda at, result: at.context.absolute_url(),
)


class Filters(ActPage):
    """``@@filters`` on a channel, where filters are tried and then stored by the act ``keep``."""

    leads_back = True
    title = _("Filters")
    lead = _(
        "Try which of the channel's entries go and which come back before you keep anything. An "
        "entry has to pass every kind of filter."
    )
    acts = acts(TRY, KEEP)
    shown = MAX_LISTED

    def filters(self) -> dict:
        """Return the form with the submitted values or, if there are none, the stored ones."""
        return self.form("try", "keep", **{name: self._value(name) for name in FILTER_FIELDS})

    def when(self, entry: Mapping) -> str:
        return formatted_time(entry["time"])["text"]

    def _value(self, name):
        if self.is_sent:
            return self.request.form.get(name)
        kept = getattr(self.context, name)
        return kept if name == SWITCH else "\n".join(kept or ())


def _first_error(error):
    inner = error.args[0] if error.args else None
    while isinstance(inner, (list, tuple)) and inner and isinstance(inner[0], ValidationError):
        error, inner = inner[0], inner[0].args[0] if inner[0].args else None
    return error.doc()
