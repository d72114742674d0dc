"""``@@crisis`` on a hub: the information office's form for the highlight."""

from functools import cached_property
from itertools import islice
from time import time

from plone import api

from ... import HOUR, _
from ...accounts.channels import crisis
from ...accounts.channels.facts import active_channels, any_channel
from ...accounts.channels.times import formatted_time, local_time
from ...core.timeline.store import timeline_of
from ...site.pages.acts import ActPage, form_with_options
from ...site.pages.page_values import page_section
from ...site.pages.request import form_text
from .crisis_acts import HIGHLIGHT_ACTS, START_HIGHLIGHT
from .highlight import TITLE, current_highlight

USUAL_DURATION = 6 * HOUR
ENTRIES, LINES = 20, 20
CHOOSE = {"value": "", "title": _("Choose")}
# The reasons for an end that nobody asked for.
END_REASONS = {
    "hide": _("The entry was hidden"),
    "withdraw": _("The entry was withdrawn at its source"),
    "closed": _("The channel was closed"),
}


class CrisisPage(ActPage):
    """The present highlight with its end; one form starts a highlight, another one ends it."""

    acts = HIGHLIGHT_ACTS
    title = TITLE
    lead = _(
        "Put a channel or an entry first on every page of the site. Everybody sees it within ten "
        "seconds, the rest of the hub stands back, and it ends by itself."
    )

    @cached_property
    def found(self):
        """The present highlight, as visitors see it."""
        return current_highlight(self.context)

    def present_row(self) -> dict:
        """Return the highlight, its end, its start and who started it."""
        order = self.found.order
        return self._line(order) | {"until": formatted_time(order.until)["text"], "by": order.by}

    def begin(self) -> dict:
        """Return the form that starts a highlight, with the entry named in the URL."""
        usual = f"{local_time(int(time() + USUAL_DURATION) // HOUR * HOUR):%Y-%m-%dT%H:%M}"
        form = self.form(
            START_HIGHLIGHT.name, entry=form_text(self.request.form, "entry"), until=usual
        )
        channels = (
            {"value": each.uid, "title": each.title} for each in active_channels(self.context)
        )
        shown = form_with_options(
            form, channel=[CHOOSE, *channels], entry=[CHOOSE, *self._entries()]
        )
        least = f"{local_time(int(time())):%Y-%m-%dT%H:%M}"
        return shown | {"fields": [each | {"least": least} for each in shown["fields"]]}

    def _entries(self):
        """Yield the latest entries, and the one named in the URL."""
        timeline = timeline_of(self.context)
        titles = {facts.uid: facts.title for facts in active_channels(self.context)}
        named = timeline.get(form_text(self.request.form, "entry"))
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
        lines = [self._line(order) for order in islice(crisis.order_log(self.context), LINES)]
        rows = [[each["when"], _in_words(each), each["who"]] for each in lines]
        table = {"head": [_("When"), _("What"), _("Who")], "rows": rows}
        return [page_section("past", _("Before"), table=table)] if rows else []

    def _line(self, order):
        facts = any_channel(self.context, order.channel)
        entry = timeline_of(self.context).get(order.entry) if order.entry else None
        channel = facts.title if facts else _("A channel that is no longer there")
        return {
            "when": formatted_time(order.since)["text"],
            "who": order.by,
            "channel": api.portal.translate(channel),
            "entry": entry["title"] if entry else "",
            "is_begun": order.until != crisis.ENDED,
            "until": formatted_time(order.until)["text"] if order.until else "",
            "why": END_REASONS.get(order.why, ""),
        }


def _in_words(line):
    """Return the highlight, or the reason for its end, in words."""
    until = _("On top until ${until}", mapping={"until": line["until"]})
    ended = ". ".join(map(api.portal.translate, filter(None, (_("Ended"), line["why"]))))
    became = api.portal.translate(until) if line["is_begun"] else ended
    return f"{': '.join(filter(None, (line['channel'], line['entry'])))}. {became}"
