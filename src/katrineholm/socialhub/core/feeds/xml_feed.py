"""Conversion of RSS, Atom and CDF, as parsed by feedparser, to drafts.

feedparser's dictionaries are read with ``dict.get``: their own ``get`` is slow and guesses.
"""

import re
from datetime import datetime
from html import unescape

from . import attachments, dates, sanitiser, text, websub
from .attachments import FeedPart, string
from .draft import UNDETERMINED, Document, Draft
from .links import absolute_url
from .schedule import DAY, HOUR, WEEK
from .xml_parser import ParsedXML

_PERIODS = {"hourly": HOUR, "daily": DAY, "weekly": WEEK, "monthly": WEEK, "yearly": WEEK}
_TAG_LIKE = re.compile(r"<[a-zA-Z/!?]")
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_PLAIN_TYPES = ("text/plain", "text/markdown", "text/x-markdown")
_TEXT_TYPES = (*_HTML_TYPES, "application/octet-stream")
_ADDRESS = re.compile(r"https?://|[^\s:?/]*[?/]\S*$")
_EMAIL = re.compile(r"\S{1,64}@\S{1,255}")
_LONGEST_NAME = 300


def xml_document(parsed: ParsedXML, url: str, now: datetime) -> Document:
    """Return the document of the parsed feed from ``url``, with a draft for every entry."""
    link = absolute_url(string(parsed.feed, "link"), url)
    rss = not parsed.format.startswith("Atom")
    base = link or url if rss else url
    return Document(
        format=parsed.format,
        title=_title(parsed.feed, rss),
        link=link,
        language=string(parsed.feed, "language"),
        drafts=[_draft(entry, base, rss, now) for entry in parsed.entries],
        whole=parsed.whole,
        deleted=parsed.deleted[:1000],
        ttl=_ttl(parsed.feed),
        push=websub.hub_in_links(dict.get(parsed.feed, "links") or (), url),
    )


def _draft(entry: FeedPart, base: str, rss: bool, now: datetime) -> Draft:
    link = _link(entry, base)
    html, summary, origin = _texts(entry)
    inner = dict.get(origin, "base") or ""
    published, updated, dated = _dates(entry, now)
    return Draft(
        id=string(entry, "id"),
        link=link,
        title=_title(entry, rss),
        html=html,
        summary=summary,
        base=absolute_url(inner, base) if inner else link or base,
        published=published,
        updated=updated,
        dated=dated,
        author=_author(entry),
        categories=_categories(entry),
        language=_language(entry, origin, rss),
        images=attachments.entry_images(entry),
        media=attachments.entry_media(entry),
        author_url=absolute_url(string(_detail(entry, "author_detail"), "href"), base),
        answers=absolute_url(string(_detail(entry, "thr_in-reply-to"), "href"), base),
    )


def _detail(entry: FeedPart, name: str) -> FeedPart:
    detail = dict.get(entry, name)
    return detail if isinstance(detail, dict) else {}


def _title(holder: FeedPart, rss: bool) -> str:
    title = string(holder, "title") or string(holder, "media_title")
    detail = dict.get(holder, "title_detail") or {}
    is_html = dict.get(detail, "type") in _HTML_TYPES
    # RSS never declares the type of its titles; apparent tags in one are tags.
    is_html = is_html or (rss and bool(_TAG_LIKE.search(title)))
    return sanitiser.html_to_text(title) if is_html else title


def _link(entry: FeedPart, base: str) -> str:
    found, last = string(entry, "feedburner_origlink"), ""
    if not found.startswith("http"):
        found = string(entry, "link")
        # RSS takes a guid for a URL by default, but most are mere names.
        if found == string(entry, "id") and not _ADDRESS.match(found):
            found, last = "", found if dict.get(entry, "permalink") else ""
    enclosed = [string(link, "href") for link in attachments.enclosures(entry)]
    links = dict.get(entry, "links") or ()
    others = [string(link, "href") for link in links if dict.get(link, "rel") == "alternate"]
    addresses = [*([] if found in enclosed else [found]), *others, *enclosed, last]
    absolutes = (absolute_url(address, base) for address in addresses if address)
    return next((address for address in absolutes if address), "")


