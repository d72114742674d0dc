"""``@@crisis`` on a hub: the information office's form for the highlight."""

from functools import cached_property
from itertools import islice
from time import time

from plone import api

from ... import HOUR, _
from ...accounts.channels import crisis
from ...accounts.channels.facts import known_one, speaking
from ...accounts.channels.moments import local, when
from ...core.timeline.store import timeline_of
from ...site.forms.acts import ActPage, offered
from ...site.forms.plain import section
from ...site.forms.request import text
from ..listings.important import TITLE, important
from .putting import ACTS, BEGIN

USUAL = 6 * HOUR
ENTRIES, LINES = 20, 20
CHOOSE = {"value": "", "title": _("Choose")}
# The reasons for an end that nobody asked for.
WHYS = {
    "hide": _("The entry was hidden"),
    "withdraw": _("The entry was withdrawn at its source"),
    "closed": _("The channel was closed"),
}


class CrisisPage(ActPage):
    """The present highlight with its end; one form starts a highlight, another one ends it."""

    acts = ACTS
    title = TITLE
    lead = _(
        "Put a channel or an entry first on every page of the site. Everybody sees it within ten "
        "seconds, the rest of the hub stands back, and it ends by itself."
    )

    @cached_property
    def found(self):
        """The present highlight, as visitors see it."""
        return important(self.context)

    def present_row(self) -> dict:
        """Return the highlight, its end, its start and who started it."""
        order = self.found.order
        return self._line(order) | {"until": when(order.until)["text"], "by": order.by}

    def begin(self) -> dict:
        """Return the form that starts a highlight, with the entry named in the URL."""
        usual = f"{local(int(time() + USUAL) // HOUR * HOUR):%Y-%m-%dT%H:%M}"
        form = self.form(BEGIN.name, entry=text(self.request.form, "entry"), until=usual)
        channels = ({"value": each.uid, "title": each.title} for each in speaking(self.context))
        shown = offered(form, channel=[CHOOSE, *channels], entry=[CHOOSE, *self._entries()])
        least = f"{local(int(time())):%Y-%m-%dT%H:%M}"
        return shown | {"fields": [each | {"least": least} for each in shown["fields"]]}

    def _entries(self):
        """Yield the latest entries, and the one named in the URL."""
        timeline = timeline_of(self.context)
        titles = {facts.uid: facts.title for facts in speaking(self.context)}
        named = timeline.get(text(self.request.form, "entry"))
        first = [named] if named and timeline.is_visible(named) else []
        found = {
            each["entry_id"]: each for each in (*first, *timeline.latest(titles, size=ENTRIES))
        }
        return (
            {"value": id, "title": f"{titles[entry['channel']]}: {entry['title'][:100]}"}
            for id, entry in found.items()
            if entry["channel"] in titles
        )

    def past(self) -> list[dict]:
        """Return the earlier highlights, the latest first."""
        lines = [self._line(order) for order in islice(crisis.past(self.context), LINES)]
        rows = [[each["when"], _in_words(each), each["who"]] for each in lines]
        table = {"head": [_("When"), _("What"), _("Who")], "rows": rows}
        return [section("past", _("Before"), table=table)] if rows else []

    def _line(self, order):
        facts = known_one(self.context, order.channel)
        entry = timeline_of(self.context).get(order.entry) if order.entry else None
        channel = facts.title if facts else _("A channel that is no longer there")
        return {
            "when": when(order.since)["text"],
            "who": order.by,
            "channel": api.portal.translate(channel),
            "entry": entry["title"] if entry else "",
            "is_begun": order.until != crisis.OVER,
            "until": when(order.until)["text"] if order.until else "",
            "why": WHYS.get(order.why, ""),
        }


def _in_words(line):
    """Return the highlight, or the reason for its end, in words."""
    until = _("On top until ${until}", mapping={"until": line["until"]})
    ended = ". ".join(map(api.portal.translate, filter(None, (_("Ended"), line["why"]))))
    became = api.portal.translate(until) if line["is_begun"] else ended
    return f"{': '.join(filter(None, (line['channel'], line['entry'])))}. {became}"
