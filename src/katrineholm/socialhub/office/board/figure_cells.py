"""The cells of the figures; an unknown number is a gap, never a zero."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zope.i18nmessageid import Message

from ... import _
from ...core.feeds.source_kinds import HAND, NONE

GAPS = {
    "outside": _("Not the municipality's channel then"),
    "links": _("Shown as links: posts are not gathered"),
    "before": _("Before the oldest post that is known"),
    "never": _("Never retrieved"),
    "failing": _("Not retrieved: the source did not answer"),
    "by_hand": _("Written in by hand: nothing was written in"),
    "uncounted": _("Nobody has counted the followers"),
    "closed_dialogue": _("The public cannot comment there"),
    "unheard": _("Comments are not retrieved from there"),
    "unmet": _("Before the first message that is known"),
    "waiting": _("The worker has not counted the messages yet"),
}
# Remarks on a number that may be too low.
REMARKS = {
    "running": _("The month is not over"),
    "begun": _("From when the retrieval began"),
    "failed": _("Until the source ceased to answer"),
    "written": _("Only what was written in by hand"),
    "reported": _("Only what was reported or written down"),
}
REASONS: Mapping[str, Message] = GAPS | REMARKS
# Reasons that concern some of a channel's months, though it has figures for others.
PASSING = ("before", "failing", "begun", "failed")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number, or None for a gap; ``why`` is a key of REASONS, ``day`` the day of the count."""

    number: int | None
    why: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class ChannelHistory:
    """The history of a channel; months are month numbers or None.

    The channel was the municipality's from ``first`` to ``last``. ``oldest`` is the month of its
    oldest post, and ``is_begun`` is True if that post was published in an earlier month than it was
    retrieved. ``failing`` is the month since which its source fails, ``heard`` the month since
    which its comments are retrieved, ``met`` that of the first message of the whole hub.
    """

    source: str
    dialogue: bool
    first: int
    last: int | None
    oldest: int | None = None
    is_begun: bool = False
    failing: int | None = None
    heard: int | None = None
    met: int | None = None

    def was_ours(self, month: int) -> bool:
        return self.first <= month and (self.last is None or month <= self.last)


def posts_cell(lived: ChannelHistory, month: int, number: int, present: int) -> Cell:
    """Return the cell for the posts in a month; ``present`` is the current month."""
    if not lived.was_ours(month):
        return Cell(None, "outside")
    if not number and (gap := _posts_gap(lived, month)):
        return Cell(None, gap)
    return Cell(number, _posts_remark(lived, month, present))


def comments_cell(lived: ChannelHistory, month: int, number: int | None, present: int) -> Cell:
    """Return the cell for the comments in a month, None if they have not been counted yet."""
    if not lived.was_ours(month):
        return Cell(None, "outside")
    if number is None:
        return Cell(None, "waiting")
    is_heard = lived.heard is not None and lived.heard <= month
    if not number and not lived.dialogue:
        return Cell(None, "closed_dialogue")
    if not is_heard:
        return Cell(number, "reported") if number else Cell(None, "unheard")
    if month == lived.heard:
        return Cell(number, "begun")
    return Cell(number, "running" if month == present else "")


def followers_cell(lived: ChannelHistory, month: int, counted: Iterable[tuple[str, int]]) -> Cell:
    """Return the cell for a month's last follower count; ``counted`` are (day, number) pairs."""
    if not lived.was_ours(month):
        return Cell(None, "outside")
    found = [*counted]
    if not found:
        return Cell(None, "uncounted")
    day, number = found[-1]
    return Cell(number, day=day)


def messages_cell(lived: ChannelHistory, month: int, number: int | None, present: int) -> Cell:
    """Return the cell for the messages in a month, None if they have not been counted yet."""
    if not lived.was_ours(month):
        return Cell(None, "outside")
    if number is None:
        return Cell(None, "waiting")
    if lived.met is None or month < lived.met:
        return Cell(None, "unmet")
    return Cell(number, "running" if month == present else "")


def sum_cell(cells: Iterable[Cell]) -> Cell:
    """Return the sum of the known numbers, or a gap if there are none.

    ``why`` tells that a month is not over, or is a passing reason why the sum may be too low: what
    is never known of a channel does not make the others' sum doubtful.
    """
    found = [cell for cell in cells if cell.why != "outside"]
    numbers = [cell.number for cell in found if cell.number is not None]
    if not numbers:
        return Cell(None, found[0].why if found else "outside")
    reasons = {cell.why for cell in found}
    return Cell(sum(numbers), next((why for why in ("running", *PASSING) if why in reasons), ""))


def _posts_gap(lived, month):
    """Return why the number of posts is unknown; empty if there were really none."""
    if lived.source == NONE:
        return "links"
    if lived.source == HAND:
        return "by_hand"
    if lived.oldest is None:
        return "never" if lived.failing is None else "failing"
    if month < lived.oldest:
        return "before"
    return "failing" if lived.failing is not None and month >= lived.failing else ""


def _posts_remark(lived, month, present):
    if lived.source in (HAND, NONE):
        return "written"
    if lived.is_begun and month == lived.oldest:
        return "begun"
    if lived.failing is not None and month >= lived.failing:
        return "failed"
    return "running" if month == present else ""
