"""A year's figures as plain data, for the page, the CSV file and REST."""

from collections.abc import Iterable, Mapping
from time import time

from plone import api
from plone.dexterity.content import Container

from ... import HOUR, _
from ...accounts.channels.facts import all_channels
from ...accounts.channels.times import iso_time
from ...core.messages.grounds import GROUNDS, LEGAL
from ...site.pages.languages import translated_title
from ...site.pages.permissions import may_manage_register
from .figures import (
    KINDS,
    OUTCOMES,
    OWN_RULES,
    all_groups,
    is_large_enough,
    masked_groups,
    masked_numbers,
)
from .yearly_figures import stored_years, years_with_current

RULES = {ground.code: ground.text for ground in (*GROUNDS, *LEGAL)}
TIMES = {"answered": _("First answer"), "removed": _("Taken down")}


def visible_years(hub: Container) -> dict[int, Mapping]:
    """Return the years that the current user may see, the latest first.

    The public sees the published years. The office sees all years, and the current year as soon as
    there is a message.
    """
    if may_manage_register(hub):
        return years_with_current(hub, int(time()))
    return {year: stored for year, stored in stored_years(hub).items() if stored["published"]}


def year_data(hub: Container, year: int, stored: Mapping) -> dict:
    """Return a year as plain data with translated texts; None stands for a hidden number.

    ``tables`` have ``id``, ``title`` and ``rows`` of ``id``, ``title`` and ``number``; ``times``
    have ``median_hours`` and ``share_in_time`` (per cent). ``taken_down`` is the sum of unpublished
    and deleted messages. No hidden number of a published year can be inferred from the others, see
    ``figures.masked_numbers``. An unpublished year, for the office only, has all numbers.
    """
    numbers, published = stored["numbers"], stored["published"]
    cover = masked_numbers if published else list
    outcomes = _table("outcomes", _("Outcome"), OUTCOMES, numbers["outcomes"], cover)
    removed = [row["number"] for row in outcomes["rows"] if row["id"] in ("unpublished", "deleted")]
    return {
        "year": year,
        "counted": iso_time(stored["counted"]),
        "published": iso_time(published["at"]) if published else None,
        "total": cover([sum(numbers["kinds"].values())])[0],
        "taken_down": None if None in removed else sum(removed),
        "tables": [
            _table("kinds", _("Kind"), KINDS, numbers["kinds"], cover),
            outcomes,
            _rules(numbers["rules"], cover, is_hidden=None in removed),
            *_place_tables(hub, numbers["channels"], masked_groups if published else all_groups),
        ],
        "times": [_time_row(name, numbers[name], is_hidden=bool(published)) for name in TIMES],
    }


def _table(id, title, titles, counts, cover):
    found = cover([counts.get(name, 0) for name in titles])
    return _table_data(id, title, zip(titles, titles.values(), found, strict=True))


def _rules(counts, cover, *, is_hidden):
    """Return the removals by rule; all hidden if their sum is hidden elsewhere."""
    titles = {**RULES, OWN_RULES: _("A channel's own rule")}
    table = _table("rules", _("Rules that what was taken down broke"), titles, counts, cover)
    rows = [row | {"number": None} if is_hidden else row for row in table["rows"]]
    return table | {"rows": rows}


def _place_tables(hub, counts, cover):
    owners = _owners(hub, counts)
    groups = [[number for *_channel, number in channels] for *_owner, channels in owners]
    sums, parts = cover(groups)
    offices = [(uid, title, total) for (uid, title, _all), total in zip(owners, sums, strict=True)]
    channels = [
        (uid, f"{title} ({owner})" if title else owner, number)
        for (_uid, owner, rows), found in zip(owners, parts, strict=True)
        for (uid, title, _true), number in zip(rows, found, strict=True)
    ]
    return [
        _table_data("administrations", _("Administration"), offices),
        _table_data("channels", _("Channel"), channels),
    ]


def _owners(hub, counts):
    """Return (UID, title, channels) of administrations with messages; those gone are last."""
    facts = all_channels(hub)
    found: dict[str, tuple[str, str, list]] = {}
    for each in facts:
        if each.speaks or each.uid in counts:
            owner = each.administration
            title = translated_title(owner)["text"]
            *_owner, rows = found.setdefault(owner.uid, (owner.uid, title, []))
            rows.append((each.uid, each.title, counts.get(each.uid, 0)))
    left = counts.keys() - {each.uid for each in facts}
    if gone := sum(counts[uid] for uid in left):
        title = api.portal.translate(_("Channels that are gone"))
        found["gone"] = ("gone", title, [("gone", "", gone)])
    return list(found.values())


def _table_data(id, title, rows: Iterable[tuple[str, str, int | None]]):
    said = api.portal.translate
    names = ("id", "title", "number")
    listed = [dict(zip(names, (key, said(text), n), strict=True)) for key, text, n in rows]
    return {"id": id, "title": said(title), "rows": listed}


def _time_row(name, summary, *, is_hidden):
    number, in_time = summary["number"], summary["in_time"]
    is_public = number > 0 and (not is_hidden or is_large_enough(number))
    share = is_public and (not is_hidden or is_large_enough(in_time, number - in_time))
    return {
        "id": name,
        "title": api.portal.translate(TIMES[name]),
        "median_hours": round(summary["median"] / HOUR, 1) if is_public else None,
        "share_in_time": round(100 * in_time / number) if share else None,
    }
