"""The texts of the feed doctor about problems of feeds that can be read, with advice."""

from dataclasses import dataclass

from ... import _
from ...accounts.registration.probe_preview import NO_ENTRIES


@dataclass(frozen=True, slots=True)
class FeedFault:
    """A problem of a feed; ``is_grave`` is True if the feed is unusable or loses entries."""

    code: str
    text: str
    advice: str
    is_grave: bool


# By code, with advice.
FAULT_TEXTS = {
    "no_entries": (
        NO_ENTRIES,
        _("Publish something, or ask the supplier why the feed leaves the entries out."),
    ),
    "cut": (
        _("The feed is cut off, or is so long that its older entries are left out."),
        _("Ask the supplier for a whole feed with the newest 20 to 50 entries."),
    ),
    "no_dates": (
        _("Entries have no date, so they are shown by when they were first seen."),
        _("Ask the supplier to give every entry its date: pubDate in RSS, published in Atom."),
    ),
    "bad_dates": (
        _("Dates are written in a way that cannot be read."),
        _("Ask the supplier for dates as in RFC 822 (RSS) or RFC 3339 (Atom, JSON Feed)."),
    ),
    "no_links": (
        _("Entries have no link to the page where they can be read."),
        _("Ask the supplier to give every entry a link of its own."),
    ),
    "no_ids": (
        _("Entries have no identity of their own, so an edited one may be taken for a new one."),
        _("Ask the supplier for a guid (RSS) or an id (Atom) that never changes."),
    ),
    "same_ids": (
        _("Several entries have the same identity, so they are taken for one."),
        _("Ask the supplier to give every entry a guid or an id of its own."),
    ),
    "no_text": (
        _("Entries have a heading only, neither text nor picture."),
        _("Ask the supplier to put the text, or a summary of it, into the feed."),
    ),
    "few": (
        _("The feed holds very few entries, so some may be missed between two retrievals."),
        _("Ask the supplier to let the feed hold the newest 20 entries at least."),
    ),
    "relative_links": (
        _("Addresses in the feed are not whole; they are completed by guessing."),
        _("Ask the supplier to write every address in full, beginning with https://."),
    ),
    "charset": (
        _("The text is in another charset than the feed says; å, ä and ö may be wrong."),
        _("Ask the supplier to send the feed in UTF-8, and to say so."),
    ),
    "content_type": (
        _("The server sends the feed as if it were a web page."),
        _("Ask the supplier to send it as application/rss+xml or application/atom+xml."),
    ),
    "moved": (
        _("The address is passed on to another one."),
        _("Use the address that it is passed on to, if it is to last."),
    ),
    "http_only": (
        _("The feed is sent without encryption (http)."),
        _("Ask the supplier for an address that begins with https://."),
    ),
    "heavy": (
        _("The feed is large: more than 1 MB at each retrieval."),
        _("Ask the supplier to leave out older entries."),
    ),
    "no_validators": (
        _("The server does not tell whether the feed has changed, so all of it is sent again."),
        _("Ask the supplier for the headers ETag or Last-Modified. The feed works without them."),
    ),
    "no_alt": (
        _("Pictures have no description for those who cannot see them."),
        _("Describe the pictures (alternative text) where they are published."),
    ),
}
GRAVE = ("cut", "no_dates", "bad_dates", "no_links", "same_ids")
FEED_FAULTS = [
    FeedFault(code, text, advice, code in GRAVE) for code, (text, advice) in FAULT_TEXTS.items()
]
