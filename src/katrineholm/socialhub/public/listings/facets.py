"""The filters offered to the visitor of a stream; no option leads to an empty page."""

from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter
from typing import Any

from plone import api

from ... import _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.times import month_name
from ...site.pages.languages import translated_title
from ...site.pages.query import filter_choice
from ...site.settings.titles import KIND_TITLES, language_titles, service_title
from .counts import stream_counts
from .index_search import searches_with_hits
from .query import identifiers, matching_channels
from .stream import Stream
from .topics import searched_clauses, topics_of

TITLES = {
    "topic": _("Topic"),
    "administration": _("Administration"),
    "platform": _("Service"),
    "month": _("Month"),
    "language": _("Language"),
}


class StreamFacets:
    """The filters of a stream, with the number of entries behind each option."""

    def __init__(self, found: Stream):
        self.found, self.query = found, found.query
        self.when = {"year": found.query.year, "month": found.query.month}
        self.counts = stream_counts(found)
        self.filled = self.counts.filled(**self.when)
        self.months = self.counts.by_month()

    def kinds(self) -> list[dict]:
        """Return kinds that have entries, with ``value``, ``title``, ``number`` and ``selected``.

        The first item stands for all kinds. The list is empty if there is only one kind. ``number``
        is None if a search has too many hits to count.
        """
        channels = self._remaining("kind")
        by_kind = {kind: [f for f in channels if f.kind == kind] for kind in KIND_TITLES}
        chosen = self.query.kind
        shown = {kind: several for kind, several in by_kind.items() if several or kind in chosen}
        if len(shown) < 2 and not self.query.kind:
            return []
        kinds = [self._kind(kind, KIND_TITLES[kind], several) for kind, several in shown.items()]
        return [self._kind("", _("All"), channels), *kinds]

    def filters(self) -> list[dict]:
        """Return the filters other than kinds, if there is anything to choose or selected."""
        languages = language_titles()
        found = [
            self._topics(),
            self._filter(
                "administration",
                lambda facts: identifiers(facts.administration)[1],
                lambda facts: translated_title(facts.administration)["text"],
            ),
            self._filter("platform", attrgetter("platform"), lambda f: service_title(f.platform)),
            self._months(),
            self._filter("language", attrgetter("language"), lambda f: languages.get(f.language)),
        ]
        return [
            each
            for each in found
            # A single topic is a choice, too: other entries belong to none.
            if len(each["options"]) > (each["name"] != "topic")
            or any(o["selected"] for o in each["options"])
        ]

    def _kind(self, kind, title, channels):
        uids = {facts.uid for facts in channels}
        return {
            "value": kind,
            "title": api.portal.translate(title),
            "number": self.counts.number(uids, **self.when),
            "selected": kind in self.query.kind if kind else not self.query.kind,
        }

    def _filter(self, name, value_of: Callable, title_of: Callable):
        chosen = getattr(self.query, name)
        # A service without entries is offered, too, as it leads to its accounts (G0a, G0b).
        leads_on = name == "platform" and not (self.query.year or self.query.text)
        channels = self._remaining(name, lambda facts: leads_on and facts.speaks)
        # A chosen option remains, even if no entries match it together with another choice.
        channels += [facts for facts in self.found.channels if value_of(facts) in chosen]
        options = {value_of(facts): title_of(facts) for facts in channels}
        terms = sorted(
            ((value, title or value) for value, title in options.items()),
            key=lambda term: term[1].casefold(),
        )
        return filter_choice(name, TITLES[name], terms, chosen)

    def _topics(self):
        hub, chosen, topics = self.found.hub, self.query.topic, topics_of(self.found.hub)
        alone = {each.id: replace(self.query, topic=frozenset({each.id})) for each in topics}
        searches = {name: searched_clauses(hub, query) for name, query in alone.items()}
        year, month = self.when.values()
        hits = searches and searches_with_hits(
            hub, searches, self.found.chosen, year=year, month=month
        )
        terms = [(each.id, each.name["text"]) for each in topics if each.id in {*hits, *chosen}]
        return filter_choice("topic", TITLES["topic"], terms, chosen)

    def _months(self):
        year, month = self.query.year, self.query.month
        terms = [(f"{y}-{m:02}", _month(y, m, n)) for (y, m), n in self.months.items()]
        if year and not month:
            terms.insert(0, (str(year), str(year)))
        elif year and (year, month) not in self.months:
            terms.insert(0, (f"{year}-{month:02}", _month(year, month, None)))
        chosen = f"{year}-{month:02}" if month else str(year)
        return filter_choice("month", TITLES["month"], terms, {chosen})

    def _remaining(self, name, also: Callable = lambda facts: False) -> list[ChannelFacts]:
        """Return the channels that match the other filters and have entries or meet ``also``."""
        without: dict[str, Any] = {name: frozenset()}
        left = matching_channels(self.found.channels, replace(self.query, **without))
        return [facts for facts in left if facts.uid in self.filled or also(facts)]


def _month(year, month, number):
    name = f"{month_name(month)} {year}"
    return name if number is None else f"{name} ({number})"
