"""The serializer of the official list, for Classic UI and Volto."""

from Products.Five import BrowserView

from ... import _
from ...site.forms.plain import link, paged, sentence
from .query import LONGEST_TEXT

TITLE = _("Official channels")
COLUMNS = (_("Channel"), _("Service"), _("Account"), _("Administration"), _("Status"))
ABOUT = _(
    "These accounts speak for ${municipality}. Is there an account that you wonder about? ${check}."
)
EXPLAINED = _(
    "Link only means that the channel's entries are not retrieved to this site: they are read on "
    "the service."
)


def page(view: BrowserView) -> dict:
    """Return the page of an ``official.OfficialListView``; all URLs are those of Classic UI."""
    rows, hub_url = view.rows(), view.context.absolute_url()
    check = link(f"{hub_url}/@@official", _("Check whether it is ours"))
    is_filtered = view.query.is_filtered
    return {
        "url": view.url,
        "title": TITLE,
        "page_title": view.title,
        "lead": sentence(_(ABOUT, mapping={"municipality": view.municipality()}), check=check),
        "search": {
            "action": view.url,
            "title": _("Search the list"),
            "name": "SearchableText",
            "label": _("Search"),
            "value": view.query.text,
            "button": _("Show"),
            "longest": LONGEST_TEXT,
        },
        "filters": _filters(view),
        "number": _number(view) if rows else "",
        "total": view.listing.total,
        "everything": link(is_filtered and view.url, _("Show the whole list")),
        "empty": "" if rows else view.empty_message(),
        "columns": list(COLUMNS),
        "rows": [_row(row) for row in rows],
        "explained": EXPLAINED if any(row["is_link_only"] for row in rows) else "",
        "pages": paged(view.pages(), _("Previous page"), _("Next page")),
        "files": _files(view, hub_url),
        "office": _office(view, hub_url),
    }


def _filters(view):
    sorts = {"name": "sort", "title": _("Sort by"), "options": view.sorts()}
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


def _row(row):
    is_closed = row["state"] == "closed"
    owner = row["administration_url"], row["administration"], row["administration_language"]
    link_only = {"title": _("Link only"), "reason": row["link_only_reason"] or ""}
    return {
        "@id": row["url"],
        "title": row["title"],
        "service": row["service"],
        "icon": row["icon"],
        "kind": row["kind"],
        "account": row["account"],
        "account_url": None if is_closed else row["profile_url"],
        "administration": link(*owner),
        "state": row["state"],
        "status": row["status"],
        "link_only": link_only if row["is_link_only"] else None,
    }


def _files(view, hub_url):
    others = [
        link(f"{hub_url}/@@opml", _("Feeds of the channels (OPML)")),
        link(f"{hub_url}/@@changes.atom", _("Changes of the list (Atom)")),
        link(f"{hub_url}/@@dcat", _("Description for data portals (DCAT)")),
    ]
    return {
        "title": _("Take the list with you"),
        "text": _("The list is open data (CC0): use it as you like."),
        "items": [*(link(each["url"], each["title"]) for each in view.files()), *others],
    }


def _office(view, hub_url):
    if not view.may_manage:
        return None
    files = [
        link(each["url"], _("Everything as ${format}", mapping={"format": each["title"]}))
        for each in view.full_files()
    ]
    return {
        "title": _("For the information office"),
        "text": _(
            "With responsible, substitute and channels that are not public. Do not pass these "
            "files on."
        ),
        "items": [*files, link(f"{hub_url}/@@board", _("Board"))],
    }
