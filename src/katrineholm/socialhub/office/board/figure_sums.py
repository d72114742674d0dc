"""The sums of several channels' figures, in a whole period and in each of its months."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...accounts.channels.facts import AdministrationFacts
from .figure_cells import Cell, sum_cell
from .figures import FiguresRow
from .message_months import total_counts

WHOLE = slice(None)


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of channels; a cell without a number is a gap.

    ``channels`` are those that were the municipality's at the end. Of the messages ``due``, which
    were answered or wait past their deadlines, ``in_time`` were answered in time. ``followers`` are
    the latest counts of the ``counted`` channels, ``change`` is what those have gained that were
    counted twice or more. ``told`` channels have known numbers of posts.
    """

    channels: int
    posts: Cell
    told: int
    messages: Cell
    removed: Cell
    in_time: int
    due: int
    followers: Cell
    counted: int
    change: Cell

    @property
    def percent(self) -> int | None:
        """The share of messages that were answered in time, or None if no answer was due."""
        return round(100 * self.in_time / self.due) if self.due else None


def sums_of(rows: Sequence[FiguresRow], part: slice = WHOLE) -> Sums:
    """Return the sums of channels in a part of their months, by default in all."""
    messages = sum_cell(cell for row in rows for cell in row.messages[part])
    handled = total_counts(each for row in rows for each in row.handled[part])
    last = [row for row in rows if row.posts[part][-1].why != "outside"]
    counts = [found for row in last if (found := _known(row.followers[part]))]
    return Sums(
        channels=len(last),
        posts=sum_cell(cell for row in rows for cell in row.posts[part]),
        told=sum(bool(_known(row.posts[part])) for row in rows),
        messages=messages,
        removed=messages if messages.number is None else Cell(handled.removed, messages.why),
        in_time=handled.in_time,
        due=handled.answered + handled.late,
        followers=Cell(sum(each[-1] for each in counts)) if counts else Cell(None, "uncounted"),
        counted=len(counts),
        change=_change(counts),
    )


def month_sums(rows: Sequence[FiguresRow], period: range) -> list[Sums]:
    """Return the sums of each month, earliest first."""
    return [sums_of(rows, slice(place, place + 1)) for place, _month in enumerate(period)]


def by_administration(
    rows: Iterable[FiguresRow],
) -> dict[AdministrationFacts, list[FiguresRow]]:
    """Return the rows of each administration's channels, in the order of the rows."""
    found: dict[AdministrationFacts, list[FiguresRow]] = {}
    for row in rows:
        found.setdefault(row.facts.administration, []).append(row)
    return found


def has_figures(row: FiguresRow) -> bool:
    """Return whether anything but the absence of messages is known of a channel."""
    came = sum(each.messages for each in row.handled)
    return bool(_known(row.posts) or _known(row.followers) or came)


def _change(counts):
    gained = [each[-1] - each[0] for each in counts if len(each) > 1]
    return Cell(sum(gained)) if gained else Cell(None, "uncounted")


def _known(cells: Iterable[Cell]) -> list[int]:
    return [cell.number for cell in cells if cell.number is not None]
