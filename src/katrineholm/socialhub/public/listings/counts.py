"""Counts of the entries behind each filter option, among all entries or search hits."""

from collections import defaultdict
from collections.abc import Collection

from ...core.search.text_index import TextMatch, post_count
from ...core.timeline.months import month_number, month_range, year_month
from ...core.timeline.streams import entry_count, entry_counts
from .index_search import search_matches
from .stream import Stream
from .topics import searched_clauses


class StoredCounts:
    """Counts of all stored entries; without ``has_numbers``, every count is None."""

    def __init__(self, stream: Stream, has_numbers: bool = True):
        self.stream, self.has_numbers = stream, has_numbers

    def filled(self, **when: int | None) -> Collection[str]:
        """Return the UIDs of the channels that have entries in the given year or month."""
        uids = (facts.uid for facts in self.stream.channels)
        return entry_counts(self.stream.timeline, uids, **when)

    def number(self, uids: Collection[str], **when: int | None) -> int | None:
        """Return the number of entries of these channels in the given period; None if unknown."""
        return entry_count(self.stream.timeline, uids, **when) if self.has_numbers else None

    def by_month(self) -> dict[tuple[int, int], int | None]:
        """Return the number of entries for each month that has any, the newest month first."""
        return self.stream.by_month() if self.has_numbers else dict.fromkeys(self.stream.months())


class SearchCounts:
    """Counts of the hits of a search, with the same methods as ``StoredCounts``."""

    def __init__(self, stream: Stream, found: list[TextMatch]):
        self.stream, self.by_number = stream, defaultdict(list)
        for each in found:
            self.by_number[month_number(each.moment)].append(each)

    def filled(self, **when: int | None) -> Collection[str]:
        return {each.group for each in self._within(**when)}

    def number(self, uids: Collection[str], **when: int | None) -> int | None:
        return post_count([each for each in self._within(**when) if each.group in uids])

    def by_month(self) -> dict[tuple[int, int], int | None]:
        months = {year_month(number): number for number in sorted(self.by_number, reverse=True)}
        chosen = self.stream.chosen
        numbers: dict[tuple[int, int], int | None] = {
            month: post_count([each for each in self.by_number[number] if each.group in chosen])
            for month, number in months.items()
        }
        return {month: number for month, number in numbers.items() if number}

    def _within(self, year=None, month=None):
        months = month_range(year, month)
        return [each for n, found in self.by_number.items() if n in months for each in found]


def stream_counts(stream: Stream) -> StoredCounts | SearchCounts:
    """Return counts of a stream's search hits if they can be counted, else of all entries."""
    if not stream.query.is_search:
        return StoredCounts(stream)
    uids = {facts.uid for facts in stream.channels}
    clauses = searched_clauses(stream.hub, stream.query)
    found = search_matches(stream.hub, clauses, uids, stream.found.guess)
    return StoredCounts(stream, has_numbers=False) if found is None else SearchCounts(stream, found)