def _texts(entry: FeedPart) -> tuple[str, str, FeedPart]:
    """Return the longest content, the summary, and the details of the one used or of the title."""
    contents = [part for part in dict.get(entry, "content") or () if _as_html(part)]
    best: FeedPart = max(contents, key=lambda part: len(part["value"]), default={})
    detail = dict.get(entry, "summary_detail") or {}
    summary = string(entry, "summary")
    if summary == dict.get(best, "value"):
        summary = ""
    summary = _as_html({"type": "text/html", **detail, "value": summary})
    html = _as_html(best) if best else ""
    if not html and not summary:
        summary = text.text_to_html(
            string(entry, "itunes_summary") or attachments.media_description(entry)
        )
    return html, summary, best or detail or _detail(entry, "title_detail")


def _language(entry: FeedPart, origin: FeedPart, rss: bool) -> str:
    """Return the entry's own language; in Atom a text inherits the feed's or is undetermined."""
    own = dict.get(entry, "language") or dict.get(origin, "language")
    return own or ("" if rss or not origin else UNDETERMINED)


def _as_html(part: FeedPart) -> str:
    value, kind = dict.get(part, "value") or "", dict.get(part, "type") or "text/html"
    if not value or not _is_text(kind):
        return ""
    if _is_plain(kind, value):
        # Plain text, but entities in it are never meant to be seen.
        return text.text_to_html(unescape(value))
    if "<" not in value and "\n" in value:
        return text.text_to_html(sanitiser.html_to_text(value))
    # XHTML arrives as <br></br>, which HTML reads as two breaks.
    return value.replace("</br>", "")


def _is_text(kind: str) -> bool:
    """Return False for pictures; octets are decoded base64, a type without a slash is text."""
    return kind.startswith("text/") or kind in _TEXT_TYPES or "/" not in kind


def _is_plain(kind: str, value: str) -> bool:
    """Return whether a text is plain; of unknown types (``markdown``) if it has no tags."""
    if kind in _HTML_TYPES or (kind.startswith("text/") and kind not in _PLAIN_TYPES):
        return False
    return kind in _PLAIN_TYPES or not text.MARKUP.search(value)


def _dates(entry: FeedPart, now: datetime) -> tuple[datetime | None, datetime | None, str]:
    moments, raws = [], []
    for name in ("published", "updated", "created"):
        raw = string(entry, name)
        raws.append(raw)
        parsed = dict.get(entry, f"{name}_parsed")
        moments.append(dates.parse_timestamp(raw, parsed, now) if raw else None)
    published, updated, created = moments
    if not any(moments) and isinstance(marked := dict.get(entry, "time"), dict):
        # Drupal puts an HTML time element into pubDate.
        raws.insert(0, string(marked, "datetime"))
        published = dates.parse_timestamp(raws[0], None, now)
    return published or updated or created, updated, next((raw for raw in raws if raw), "")


def _author(entry: FeedPart) -> str:
    names = [string(author, "name") for author in dict.get(entry, "authors") or () if author]
    if len(names) < 2:
        names = [string(entry, "author")]
    # The author is of interest, but an e-mail address would only attract spam.
    plain = (sanitiser.html_to_text(name)[:_LONGEST_NAME] for name in names)
    bare = (_EMAIL.sub("", name).strip(" ()<>") for name in plain)
    return ", ".join(dict.fromkeys(name for name in bare if name))


def _categories(entry: FeedPart) -> list[str]:
    tags = dict.get(entry, "tags") or ()
    shown = [tag for tag in tags if not str(dict.get(tag, "scheme") or "").endswith("#kind")]
    return [sanitiser.html_to_text(string(tag, "label") or string(tag, "term")) for tag in shown]


def _ttl(feed: FeedPart) -> int | None:
    """Return the feed's requested interval in seconds (RSS ttl, syndication module)."""
    minutes = string(feed, "ttl").strip()
    if re.fullmatch(r"[1-9]\d{0,5}", minutes):
        return min(int(minutes) * 60, WEEK)
    period = _PERIODS.get(string(feed, "sy_updateperiod").strip())
    times = string(feed, "sy_updatefrequency").strip() or "1"
    if period and re.fullmatch(r"[1-9]\d{0,3}", times):
        return period // int(times)
    return None
