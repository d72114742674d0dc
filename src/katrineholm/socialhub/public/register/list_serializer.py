"""The serializers of the official list, for Classic UI, Volto and programs."""

from plone import api
from Products.Five import BrowserView
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...accounts.channels.channel_names import account_name, service_icon
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.own_names import own_names
from ...accounts.channels.times import formatted_date
from ...accounts.information.section import with_values
from ...core.platforms.own_names import APP
from ...core.timeline.outline import channel_outline
from ...core.timeline.store import timeline_of
from ...site.pages.languages import translated_title
from ...site.pages.page_values import fact_row, fact_value, link, page_links, sentence_parts
from ...site.settings.registry import municipality_name
from ...site.settings.titles import service_title
from .filters import SORT_TITLES, STATE_TITLES
from .own_names_page import KIND_TITLES
from .query import LONGEST_TEXT, list_url

TITLE = _("Official channels")
COLUMNS = (_("Channel"), _("Service"), _("Account"), _("Administration"), _("Status"))
ABOUT = _(
    "These accounts speak for ${municipality}. Is there an account that you wonder about? ${check}."
)
EXPLANATION = _(
    "Link only means that the channel's entries are not retrieved to this site: they are read on "
    "the service."
)
SINCE = {
    "official": _("Official since ${day}"),
    "paused": _("Official since ${day}, at rest for the time being"),
    "closed": _("No longer ours since ${day}"),
}
FILES = (("export-csv", "CSV"), ("export-ods", "ODS"), ("export-json", "JSON"))


def serialize_list(view: BrowserView) -> dict:
    """Return an ``OfficialListView`` as plain values, with the URLs of Classic UI."""
    hub_url = view.context.absolute_url()
    rows = [list_row(facts, view.request) for facts in view.listing.rows]
    about = _(ABOUT, mapping={"municipality": municipality_name()})
    check = link(f"{hub_url}/@@official", _("Check whether it is ours"))
    return {
        "url": view.url,
        "title": TITLE,
        "page_title": view.title,
        "lead": sentence_parts(about, check=check),
        "search": _search(view),
        "filters": _filters(view),
        "number": _number(view) if rows else "",
        "total": view.listing.total,
        "everything": link(view.query.is_filtered and view.url, _("Show the whole list")),
        "empty": "" if rows else view.empty_message(),
        "columns": list(COLUMNS),
        "rows": rows,
        "explained": EXPLANATION if any(row["link_only"] for row in rows) else "",
        "pages": page_links(view.pages(), _("Previous page"), _("Next page")),
        "names": _names(view),
        "files": _files(view, hub_url),
        "office": _office(view, hub_url),
    }


def channel_item(facts: ChannelFacts, request: HTTPRequest) -> dict:
    """Return a channel's public facts, in which days are ISO dates or None."""
    administration = facts.administration
    return {
        "@id": request.physicalPathToURL(facts.path),
        "UID": facts.uid,
        "title": facts.title,
        "description": facts.description,
        "platform": facts.platform,
        "account": facts.account,
        "profile_url": facts.profile_url,
        "kind": facts.kind,
        "dialogue": facts.dialogue,
        "administration": {
            "@id": request.physicalPathToURL(administration.path),
            "title": translated_title(administration)["text"],
        },
        "contact": facts.contact,
        "state": facts.state,
        "official_since": facts.official_since or None,
        "closed_on": facts.closed_on or None,
        "feed_url": facts.feed_url,
        "language": facts.language,
        "purpose": facts.purpose,
        "audience": facts.audience,
        "link_only_reason": facts.link_only_reason or None,
    }


def _search(view):
    return {
        "action": view.url,
        "title": _("Search the list"),
        "name": "SearchableText",
        "label": _("Search"),
        "value": view.query.text,
        "button": _("Search"),
        "longest": LONGEST_TEXT,
    }


