"""A post as HTML, with its pictures in their places, for packages and snapshots."""

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from ...accounts.channels.person import member_name
from ...core.feeds.sanitiser import with_local_pictures
from ...core.files.formats import extension
from ...core.timeline.layout import Entry, version_list
from ...core.timeline.originals import StoredOriginal, stored_original
from ...core.timeline.passages import Passages
from ...core.timeline.pictures import stored_pictures
from ...core.timeline.store import Timeline
from ...core.timeline.submissions import submitted_alts
from .activitystreams import public_state
from .missing_texts import missing_list
from .view_html import link, swedish_time, web_link

STATE_TEXTS: dict[str, Callable[[Entry], str]] = {
    "published": lambda entry: "visas för besökare",
    "disposed": lambda entry: f"gallrat {_act_text(entry['disposed'])}",
    "withdrawn": lambda entry: f"borttaget hos tjänsten {swedish_time(entry['withdrawn'])}",
    "hidden": lambda entry: f"dolt av kommunen {_act_text(entry['hidden'])}",
    "record": lambda entry: "bara bevarat, aldrig visat",
    "held": lambda entry: "väntade på granskning",
    "filtered": lambda entry: "bortvalt av kanalens filter",
    "expired": lambda entry: "för gammalt för att visas",
}


def post_article(
    timeline: Timeline,
    entry: Entry,
    folder: str,
    originals: str = "",
    *,
    note: str = "",
    more: str = "",
) -> str:
    """Return a post as an HTML article, with ``note`` before its content and ``more`` after it.

    ``folder`` is the path of the folder with the pictures, and ``originals``, if given, of that
    with their original files.
    """
    mask = timeline.masks().get(entry["entry_id"])
    title = entry["title"] and not entry["title_derived"]
    heading = _marked(mask, entry["title"]) if title else f"Inlägg {swedish_time(entry['time'])}"
    content = content_html(timeline, entry, entry, folder, originals)
    start = f'<article id="inlagg-{entry["entry_id"]}">\n<h3>{heading}</h3>\n'
    missing = missing_list(timeline, entry)
    return f"{start}{_about(entry, mask)}{note}{content}{missing}{more}</article>\n"


def content_html(
    timeline: Timeline, entry: Entry, content: Entry, folder: str, originals: str = ""
) -> str:
    """Return the text and the pictures of an entry, or of one of its versions, as HTML.

    A picture that is not stored is described. What is masked for visitors is marked.
    """
    mask = timeline.masks().get(entry["entry_id"])
    kept = [] if entry.get("bare") else stored_pictures(timeline, content)
    paths = {each["src"]: f"{folder}/{each['name']}" for each in kept}
    alts = submitted_alts(entry, paths)
    text = content["html"] or f'<p class="said">{escape(content["summary"])}</p>'
    text = with_local_pictures(_marked_html(mask, text), paths, alts, missing_picture)
    images = content["images"] if not entry.get("bare") else ()
    others = "".join(_other_pictures(text, images, paths, alts))
    language = f' lang="{escape(content["language"])}"' if content["language"] else ""
    below = _originals(timeline, kept, originals) + _masked_pictures(kept, mask) + _links(content)
    return f'<div dir="auto"{language}>\n{text}\n{others}</div>\n{below}'


def entry_pictures(timeline: Timeline, entry: Entry) -> list[dict[str, Any]]:
    """Return the stored pictures of an entry and of its earlier versions, also those in both."""
    contents = () if entry.get("bare") else (entry, *version_list(entry))
    return [each for one in contents for each in stored_pictures(timeline, one)]


def original_name(original: StoredOriginal) -> str:
    """Return the name of an original as a file: its SHA-256 and the extension of its type."""
    return f"{original.sha256}.{extension(original.type)}"


def missing_picture(src: str, alt: str) -> str:
    """Return the text in the place of a picture that has not been stored."""
    about = f"{escape(alt)}, {escape(src)}" if alt else escape(src)
    return f'<span class="missing">[Bilden är inte sparad: {about}]</span>'


def _other_pictures(text, images, paths, alts) -> Iterator[str]:
    """Yield the pictures that have no place in the text."""
    for each in images:
        src, alt = each["src"], alts.get(each["src"], each["alt"]) or ""
        if src not in paths and escape(src) not in text:
            yield f"<p>{missing_picture(src, alt)}</p>\n"
        elif src in paths and f'src="{paths[src]}"' not in text:
            yield f'<p><img src="{paths[src]}" alt="{escape(alt)}" loading="lazy"></p>\n'


def _originals(timeline: Timeline, kept: list[dict[str, Any]], folder: str) -> str:
    """Return links to the original files of the pictures; none if they are in no folder."""
    found = [(at, stored_original(timeline, each["src"])) for at, each in enumerate(kept, 1)]
    links = [
        link(f"{folder}/{original_name(each)}", f"bild {at} ({each.type})")
        for at, each in found
        if folder and each
    ]
    return f'<p class="about">Originalfiler: {", ".join(links)}</p>\n' if links else ""


def _masked_pictures(kept, mask: Mapping | None) -> str:
    """Return which pictures are masked; their names would keep disposed ones in a snapshot."""
    masked = mask["pictures"] if mask else ()
    found = [f"bild {at}" for at, each in enumerate(kept, 1) if each["name"] in masked]
    return f'<p class="about">Maskade bilder: {", ".join(found)}</p>\n' if found else ""


def _links(content: Entry) -> str:
    links = [content["link"], *(each["url"] for each in content["media"])]
    return "".join(f'<p class="about">{web_link(each)}</p>\n' for each in links if each)


def _about(entry: Entry, mask: Mapping | None) -> str:
    state = public_state(entry)
    text = escape(STATE_TEXTS[state](entry))
    text = text if state == "published" else f"<strong>{text}</strong>"
    masked = "maskat för besökare" if mask else ""
    parts = [swedish_time(entry["time"]), _marked(mask, entry["author"]), text, masked]
    why = f'<p class="note">{_mask_text(mask)}</p>\n' if mask else ""
    return f'<p class="about">{" · ".join(part for part in parts if part)}</p>\n{why}'


def _mask_text(mask: Mapping) -> str:
    act = escape(_act_text(mask))
    why = f": {escape(mask['reason'])}" if mask["reason"] else ""
    return f"Maskat för besökare {act}{why}. Det som är maskerat är märkt här."


def _act_text(act: Mapping) -> str:
    """Return when something was done, by whom, and by which decision."""
    by = f" av {member_name(act['by'])}" if act["by"] else ""
    decision = f", {act['decision']}" if act.get("decision") else ""
    return f"{swedish_time(act['when'])}{by}{decision}"


def _marked(mask: Mapping | None, text: str) -> str:
    if not mask:
        return escape(text)
    return Passages(mask["words"]).highlighted_text(text, *_mark_tags(mask))


def _marked_html(mask: Mapping | None, html: str) -> str:
    return Passages(mask["words"]).highlighted_html(html, *_mark_tags(mask)) if mask else html


def _mark_tags(mask: Mapping) -> tuple[str, str]:
    return f'<mark title="Maskat för besökare: {escape(mask["reason"])}">', "</mark>"
