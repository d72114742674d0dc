"""How many entries there are beside each choice: of all that is stored, or of what was searched."""

from collections import defaultdict
from collections.abc import Collection

from ...core.search.textfile import Met, posts
from ...core.timeline.months import number_at, window, year_month
from ..search.finding import met
from .stream import Stream


class Stored:
    """Counts what is stored; where it ``tells`` no numbers, they are not of what was searched."""

    def __init__(self, stream: Stream, tells: bool = True):
        self.stream, self.tells = stream, tells

    def filled(self, **when: int | None) -> Collection[str]:
        """The channels that have entries then, by UID."""
        uids = (facts.uid for facts in self.stream.channels)
        return self.stream.timeline.sizes(uids, **when)

    def number(self, uids: Collection[str], **when: int | None) -> int | None:
        """How many entries these channels have then; None where it is not known."""
        return self.stream.timeline.count(uids, **when) if self.tells else None

    def by_month(self) -> dict[tuple[int, int], int | None]:
        """The same of each month that has any of the chosen channels', the newest first."""
        return self.stream.by_month() if self.tells else dict.fromkeys(self.stream.months())


class Searched:
    """The same of what a search has met, whatever else is chosen."""

    def __init__(self, stream: Stream, found: list[Met]):
        self.stream, self.by_number = stream, defaultdict(list)
        for each in found:
            self.by_number[number_at(each.moment)].append(each)

    def filled(self, **when: int | None) -> Collection[str]:
        return {each.group for each in self._within(**when)}

    def number(self, uids: Collection[str], **when: int | None) -> int | None:
        return posts([each for each in self._within(**when) if each.group in uids])

    def by_month(self) -> dict[tuple[int, int], int | None]:
        months = {year_month(number): number for number in sorted(self.by_number, reverse=True)}
        chosen = self.stream.chosen
        numbers: dict[tuple[int, int], int | None] = {
            month: posts([each for each in self.by_number[number] if each.group in chosen])
            for month, number in months.items()
        }
        return {month: number for month, number in numbers.items() if number}

    def _within(self, year=None, month=None):
        months = window(year, month)
        return [each for n, found in self.by_number.items() if n in months for each in found]


def counts_of(stream: Stream) -> Stored | Searched:
    """What counts a stream's entries beside each of its choices."""
    if not stream.query.text:
        return Stored(stream)
    found = met(stream.hub, stream.query.clauses, {facts.uid for facts in stream.channels})
    return Stored(stream, tells=False) if found is None else Searched(stream, found)
