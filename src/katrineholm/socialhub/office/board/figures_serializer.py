"""The figures as texts, for the page, its charts and the spreadsheet."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from plone.api.portal import translate
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.times import formatted_date, month_name
from ...core.timeline.months import year_month
from .figure_cells import REASONS, Cell
from .figure_sums import Sums, by_administration, has_figures, month_sums, sums_of
from .figures import FiguresRow
from .month_chart import Point, month_chart
from .post_counts import CountedPost

UNKNOWN = _("not known")
READ_TITLES = {"views": _("Seen most often"), "likes": _("Liked by most")}
READ_TEXTS = {
    "views": _("${channel}: seen ${number} times (${day})"),
    "likes": _("${channel}: liked by ${number} (${day})"),
}
COLUMNS = _("Posts"), _("Messages"), _("Answered in time"), _("Comments taken down")


def sum_rows(sums: Sums) -> list[tuple[str, Cell | Sums, str]]:
    """Return the titles of sums with their values and notes."""
    rows = (
        (_("Channels"), Cell(sums.channels), ""),
        (_("Posts"), sums.posts, _known_note(sums.told, sums)),
        (_("Messages"), sums.messages, ""),
        (_("Answered in time"), sums, _share_note(sums)),
        (_("Comments taken down"), sums.removed, ""),
        (_("Followers"), sums.followers, _known_note(sums.counted, sums)),
        (_("New followers"), sums.change, ""),
    )
    return [(translate(title), each, note and translate(note)) for title, each, note in rows]


def month_charts(rows: Sequence[FiguresRow], period: range) -> list[dict]:
    """Return the charts of posts, messages and answers in time: ``title`` and safe ``html``."""
    sums = month_sums(rows, period)
    series = (
        ("posts", _("Posts"), [each.posts for each in sums], 0),
        ("messages", _("Messages"), [each.messages for each in sums], 0),
        ("in-time", _("Answered in time, per cent"), [share_cell(each) for each in sums], 100),
    )
    return [
        {"title": title, "html": _chart(f"socialhub-{name}", translate(title), period, cells, most)}
        for name, title, cells, most in series
        if any(cell.number is not None for cell in cells)
    ]


def month_table(rows: Sequence[FiguresRow], period: range) -> dict:
    """Return the sums of each month as a table: ``head``, and ``rows`` of texts and cells."""
    found = zip(period, month_sums(rows, period), strict=True)
    return {
        "head": (_("Month"), *COLUMNS),
        "rows": [
            [month_title(month), each.posts, each.messages, each, each.removed]
            for month, each in found
        ],
    }


def place_table(rows: Sequence[FiguresRow], url: Callable[[str], str], *, by_office: bool) -> dict:
    """Return a table with a row for each administration or else each channel that has figures.

    ``url`` returns the URL of a path.
    """
    known = [row for row in rows if has_figures(row)]
    if by_office:
        places = [
            (owner.title, f"{url(owner.path)}/@@channel-figures", each)
            for owner, each in by_administration(known).items()
        ]
    else:
        places = [(row.facts.title, url(row.facts.path), [row]) for row in known]
    return {
        "head": (_("Administration") if by_office else _("Channel"), *COLUMNS, _("Followers")),
        "rows": [
            [{"text": title, "@id": at}, *_place_cells(sums_of(each))] for title, at, each in places
        ],
    }


def read_sections(found: dict[str, list[CountedPost]], hub_url: str) -> list[dict]:
    """Return the posts that were seen and liked most: ``title``, and ``posts`` with links."""
    return [
        {"title": READ_TITLES[name], "posts": [_post_item(name, each, hub_url) for each in posts]}
        for name, posts in found.items()
        if posts
    ]


def gap_sentences(rows: Sequence[FiguresRow]) -> Iterator[str]:
    """Yield sentences on what is not known: channels without figures, and the reasons of others."""
    silent = [row.facts.title for row in rows if not has_figures(row)]
    if silent:
        listed = {"channels": ", ".join(silent)}
        yield translate(_("Nothing is known in the period of: ${channels}.", mapping=listed))
    reasons = Counter(why for row in rows if has_figures(row) for why in _reasons(row))
    for why in REASONS:
        if why in reasons:
            said = {"reason": translate(REASONS[why]), "number": str(reasons[why])}
            yield translate(_("${reason} (channels: ${number})", mapping=said))


def cell_values(cell: Cell | Sums) -> dict:
    """Return a number or, of sums, the share of answers in time as ``text``, ``why`` and ``part``.

    A gap is told in words, a month without anything to count is empty. ``part`` is True if the
    number may be too low.
    """
    if isinstance(cell, Sums):
        found = share_cell(cell)
        return {**cell_values(found), "text": _share_text(cell, found)}
    if cell.number is None:
        text = "" if cell.why == "outside" else translate(UNKNOWN)
        return {"text": text, "why": text and cell_reason(cell), "part": False, "gap": bool(text)}
    why = cell_reason(cell) or formatted_date(cell.day)
    return {"text": number_text(cell.number), "why": why, "part": bool(cell.why), "gap": False}


def share_cell(sums: Sums) -> Cell:
    """Return the share of answers in time, in per cent; a month without any is empty."""
    if sums.messages.number is None:
        return sums.messages
    return Cell(sums.percent, "" if sums.due else "outside")


def cell_reason(cell: Cell) -> str:
    """Return why a number is missing or may be too low, in the reader's language, or ""."""
    return translate(REASONS[cell.why]) if cell.why else ""