def _filters(view):
    orders = [
        {"value": name, "title": title, "selected": name == view.query.sort}
        for name, title in SORT_TITLES.items()
    ]
    sorts = {"name": "sort", "title": _("Sort by"), "options": orders}
    return {
        "title": _("Filters and order"),
        "open": view.query.has_choices,
        "all": _("All"),
        "fields": [*view.choices, sorts],
    }


def _number(view):
    pages, total = view.pages(), view.listing.total
    if pages["of"] == 1:
        return _("Number of channels: ${number}.", mapping={"number": total})
    values = {"number": total, "page": pages["number"], "of": pages["of"]}
    return _("Number of channels: ${number}. Page ${page} of ${of}.", mapping=values)


def list_row(facts: ChannelFacts, request: HTTPRequest) -> dict:
    """Return a channel's row in the table of the official list, with its texts."""
    owner = translated_title(facts.administration)
    owner_url = request.physicalPathToURL(facts.administration.path)
    is_link_only = facts.speaks and not facts.feed_url and not _has_posts(facts)
    link_only = {"title": _("Link only"), "reason": facts.link_only_reason or ""}
    return {
        "@id": request.physicalPathToURL(facts.path),
        "title": facts.title,
        "service": service_title(facts.platform),
        "icon": service_icon(facts.platform, facts.kind),
        "kind": facts.kind,
        "account": account_name(facts),
        "account_url": None if facts.state == "closed" else facts.profile_url,
        "administration": link(owner_url, owner["text"], owner["language"]),
        "state": facts.state,
        "status": _status(facts),
        "link_only": link_only if is_link_only else None,
    }


def _has_posts(facts):
    """Return whether this site shows posts that were written by hand or imported."""
    hub = api.portal.get().unrestrictedTraverse(facts.hub_path)
    return channel_outline(timeline_of(hub), facts.uid).newest is not None


def _status(facts):
    date = facts.closed_on if facts.state == "closed" else facts.official_since
    if facts.state in SINCE and date:
        return api.portal.translate(with_values(SINCE[facts.state], day=formatted_date(date)))
    return api.portal.translate(STATE_TITLES[facts.state])


def _names(view):
    """Return the listed domains, senders and apps, below the first page of the whole list."""
    names = [line.name for line in own_names(view.context).values()]
    if not names or view.query.is_filtered or view.query.start:
        return None
    return {
        "title": _("Our domains, senders and apps"),
        "text": _("What is ours besides the channels."),
        "facts": [fact_row(name.title, *_name_values(name)) for name in names],
    }


def _name_values(name):
    kind = api.portal.translate(KIND_TITLES[name.kind])
    url = name.value if name.kind == APP else None
    return fact_value(f"{kind}: {name.value}", url), fact_value(name.purpose)


def _files(view, hub_url):
    files = [link(list_url(f"{hub_url}/@@{name}", view.query), title) for name, title in FILES]
    names_url = f"{hub_url}/@@export-names" if own_names(view.context) else None
    others = [
        link(names_url, _("Our domains, senders and apps (CSV)")),
        link(f"{hub_url}/@@opml", _("Feeds of the channels (OPML)")),
        link(f"{hub_url}/@@changes.atom", _("Changes of the list (Atom)")),
        link(f"{hub_url}/@@dcat", _("Description for data portals (DCAT)")),
    ]
    return {
        "title": _("Take the list with you"),
        "text": _("The list is open data (CC0): use it as you like."),
        "items": [*files, *filter(None, others)],
    }


def _office(view, hub_url):
    if not view.may_manage:
        return None
    files = [
        link(f"{hub_url}/@@{name}?full=1", _("Everything as ${format}", mapping={"format": title}))
        for name, title in FILES
    ]
    return {
        "title": _("For the information office"),
        "text": _(
            "With responsible, substitute and channels that are not public. Do not pass these "
            "files on."
        ),
        "items": [*files, link(f"{hub_url}/@@board", _("Board"))],
    }
