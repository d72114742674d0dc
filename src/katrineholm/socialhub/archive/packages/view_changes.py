"""The page of a package of changes: what has become of each record since the archive got it."""

from collections.abc import Iterator, Mapping
from html import escape
from itertools import islice

from plone import api

from ...accounts.channels.person import member_name
from ...core.files.package_model import PackageItem
from ...core.timeline.layout import existing_entry
from .scope import Scope
from .titles import ACT_TITLES
from .view_html import (
    PAGE_END,
    link,
    navigation,
    page_bytes,
    page_start,
    period_text,
    swedish_time,
    table,
)

PAGE = "andringar.html"
MOST = 2000  # changes on the page
DATA = link("../changes.csv", "changes.csv")
# Beside the acts on posts: see ``changes``.
OWN_TITLES = {
    "late": "Kom in efter leveransen",
    "edit": "Texten eller bilderna ändrades",
    "change": "Uppgifterna om inlägget ändrades",
    "log": "Nya händelser i meddelandet",
}
HEADS = ("Handling", "Tid", "Vem", "Händelse", "Tidigare i paket")


def change_pages(scope: Scope, folder: str, places: Mapping[str, str]) -> Iterator[PackageItem]:
    """Yield the page of the changes if the package is one of changes.

    ``places`` are the pages of the posts and messages, by their ids in these pages.
    """
    if scope.changes:
        chunks = _chunks(scope, scope.changes.rows, places)
        yield PackageItem(f"{folder}/{PAGE}", "text/html", map(page_bytes, chunks))


def _chunks(scope: Scope, rows: tuple, places: Mapping[str, str]) -> Iterator[str]:
    ways = navigation("Sidor", [link("index.html", "Innehåll")])
    about = f'<p class="lead">{period_text(scope)} Det som har hänt efter leveransen.</p>\n'
    yield page_start("Ändringar", scope.title, ways + about)
    more = f"De första {MOST} av {len(rows)}. Alla" if len(rows) > MOST else "Ändringarna"
    yield f"<p>{more} finns som data i {DATA}.</p>\n"
    shown = (_row(scope, places, *each) for each in islice(rows, MOST))
    yield table("Vad som har hänt med handlingarna", HEADS, shown) + PAGE_END


def _row(scope, places, record, _channel, time, act, who, why, packages) -> list[str]:
    title = OWN_TITLES.get(act) or api.portal.translate(ACT_TITLES[act])
    return [
        _record(scope, places, record),
        swedish_time(time),
        escape(member_name(who)) if who else "",
        escape(f"{title}: {why}" if why else title),
        f'<span class="hash">{escape(packages)}</span>',
    ]


def _record(scope: Scope, places: Mapping[str, str], record: str) -> str:
    """Return a link to a record, or its name if it is not in this package."""
    kind, _, id = record.rpartition(":")
    is_message = kind == "message"
    at = f"{'meddelande' if is_message else 'inlagg'}-{id}"
    if at not in places:
        return f"{'Meddelande' if is_message else 'Inlägg'} {id}"
    name = f"Meddelande {id}" if is_message else _post_title(scope, id)
    return link(f"{places[at]}#{at}", name)


def _post_title(scope: Scope, id: str) -> str:
    entry = existing_entry(scope.timeline.root, id)
    return entry["title"] or f"Inlägg {swedish_time(entry['time'])}"
