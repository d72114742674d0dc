"""The serializer of a stream with its filters, for Classic UI and Volto."""

from Products.Five import BrowserView
from zope.i18nmessageid import Message

from ... import _
from ...site.caching.memory import Shelf
from ...site.forms.page_service import Spoken, spoken
from ...site.forms.plain import link, paged
from .plaincards import hit, plain
from .query import LONGEST_TEXT, Query
from .searching import caution, hits_of, kept, orders

ALL = _("All")
STREAMS = Shelf(64)


def stream(view: BrowserView) -> dict:
    """Return the stream of a ``views.StreamView``; all URLs are those of Classic UI.

    The unfiltered first page is cached until anything changes: do not modify it.
    """
    if view.query != Query():
        return value(view)
    return STREAMS.get(view.first_key(), lambda: Spoken(spoken(value(view))))


def value(view: BrowserView) -> dict:
    """Return the stream, not from the cache."""
    query = view.query
    days = _hits(view) if query.text else _days(view)
    return {
        "heading": heading(view),
        "number": number(view) if days else "",
        "total": view.stream.total,
        "search": _search(view),
        "kinds": {"title": _("Kinds"), "items": _kinds(view)},
        "filters": _filters(view),
        "chosen": _chosen(view),
        "silence": view.silence if days else "",
        "empty": "" if days else view.empty_message(),
        "layout": view.layout,
        "quiet": view.is_quiet,
        "is_search": bool(query.text),
        "caution": (caution(view.stream) or "") if query.text else "",
        "sorts": _sorts(view) if query.text and days else [],
        "days": days,
        "pages": _pages(view),
        "months": _months(view),
        "accounts": _accounts(view),
        "archive": _archive(view),
        "subscribe": _subscribe(view),
    }


def heading(view: BrowserView) -> Message:
    """Return the heading of the entries."""
    if view.query.text:
        return _("Entries about “${text}”", mapping={"text": view.query.text})
    if period := view.period():
        return _("Entries from ${period}", mapping={"period": period})
    return _("Newest entries")


def number(view: BrowserView) -> Message:
    """Return the number of entries, and the number of the page."""
    pages, total = view.pages(), {"number": view.stream.total}
    if not pages["numbers"]:
        return _("${number} entries", mapping=total)
    values = total | {"page": pages["number"], "of": pages["of"]}
    return _("${number} entries, page ${page} of ${of}", mapping=values)


def _days(view):
    return [
        {
            "title": day["title"] or _("At the top"),
            "hidden_title": not day["title"],
            "cards": [plain(card, view) for card in day["cards"]],
        }
        for day in view.days()
    ]


def _hits(view):
    """Return the search hits as one group."""
    cards = [hit(card, view) for card in hits_of(view.stream, view.request)]
    return [{"title": "", "hidden_title": True, "cards": cards}] if cards else []


def _search(view):
    return {
        "action": view.base,
        "name": "SearchableText",
        "label": _("Search the entries"),
        "value": view.query.text,
        "button": _("Search"),
        "longest": LONGEST_TEXT,
        "kept": kept(view.query),
    }


def _kinds(view):
    names = ("value", "title", "number", "selected")
    return [{"@id": kind["url"], **{name: kind[name] for name in names}} for kind in view.kinds]


def _filters(view):
    kept = [{"name": name, "value": value} for name, value in view.other_choices()]
    if view.query.text:
        kept += [
            {"name": "SearchableText", "value": view.query.text},
            {"name": "sort", "value": view.query.sort},
        ]
    return {
        "title": _("More filters"),
        "open": view.has_folded_choice(),
        "action": view.base,
        "all": ALL,
        "button": _("Show"),
        "fields": view.choices,
        "kept": kept,
    }


def _chosen(view):
    label = _("Show entries without this choice:")
    items = [{"@id": each["url"], "title": each["title"], "label": label} for each in view.chosen()]
    is_shown = items or (view.query.is_filtered and not view.kinds)
    return {
        "items": items,
        "everything": link(view.base, _("Show everything")) if is_shown else None,
    }


def _sorts(view):
    return [
        {"@id": each["url"], "title": each["title"], "selected": each["current"]}
        for each in orders(view.base, view.query)
    ]


def _pages(view):
    pages = view.pages()
    numbers = [
        {"@id": each["url"], "title": str(each["number"]), "current": each["is_present"]}
        if each["number"]
        else None
        for each in pages["numbers"]
    ]
    return paged(pages, _("Newer entries"), _("Older entries")) | {
        "items": numbers,
        "page": _("Page"),
    }


def _months(view):
    found = view.neighbours()
    titles = {
        name: {"month": f"{month['name']} {month['year']}"}
        for name, month in found.items()
        if month
    }
    earlier, later = found["earlier"], found["later"]
    return {
        "label": _("Other months"),
        "later": later and link(later["url"], _("Later: ${month}", mapping=titles["later"])),
        "earlier": earlier
        and link(earlier["url"], _("Earlier: ${month}", mapping=titles["earlier"])),
    }


def _accounts(view):
    found = view.accounts
    if not found:
        return None
    items = [
        {
            "@id": each["profile_url"],
            "title": each["title"],
            "service": each["service"],
            "icon": each["sign"],
            "kind": each["icon"],
        }
        for each in found[: view.most_accounts]
    ]
    more = f"{view.stream.hub.absolute_url()}/@@official"
    has_more = found[view.most_accounts :]
    return {
        "title": _("We are here, too"),
        "items": items,
        "more": link(more, _("All official channels")) if has_more else None,
    }


def _archive(view):
    years = [
        {
            "year": year["year"],
            "open": year["open"],
            "months": [
                {
                    "@id": month["url"],
                    "title": month["name"],
                    "number": month["number"],
                    "current": month["current"],
                }
                for month in year["months"]
            ],
        }
        for year in view.years()
    ]
    return {"title": _("Archive"), "years": years} if years else None


def _subscribe(view):
    return {
        "title": _("Subscribe"),
        "text": _("Follow these entries in the feed reader of your choice."),
        "items": [
            {"@id": feed["url"], "title": feed["title"], "type": feed["type"]}
            for feed in view.feeds()
        ],
        "sections": link(view.sections_url(), _("Entries by kind")),
    }
