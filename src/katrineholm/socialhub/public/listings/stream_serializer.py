"""The serializer of a stream and its filters, for Classic UI and Volto."""

from collections import defaultdict

from plone import api
from Products.Five import BrowserView
from zope.component import getUtilitiesFor
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.channel_names import service_icon
from ...accounts.channels.interfaces import ISocialHub, ISubscribeWay
from ...accounts.channels.times import month_name
from ...site.pages.cache import LruCache
from ...site.pages.page_service import TranslatedPart, translated_answer
from ...site.pages.page_values import link, page_links
from ...site.settings.titles import service_title
from .card_serializer import serialize_card, serialize_hit
from .embed_code import embed_help
from .found_names import best_topics, found_names
from .query import LONGEST_TEXT, Query, query_url
from .search_results import hit_cards, meant_sentence, search_caution, search_fields, sort_links
from .topics import query_topics

ALL = _("All")
AT_THE_TOP = _("At the top")
NEWEST_FIRST = _("Newest first")
STREAMS = LruCache(64)


def serialize_stream(view: BrowserView) -> dict:
    """Return the stream of a ``StreamView``, perhaps from a cache, so it must not be modified."""
    if view.query != Query():
        return stream_value(view)
    return STREAMS.get(
        view.first_key(), lambda: TranslatedPart(translated_answer(stream_value(view)))
    )


def stream_value(view: BrowserView) -> dict:
    """Return the stream of a ``StreamView`` without using the cache."""
    query = view.query
    if query.text:
        hits = [serialize_hit(card, view) for card in hit_cards(view.stream, view.request)]
        days = [{"title": "", "hidden_title": True, "cards": hits}] if hits else []
    else:
        days = _days(view)
    return {
        "heading": stream_heading(view),
        "number": number_text(view) if days else "",
        "total": view.stream.total,
        "search": _search(view),
        "kinds": {"title": _("Kinds"), "items": view.kinds},
        "filters": _filters(view),
        "chosen": _chosen(view),
        "silence": view.silence if days else "",
        "empty": "" if days else view.empty_message(),
        "layout": view.layout,
        "quiet": view.is_quiet,
        "is_search": bool(query.text),
        "meant": meant_sentence(view.base, view.stream) if query.text else [],
        "names": _names(view),
        "topics": _topics(view) if query.text and not days else None,
        "caution": (search_caution(view.stream) or "") if query.is_search else "",
        "sorts": sort_links(view.base, query) if query.text and days else [],
        "days": days,
        "pages": _pages(view),
        "months": _months(view),
        "accounts": _accounts(view),
        "archive": _archive(view),
        "subscribe": _subscribe(view),
    }


def _names(view):
    items = found_names(view.context, view.query, view.request)
    return {"title": _("Accounts, administrations and topics"), "items": items} if items else None


def _topics(view):
    items = best_topics(view.stream)
    return {"title": _("Topics with many entries"), "items": items} if items else None


def stream_heading(view: BrowserView) -> Message:
    if view.query.text:
        return _("Entries about “${text}”", mapping={"text": view.query.text})
    if named := query_topics(view.context, view.query):
        return _("Entries about ${topic}", mapping={"topic": ", ".join(named)})
    if period := view.period():
        return _("Entries from ${period}", mapping={"period": period})
    return _("Newest entries")


def number_text(view: BrowserView) -> Message:
    """Return a text with the number of entries and, if there are several pages, the page number."""
    pages, total = view.pages(), {"number": view.stream.total}
    if not pages["numbers"]:
        return _("${number} entries", mapping=total)
    values = total | {"page": pages["number"], "of": pages["of"]}
    return _("${number} entries, page ${page} of ${of}", mapping=values)


def _days(view):
    return [
        {
            "title": day["title"],
            "hidden_title": day["title"] in (AT_THE_TOP, NEWEST_FIRST),
            "cards": [serialize_card(card, view) for card in day["cards"]],
        }
        for day in view.days()
    ]


