"""The page on which a channel's filters are tried against its entries, and kept."""

from Products.Five import BrowserView
from zope.interface import Interface, implementer
from zope.schema import ValidationError

from ... import _
from ...accounts.channels.changing import change
from ...accounts.channels.interfaces import IChannel
from ...accounts.channels.moments import when
from ...accounts.channels.sifting import RULES
from ...site.forms.faults import Faults
from ...site.forms.refusals import FaultyFields
from ...site.forms.request import KeepsWhatWasWritten, leave, require_form, text
from .sifted import SHOWN, Sifted, sifted

SWITCH = "exclude_reposts"


class IFilters(Interface):
    """The page on which filters are tried."""


@implementer(IFilters)
class Filters(KeepsWhatWasWritten, BrowserView):
    """``@@filters`` on a channel; nothing is kept before it is asked for."""

    title = _("Filters")
    shown = SHOWN
    trial: Sifted | None = None

    def __call__(self):
        if self.request.method != "POST":
            return self.index()
        require_form(self.request)
        try:
            rules = self._rules()
        except FaultyFields as refusal:
            self.refuse(refusal)
            return self.index()
        if text(self.request.form, "do") != "keep":
            self.trial = sifted(self.context, rules)
            return self.index()
        change(self.context, **rules)
        said = _("The filters are kept. They hold for what is there and for what comes.")
        return leave(self.request, self.context.absolute_url(), said)

    def fields(self) -> list[dict]:
        """The fields with what stands in them, one text a line, and what is wrong with each."""
        return [
            {
                "name": name,
                "title": IChannel[name].title,
                "help": IChannel[name].description,
                "value": self._value(name),
                "is_switch": name == SWITCH,
            }
            for name in RULES
        ]

    def when(self, entry) -> str:
        return when(entry["time"])["text"]

    def _value(self, name):
        if self.request.method == "POST":
            return text(self.request.form, name)
        kept = getattr(self.context, name)
        return kept if name == SWITCH else "\n".join(kept or ())

    def _rules(self) -> dict:
        """What was sent, by the fields' own rules; what is wrong is told at its field."""
        rules, faults = {}, Faults()
        for name in RULES:
            told = text(self.request.form, name)
            lines = tuple(each.strip() for each in told.splitlines() if each.strip())
            rules[name] = bool(told) if name == SWITCH else lines
            try:
                IChannel[name].bind(self.context).validate(rules[name])
            except ValidationError as error:
                faults.demand(name, False, _reason(error))
        faults.done()
        return rules


def _reason(error):
    """Why a field refuses what is sent: the first of its lines that is at fault says so."""
    inner = error.args[0] if error.args else None
    while isinstance(inner, (list, tuple)) and inner and isinstance(inner[0], ValidationError):
        error, inner = inner[0], inner[0].args[0] if inner[0].args else None
    return error.doc()
