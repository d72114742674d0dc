"""``@@crisis`` on a hub: the information office's switch."""

from functools import cached_property
from itertools import islice
from time import time

from zope.interface import Interface, implementer

from ... import HOUR, _
from ...accounts.channels import crisis
from ...accounts.channels.facts import known_one, speaking
from ...accounts.channels.moments import given, local, when
from ...core.timeline.store import timeline_of
from ...site.forms.faults import Faults
from ...site.forms.refusals import Refusal
from ...site.forms.request import FormPage, text
from ..listings.important import TITLE, important
from .putting import NO_END, let_down, put

USUAL = 6 * HOUR
ENTRIES, LINES = 20, 20
CHANNEL, ENTRY = "channel:", "entry:"
# Why it ended, where nobody asked for it.
WHYS = {
    "hide": _("The entry was hidden"),
    "withdraw": _("The entry was withdrawn at its source"),
    "closed": _("The channel was closed"),
}


class ICrisisPage(Interface):
    """The page of the switch."""


@implementer(ICrisisPage)
class CrisisPage(FormPage):
    """What is on top and until when; a form puts something there, another one lets it down."""

    leads_to = "/@@crisis"
    title = TITLE

    def take(self, form):
        if text(form, "do") == "end":
            let_down(self.context)
            return _("Nothing is on top any more.")
        what = text(form, "what")
        channel = what.removeprefix(CHANNEL) if what.startswith(CHANNEL) else ""
        entry = what.removeprefix(ENTRY) if what.startswith(ENTRY) else ""
        faults = Faults()
        until = faults.take("until", _moment, form) or 0
        faults.take("what", put, self.context, channel, entry, until)
        faults.done()
        return _("It is on top now, on the hub and on every portlet, within ten seconds.")

    @cached_property
    def found(self):
        """What visitors see on top."""
        return important(self.context)

    def present(self) -> dict:
        """What is on top, until when, since when and by whom."""
        order = self.found.order
        return self._line(order) | {"until": when(order.until)["text"], "by": order.by}

    def channels(self) -> list[dict]:
        """The channels that can be put on top."""
        return [self._option(CHANNEL + facts.uid, facts.title) for facts in speaking(self.context)]

    def entries(self) -> list[dict]:
        """The latest entries, and the one that the address names."""
        timeline = timeline_of(self.context)
        titles = {facts.uid: facts.title for facts in speaking(self.context)}
        asked = timeline.get(text(self.request.form, "entry"))
        first = [asked] if asked and timeline.is_visible(asked) else []
        found = {
            each["entry_id"]: each for each in (*first, *timeline.latest(titles, size=ENTRIES))
        }
        return [
            self._option(ENTRY + name, f"{titles[entry['channel']]}: {entry['title'][:100]}")
            for name, entry in found.items()
            if entry["channel"] in titles
        ]

    def until(self) -> str:
        """When it is to end, as the form's field has it: what was written, else some hours on."""
        written = self.given("until")
        return written or f"{local(_whole_hour(time() + USUAL)):%Y-%m-%dT%H:%M}"

    def least(self) -> str:
        """The earliest end that can be chosen."""
        return f"{local(int(time())):%Y-%m-%dT%H:%M}"

    def past(self) -> list[dict]:
        """What was put on top and let down before, the latest first."""
        return [self._line(order) for order in islice(crisis.past(self.context), LINES)]

    def _line(self, order):
        facts = known_one(self.context, order.channel)
        entry = timeline_of(self.context).get(order.entry) if order.entry else None
        channel = facts.title if facts else _("A channel that is no longer there")
        return {
            "when": when(order.since)["text"],
            "who": order.by,
            "channel": channel,
            "entry": entry["title"] if entry else "",
            "is_begun": order.until != crisis.OVER,
            "until": when(order.until)["text"] if order.until else "",
            "why": WHYS.get(order.why, ""),
        }

    def _option(self, value, title):
        chosen = self.given("what") or ENTRY + text(self.request.form, "entry")
        return {"value": value, "title": title, "selected": value == chosen}


def _moment(form):
    try:
        return given(text(form, "until"))
    except (ValueError, OverflowError) as error:
        raise Refusal(NO_END) from error


def _whole_hour(seconds):
    return int(seconds) // HOUR * HOUR
