"""Personal data masked in the public view of an entry; the store keeps all of it.

The root's ``masks`` map an entry's id to ``{"words": passages, "pictures": names, "sources": URLs,
"reason": text, "by": person, "when": timestamp}``. Every page, service and feed reads an entry
through ``masked_entry``, so a mask also holds for later versions. A picture is recognised by its
content and by its URL.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from BTrees.OOBTree import OOBTree

from . import twins
from .hashing import digest
from .layout import Entry, Root, Values, versions_in
from .passages import Passages
from .prints import bare

Mask: TypeAlias = Mapping[str, Any]
PLAIN = ("title", "summary", "author")
ADDRESSES = ("link", "id")


def of(root: Root) -> Mapping[str, Mask]:
    """Return every mask by its entry's id."""
    found: Mapping[str, Mask] = root.get("masks", {})
    return found


def put(root: Root, entry: Entry, mask: Values | None) -> list[str]:
    """Set an entry's mask, or remove it if ``mask`` is None.

    Treat the same post in other channels likewise; return the ids of all entries that are affected.
    """
    if mask is not None:
        names = {*mask["pictures"]}
        urls = {bare(each["src"]) for each in entry["images"] if _name(root, each["src"]) in names}
        mask = {**mask, "sources": tuple(sorted(urls))}
        root.setdefault("masks", OOBTree())
    ids = [each for each in twins.members(root, entry) if mask is not None or each in of(root)]
    for each in ids:
        if mask is None:
            del root["masks"][each]
        else:
            root["masks"][each] = mask
    return ids


def join(root: Root, entry: Entry) -> None:
    """Mask a new entry like the masked one that it is a twin of."""
    masks = root.get("masks")
    if masks and entry["twin"] and entry["entry_id"] not in masks:
        found = [masks[each] for each in twins.members(root, entry) if each in masks]
        if found:
            masks[entry["entry_id"]] = found[0]


def shown(root: Root, entry: Entry) -> Entry:
    """Return an entry as visitors see it; the entry itself if nothing of it is masked."""
    masks = root.get("masks")
    mask = masks.get(entry["entry_id"]) if masks else None  # without masks nothing is loaded
    if mask is None:
        return entry
    passages = Passages(mask["words"])
    versions = [_said(root, each, mask, passages) for each in versions_in(entry["versions"])]
    hand = _by_hand(entry.get("hand"), passages)
    return {**_said(root, entry, mask, passages), "versions": versions, **hand}


def unfound(root: Root, entry: Entry, words: Iterable[str]) -> list[str]:
    """Return the passages that are neither in an entry nor in its earlier versions."""
    contents = [entry, *versions_in(entry["versions"])]
    return [
        each
        for each in words
        if not any(_stands(Passages([each]), content) for content in contents)
    ]


def _said(root: Root, content: Entry, mask: Mask, passages: Passages) -> Values:
    return {
        **content,
        **{name: passages.masked_text(content[name]) for name in PLAIN},
        **{name: "" if passages.are_in_url(content[name]) else content[name] for name in ADDRESSES},
        "html": passages.masked_html(content["html"]),
        "categories": tuple(map(passages.masked_text, content["categories"])),
        "images": [
            {**each, "alt": each["alt"] and passages.masked_text(each["alt"])}
            for each in content["images"]
            if not _is_masked(root, each["src"], mask)
        ],
        "media": [each for each in content["media"] if not _is_named(each, passages)],
    }


def _by_hand(hand: Values | None, passages: Passages) -> Values:
    """Return the ``hand`` with masked alternative texts, which replace the source's."""
    if hand is None:
        return {}
    alts = {src: passages.masked_text(alt) for src, alt in hand["alts"].items()}
    return {"hand": {**hand, "alts": alts}}


def _is_named(media: Mapping[str, str], passages: Passages) -> bool:
    return any(map(passages.are_in_url, filter(None, media.values())))


def _stands(passages: Passages, content: Entry) -> bool:
    alts = (image["alt"] or "" for image in content["images"])
    texts = [*(content[name] for name in PLAIN), *content["categories"], *alts]
    return (
        passages.are_in_html(content["html"])
        or any(map(passages.are_in, texts))
        or any(passages.are_in_url(content[name]) for name in ADDRESSES)
        or any(_is_named(media, passages) for media in content["media"])
    )


def _is_masked(root: Root, src: str, mask: Mask) -> bool:
    return _name(root, src) in mask["pictures"] or bare(src) in mask["sources"]


def _name(root: Root, src: str) -> str | None:
    file = root["sources"].get(digest(src))
    return None if file is None else file[0]
