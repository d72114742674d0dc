"""Conversion of drafts, which every format is parsed into, to sanitised and identified entries."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import itemgetter

from . import identity, images, sanitiser, text
from .errors import FeedError
from .links import absolute_url, strip_tracking_parameters
from .model import Entry, Feed, Image, Media, Push

MOST_ENTRIES = 300
MOST_CATEGORIES = 30
MOST_MEDIA = 8
SUMMARY = 2000
UNDETERMINED = "und"

_NO_TITLES = {"no caption", "untitled", "(untitled)", "no title", "(no title)", "ingen rubrik"}


@dataclass(slots=True)
class Draft:
    """An entry as found in its source; ``html`` and ``summary`` are HTML, the rest is plain text.

    Only comments have ``author_url``, the author's page, and ``answers``, the URL of the post or
    comment that they reply to (RFC 4685).
    """

    id: str = ""
    link: str = ""
    title: str = ""
    html: str = ""
    summary: str = ""
    base: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    dated: str = ""
    author: str = ""
    categories: list[str] = field(default_factory=list)
    language: str = ""
    images: list[Image] = field(default_factory=list)
    media: list[Media] = field(default_factory=list)
    author_url: str = ""
    answers: str = ""


@dataclass(slots=True)
class Document:
    """A feed as found in its source; ``whole`` is False if its end is missing."""

    format: str
    title: str = ""
    link: str = ""
    language: str = ""
    drafts: list[Draft] = field(default_factory=list)
    whole: bool = True
    deleted: list[str] = field(default_factory=list)
    ttl: int | None = None
    push: Push | None = None


def finished_feed(document: Document) -> Feed:
    """Return a feed of the newest 300 entries. Raise FeedError if a cut-off document has none."""
    drafts = _newest(document.drafts)
    language = text.language_tag(document.language)
    entries = tuple(finished_entry(draft, language) for draft in drafts)
    if not document.whole:
        entries = tuple(filter(_has_content, entries))
        if not entries:
            raise FeedError("bad_feed")
    return Feed(
        format=document.format,
        title=text.single_line(document.title, 500),
        link=document.link,
        language=language,
        entries=entries,
        complete=document.whole and len(drafts) == len(document.drafts),
        deleted=tuple(identity.id_key(id) for id in document.deleted),
        ttl=document.ttl,
        push=document.push,
    )


def _has_content(entry: Entry) -> bool:
    """Return False for the stump of an entry at the end of an incomplete document."""
    return any((entry.id, entry.link, entry.title, entry.summary, entry.images, entry.media))


def _newest(drafts: list[Draft]) -> list[Draft]:
    dated = [(draft.published, draft) for draft in drafts if draft.published]
    if len(drafts) <= MOST_ENTRIES or len(dated) < MOST_ENTRIES:
        return drafts[:MOST_ENTRIES]
    dated.sort(key=itemgetter(0), reverse=True)
    chosen = {id(draft) for _published, draft in dated[:MOST_ENTRIES]}
    return [draft for draft in drafts if id(draft) in chosen]


def finished_entry(draft: Draft, language: str = "") -> Entry:
    """Return the sanitised entry of a draft; ``language`` is that of its feed."""
    html, shown = sanitiser.sanitise_html(draft.html or draft.summary, draft.base)
    words = text.text_lines(sanitiser.sanitised_text(_opening(html)), SUMMARY)
    summary = _summary(draft, words)
    pictures = _pictures(draft, shown)
    title = text.single_line(draft.title, 500)
    if title.lower() in _NO_TITLES:
        title = ""
    if draft.language == UNDETERMINED:
        language = ""
    link = strip_tracking_parameters(draft.link)
    return Entry(
        keys=identity.entry_keys(
            id=draft.id, link=link, title=title, dated=draft.dated, content=summary + html
        ),
        id=text.scrub(draft.id)[:1000],
        link=link,
        title=title or _derived_title(words or summary, pictures),
        title_derived=not title,
        summary=summary,
        html=html,
        published=draft.published,
        updated=draft.updated,
        dated=text.single_line(draft.dated, 100),
        author=text.single_line(draft.author, 200),
        categories=_categories(draft, title, words),
        language=text.language_tag(draft.language) or language,
        images=pictures,
        media=_media(draft),
    )


def _opening(html: str) -> str:
    """Return enough of the sanitised HTML for a summary, without half a tag at its end."""
    cut = html[: SUMMARY * 6]
    half = len(cut) < len(html) and cut.rfind("<") > cut.rfind(">")
    return cut[: cut.rfind("<")] if half else cut


def _summary(draft: Draft, words: str) -> str:
    if draft.summary and draft.html and draft.summary != draft.html:
        return text.text_lines(sanitiser.html_to_text(draft.summary), SUMMARY) or words
    return words


def _pictures(draft: Draft, shown: Iterable[Image]) -> tuple[Image, ...]:
    own = [replace(each, src=absolute_url(each.src, draft.base)) for each in draft.images]
    chosen = images.choose_pictures((*own, *shown))
    return tuple(
        replace(each, alt=each.alt and text.single_line(each.alt, 1000)) for each in chosen
    )


def _derived_title(words: str, pictures: Iterable[Image]) -> str:
    alts = (image.alt for image in pictures if image.alt)
    return text.headline(words) or text.shorten(next(alts, ""), 100)


def _categories(draft: Draft, title: str, words: str) -> tuple[str, ...]:
    names = (text.single_line(name, 100).lstrip("#") for name in draft.categories)
    found = tuple(dict.fromkeys(name for name in names if name))
    if not found and not title:
        found = text.hashtags(words)
    return found[:MOST_CATEGORIES]


def _media(draft: Draft) -> tuple[Media, ...]:
    found: dict[str, Media] = {}
    for media in draft.media:
        url = absolute_url(media.url, draft.base)
        if url:
            captions = media.captions and absolute_url(media.captions, draft.base)
            kind = text.single_line(media.type, 100).lower()
            found.setdefault(images.picture_key(url), Media(url, kind, captions))
    return tuple(found.values())[:MOST_MEDIA]