def _search(view):
    return {
        "action": view.base,
        "name": "SearchableText",
        "label": _("Search the entries"),
        "value": view.query.text,
        "button": _("Search"),
        "longest": LONGEST_TEXT,
        "kept": search_fields(view.query),
    }


def _filters(view):
    kept = view.other_choices()
    if view.query.text:
        kept += [
            {"name": "SearchableText", "value": view.query.text},
            {"name": "sort", "value": view.query.sort},
        ]
    return {
        "title": _("More filters"),
        "open": _is_open(view.choices),
        "action": view.base,
        "all": ALL,
        "button": _("Show"),
        "fields": view.choices,
        "kept": kept,
    }


def _is_open(choices):
    """Return whether a filter is selected; links lead to topics, whose entries come first then."""
    found = (each["options"] for each in choices if each["name"] != "topic")
    return any(option["selected"] for options in found for option in options)


def _chosen(view):
    label = _("Show entries without this choice:")
    items = [
        {
            "@id": each["url"],
            "title": ": ".join(map(api.portal.translate, (each["name"], each["title"]))),
            "label": label,
        }
        for each in view.chosen()
    ]
    is_shown = items or view.query.is_filtered
    return {
        "items": items,
        "everything": link(view.base, _("Show everything")) if is_shown else None,
    }


def _pages(view):
    pages = view.pages()
    numbers = [
        {"@id": each["url"], "title": str(each["number"]), "current": each["is_present"]}
        if each["number"]
        else None
        for each in pages["numbers"]
    ]
    return page_links(pages, _("Newer entries"), _("Older entries")) | {
        "items": numbers,
        "page": _("Page"),
    }


def _months(view):
    shown = view.query.year, view.query.month
    later = earlier = None
    if view.query.month:
        earlier = next((each for each in view.months if each < shown), None)
        later = next((each for each in reversed(view.months) if each > shown), None)
    return {
        "label": _("Other months"),
        "later": later and _month_link(view, later, _("Later: ${month}")),
        "earlier": earlier and _month_link(view, earlier, _("Earlier: ${month}")),
    }


def _month_link(view, year_month, text):
    year, month = year_month
    title = _(text, mapping={"month": f"{month_name(month)} {year}"})
    return link(query_url(view.base, view.query, year=year, month=month), title)


def _accounts(view):
    found, most = view.accounts, view.most_accounts
    if not found:
        return None
    more = found[most:] and f"{view.stream.hub.absolute_url()}/@@official"
    return {
        "title": _("We are here, too"),
        "items": [
            {
                "@id": each.profile_url,
                "title": each.title,
                "service": service_title(each.platform),
                "icon": service_icon(each.platform, each.kind),
                "kind": each.kind,
            }
            for each in found[:most]
        ],
        "more": link(more, _("All official channels")),
    }


def _archive(view):
    query, years = view.query, defaultdict[int, list[dict]](list)
    for (year, month), number in view.months.items():
        item = link(query_url(view.base, query, year=year, month=month), month_name(month))
        current = (year, month) == (query.year, query.month)
        years[year].append(item | {"number": number, "current": current})
    found = [
        {"year": year, "open": year == query.year, "months": months}
        for year, months in years.items()
    ]
    return {"title": _("Archive"), "years": found} if found else None


def _subscribe(view):
    is_sorted = ISocialHub.providedBy(view.context) and bool(view.kinds)
    return {
        "title": _("Subscribe"),
        "text": _("Follow these entries in the feed reader of your choice."),
        "items": view.feeds(),
        "embed": embed_help(view),
        "ways": subscribe_ways(view),
        "sections": link(is_sorted and f"{view.base}/@@sections", _("Entries by kind")),
    }


def subscribe_ways(view: BrowserView) -> list[dict]:
    """Return the ways of other rooms to follow a stream, such as by e-mail."""
    return [found for _name, way in getUtilitiesFor(ISubscribeWay) if (found := way(view))]
