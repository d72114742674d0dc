"""The ways from the page of an entry: to the entries beside it, to more like it, and to others."""

from urllib.parse import quote

from Products.Five import BrowserView

from ... import _
from ...accounts.channels.visibility import public_url
from ...core.timeline.store import timeline_of
from ...core.timeline.streams import neighbour_entries
from ...site.pages.languages import foreign_language
from ...site.pages.page_values import link
from .query import Query, query_url
from .topics import entry_topics, topics_of

# In the order of ``neighbour_entries``. The stream has the newest entry first.
NEIGHBOURS = (("prev", _("Newer entry")), ("next", _("Older entry")))
LONGEST_SUBJECT = 150


def further_section(view: BrowserView) -> dict:
    """Return the section with the neighbours of an ``EntryView`` in its channel, and more links."""
    found = zip(NEIGHBOURS, neighbour_entries(timeline_of(view.context), view.entry), strict=True)
    return {
        "title": _("Read on"),
        "neighbours": [_neighbour(view, *words, entry) for words, entry in found if entry],
        "links": [*_places(view.card), *_topics(view)],
    }


def share_section(view: BrowserView) -> dict:
    """Return the section with the public URL of an entry, to copy or to send by e-mail."""
    hub_url = public_url("/".join(view.context.getPhysicalPath()))
    url = f"{hub_url}/@@entry/{view.entry['entry_id']}"
    words = f"subject={quote(view.title[:LONGEST_SUBJECT])}&body={quote(url, safe='/:@')}"
    return {
        "title": _("Share this entry"),
        "label": _("Address of this entry"),
        "address": url,
        "mail": link(f"mailto:?{words}", _("Send it by e-mail")),
        "copy": _("Copy"),
        "copied": _("Copied"),
    }


def _neighbour(view, rel, label, entry):
    url = f"{view.context.absolute_url()}/@@entry/{entry['entry_id']}"
    language = foreign_language(entry["language"] or view.facts.language)
    return {
        **link(url, entry["title"], language),
        "rel": rel,
        "label": label,
        "when": view.when(entry["time"]),
    }


def _places(card):
    for name in ("channel", "administration"):
        place = card[name]
        yield link(place["@id"], _("More from ${place}", mapping={"place": place["title"]}))


def _topics(view):
    hub_url = view.context.absolute_url()
    for topic in entry_topics(topics_of(view.context), view.entry):
        url = query_url(hub_url, Query(topic=frozenset({topic.id})))
        yield link(url, _("More about ${topic}", mapping={"topic": topic.name["text"]}))
