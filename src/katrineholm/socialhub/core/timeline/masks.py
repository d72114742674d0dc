"""Masks that hide personal data in the public view of an entry; the store still has all of it.

The root's ``masks`` map an entry's id to ``{"words": passages, "pictures": names, "sources": URLs,
"reason": text, "by": person, "when": timestamp}``. Every page, service and feed reads an entry
through ``masked_entry``, so a mask also applies to later versions. A picture is recognised by its
content and by its URL.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

from BTrees.OOBTree import OOBTree

from . import twins
from .fingerprints import stable_url
from .hashing import digest
from .layout import Entry, Root, Values, version_list
from .passages import Passages

Mask: TypeAlias = Mapping[str, Any]
TEXT_FIELDS = ("title", "summary", "author")
URL_FIELDS = ("link", "id")


def set_mask(root: Root, entry: Entry, mask: Values | None) -> list[str]:
    """Set the mask of an entry, or remove it if ``mask`` is None.

    The same post in other channels is treated likewise. Return the ids of all entries concerned.
    """
    if mask is not None:
        names = {*mask["pictures"]}
        urls = {
            stable_url(each["src"])
            for each in entry["images"]
            if _picture_name(root, each["src"]) in names
        }
        mask = {**mask, "sources": tuple(sorted(urls))}
        root.setdefault("masks", OOBTree())
    ids = [
        each
        for each in twins.member_ids(root, entry)
        if mask is not None or each in root.get("masks", {})
    ]
    for each in ids:
        if mask is None:
            del root["masks"][each]
        else:
            root["masks"][each] = mask
    return ids


def mask_twin(root: Root, entry: Entry) -> None:
    """Give a new entry the mask of the same post in another channel, if that has one."""
    masks = root.get("masks")
    if masks and entry["twin"] and entry["entry_id"] not in masks:
        found = [masks[each] for each in twins.member_ids(root, entry) if each in masks]
        if found:
            masks[entry["entry_id"]] = found[0]


def masked_entry(root: Root, entry: Entry) -> Entry:
    """Return an entry as visitors see it, which is the entry itself if it has no mask."""
    masks = root.get("masks")
    mask = masks.get(entry["entry_id"]) if masks else None  # without masks nothing is loaded
    if mask is None:
        return entry
    passages = Passages(mask["words"])
    versions = [_masked_content(root, each, mask, passages) for each in version_list(entry)]
    hand = _masked_hand(entry.get("hand"), passages)
    return {**_masked_content(root, entry, mask, passages), "versions": versions, **hand}


def is_passage_in(entry: Entry, words: str) -> bool:
    """Return whether a passage is in an entry or in one of its earlier versions."""
    passages = Passages([words])
    return any(_has_passage(passages, each) for each in (entry, *version_list(entry)))


def _masked_content(root: Root, content: Entry, mask: Mask, passages: Passages) -> Values:
    return {
        **content,
        **{name: passages.masked_text(content[name]) for name in TEXT_FIELDS},
        **{
            name: "" if passages.are_in_url(content[name]) else content[name] for name in URL_FIELDS
        },
        "html": passages.masked_html(content["html"]),
        "categories": tuple(map(passages.masked_text, content["categories"])),
        "images": [
            {**each, "alt": each["alt"] and passages.masked_text(each["alt"])}
            for each in content["images"]
            if not _is_masked_picture(root, each["src"], mask)
        ],
        "media": [each for each in content["media"] if not _has_masked_url(each, passages)],
    }


def _masked_hand(hand: Values | None, passages: Passages) -> Values:
    """Return the ``hand`` with masked alternative texts, which replace the source's."""
    if hand is None:
        return {}
    alts = {src: passages.masked_text(alt) for src, alt in hand["alts"].items()}
    return {"hand": {**hand, "alts": alts}}


def _has_masked_url(media: Mapping[str, str], passages: Passages) -> bool:
    return any(map(passages.are_in_url, filter(None, media.values())))


def _has_passage(passages: Passages, content: Entry) -> bool:
    alts = (image["alt"] or "" for image in content["images"])
    texts = [*(content[name] for name in TEXT_FIELDS), *content["categories"], *alts]
    return (
        passages.are_in_html(content["html"])
        or any(map(passages.are_in, texts))
        or any(passages.are_in_url(content[name]) for name in URL_FIELDS)
        or any(_has_masked_url(media, passages) for media in content["media"])
    )


def _is_masked_picture(root: Root, src: str, mask: Mask) -> bool:
    return _picture_name(root, src) in mask["pictures"] or stable_url(src) in mask["sources"]


def _picture_name(root: Root, src: str) -> str | None:
    file = root["sources"].get(digest(src))
    return None if file is None else file[0]
