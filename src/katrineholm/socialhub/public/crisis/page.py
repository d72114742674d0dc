"""``@@crisis`` on a hub: the information office's switch."""

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
# Why it ended, where nobody asked for it.
WHYS = {
    "hide": _("The entry was hidden"),
    "withdraw": _("The entry was withdrawn at its source"),
    "closed": _("The channel was closed"),
}


class CrisisPage(ActPage):
    """What is on top and until when; a form puts something there, another one lets it down."""

    acts = ACTS
    title = TITLE
    lead = _(
        "Put a channel or an entry first on every page of the site. Everybody sees it within ten "
        "seconds, the rest of the hub stands back, and it ends by itself."
    )

    @cached_property
    def found(self):
        """What visitors see on top."""
        return important(self.context)

    def present(self) -> dict:
        """What is on top, until when, since when and by whom."""
        order = self.found.order
        return self._line(order) | {"until": when(order.until)["text"], "by": order.by}

    def begin(self) -> dict:
        """The form that puts something on top, with the entry that the address names."""
        usual = f"{local(_whole_hour(time() + USUAL)):%Y-%m-%dT%H:%M}"
        form = self.form(BEGIN.name, entry=text(self.request.form, "entry"), until=usual)
        shown = offered(form, channel=[CHOOSE, *self._channels()], entry=[CHOOSE, *self._entries()])
        least = f"{local(int(time())):%Y-%m-%dT%H:%M}"
        return shown | {"fields": [each | {"least": least} for each in shown["fields"]]}

    def _channels(self):
        return ({"value": each.uid, "title": each.title} for each in speaking(self.context))

    def _entries(self):
        """The latest entries, and the one that the address names."""
        timeline = timeline_of(self.context)
        titles = {facts.uid: facts.title for facts in speaking(self.context)}
        asked = timeline.get(text(self.request.form, "entry"))
        first = [asked] if asked and timeline.is_visible(asked) else []
        found = {
            each["entry_id"]: each for each in (*first, *timeline.latest(titles, size=ENTRIES))
        }
        return (
            {"value": id, "title": f"{titles[entry['channel']]}: {entry['title'][:100]}"}
            for id, entry in found.items()
            if entry["channel"] in titles
        )

    def past(self) -> list[dict]:
        """What was put on top and let down before, the latest first; none if nothing was."""
        lines = [self._line(order) for order in islice(crisis.past(self.context), LINES)]
        rows = [[each["when"], _became(each), each["who"]] for each in lines]
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


def _became(line):
    """What was put on top, or why it is there no more."""
    until = _("On top until ${until}", mapping={"until": line["until"]})
    ended = ". ".join(map(api.portal.translate, filter(None, (_("Ended"), line["why"]))))
    became = api.portal.translate(until) if line["is_begun"] else ended
    return f"{': '.join(filter(None, (line['channel'], line['entry'])))}. {became}"


def _whole_hour(seconds):
    return int(seconds) // HOUR * HOUR