def sheet_value(cell: Cell | Sums | dict | str) -> int | str | None:
    """Return a cell of the tables as a spreadsheet has it; the share is in per cent."""
    if isinstance(cell, dict):
        return cell["text"]
    if isinstance(cell, str):
        return cell
    found = share_cell(cell) if isinstance(cell, Sums) else cell
    return cell_values(found)["text"] or None if found.number is None else found.number


def number_text(number: int) -> str:
    """Return a number with its thousands apart."""
    return f"{number:,}".replace(",", "\u00a0")


def month_title(month: int) -> str:
    """Return a month and its year, as within a sentence."""
    year, number = year_month(month)
    return f"{month_name(number)} {year}"


def _share_text(sums, found):
    return cell_values(found)["text"] if found.number is None else f"{found.number}\u00a0%"


def _place_cells(sums):
    return [sums.posts, sums.messages, sums, sums.removed, sums.followers]


def _share_note(sums):
    if sums.messages.number is None:
        return ""
    due = {"number": number_text(sums.in_time), "all": number_text(sums.due)}
    return _("${number} of ${all}", mapping=due) if sums.due else _("nothing to answer")


def _known_note(number, sums):
    counted = {"number": str(number), "all": str(sums.channels)}
    return _("known of ${number} of ${all} channels", mapping=counted) if number else ""


def _post_item(name, post, hub_url):
    counted = {
        "channel": post.facts.title,
        "number": number_text(post.number),
        "day": formatted_date(post.day),
    }
    return {
        "@id": f"{hub_url}/@@entry/{post.entry['entry_id']}",
        "title": post.entry["title"] or post.facts.title,
        "text": translate(Message(READ_TEXTS[name], mapping=counted)),
    }


def _reasons(row):
    cells = (*row.posts, *row.followers, *row.messages)
    return {cell.why for cell in cells if cell.why not in ("", "outside", "running")}


def _chart(id, title, period, cells, most):
    points = [_point(month, cell) for month, cell in zip(period, cells, strict=True)]
    return month_chart(points, id=id, title=title, most=most)


def _point(month, cell):
    year, number = year_month(month)
    shown = cell_values(cell)
    return Point(
        month_name(number)[:3],
        month_title(month),
        year,
        cell.number,
        shown["text"],
        is_part=shown["part"],
        empty=not shown["text"],
    )
