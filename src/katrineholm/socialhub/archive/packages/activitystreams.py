"""An entry as an object of ActivityStreams 2.0, with extensions for the record.

Facts outside that vocabulary have the prefix ``hub:``; see ``entry.schema.json``.
"""

from collections.abc import Callable, Iterable, Mapping

from ...accounts.channels.times import iso_time
from ...core.timeline.layout import Entry
from ...core.timeline.missing_media import MissingMedium

# All that holds of an entry, of which ``public_state`` is the first.
REASONS: dict[str, Callable[[Entry], object]] = {
    "disposed": lambda entry: entry.get("disposed"),
    "withdrawn": lambda entry: entry["withdrawn"] is not None,
    "hidden": lambda entry: entry["hidden"],
    "record": lambda entry: entry.get("record"),
    "held": lambda entry: entry.get("held"),
    "filtered": lambda entry: entry["filtered"],
    "expired": lambda entry: entry["expired"],
}
HAND = ("by", "when", "alts", "closed", "kept", "opened")
JSON_LD_CONTEXT = [
    "https://www.w3.org/ns/activitystreams",
    {"hub": "urn:katrineholm.socialhub:record#"},
]


def activity_object(
    entry: Entry,
    channel: str,
    versions: Iterable[Entry],
    pictures: Callable[[Entry], Iterable[Mapping]],
    mask: Mapping | None = None,
    missing: Iterable[MissingMedium] = (),
) -> dict:
    """Return an entry as an ActivityStreams object with its earlier versions and its pictures.

    ``pictures`` returns those of the entry or of a version; ``missing`` are those that are not
    stored. The ``mask`` is stated, not applied.
    """
    return {
        "@context": JSON_LD_CONTEXT,
        "id": entry_urn(entry["entry_id"]),
        **_content(entry),
        "attachment": _attachments(entry, pictures),
        "hub:notKept": [{"url": each.url, "hub:reason": each.why} for each in missing],
        "hub:channel": channel,
        "hub:state": public_state(entry),
        "hub:firstSeen": iso_time(entry["first_seen"]),
        "hub:lastChanged": iso_time(entry["last_changed"]),
        "hub:withdrawn": iso_time(entry["withdrawn"]),
        "hub:hidden": _act(entry["hidden"]),
        "hub:released": _act(entry["released"]),
        "hub:versions": [
            {
                **_content(each),
                "attachment": _attachments(each, pictures),
                "hub:until": iso_time(each["until"]),
            }
            for each in versions
        ],
        "hub:reasons": [name for name, holds in REASONS.items() if holds(entry)],
        "hub:recordReason": entry.get("record") or None,
        "hub:disposed": _act(entry.get("disposed"), "decision", "hashes"),
        "hub:disposedParts": _act(entry.get("forgotten"), "decision", "hashes"),
        "hub:hasNoPictures": bool(entry.get("bare")),
        "hub:captions": _act(entry.get("captioned")),
        "hub:mask": _act(mask, "words", "pictures", "sources", "reason"),
        "hub:submitted": _submission(entry.get("hand")),
    }


def entry_urn(entry_id: str) -> str:
    """Return the URN that identifies an entry in packages and snapshots."""
    return f"urn:katrineholm.socialhub:entry:{entry_id}"


def public_state(entry: Entry) -> str:
    """Return ``published``, or the strongest reason why visitors do not see the entry."""
    return next((name for name, holds in REASONS.items() if holds(entry)), "published")


def _content(content: Entry) -> dict:
    has_title = content["title"] and not content["title_derived"]
    return {
        "type": "Article" if has_title else "Note",
        "url": content["link"],
        "name": content["title"] if has_title else None,
        "content": content["html"],
        "summary": content["summary"],
        "attributedTo": content["author"],
        "published": iso_time(content["published"]),
        "updated": iso_time(content["updated"]),
        "tag": [{"type": "Object", "name": name} for name in content["categories"]],
        "hub:language": content["language"],
        "hub:dated": content["dated"],
        "hub:sourceId": content["id"],
        "hub:pictures": [{"url": each["src"], "name": each["alt"]} for each in content["images"]],
    }


def _attachments(content, pictures):
    media = [
        {"type": "Link", "href": each["url"], "mediaType": each["type"]}
        for each in content["media"]
    ]
    return [*map(_picture, pictures(content)), *media]


def _picture(picture: Mapping) -> dict:
    original = {"hub:original": picture["original"]} if "original" in picture else {}
    return {
        "type": "Image",
        "url": f"pictures/{picture['name']}",
        "name": picture["alt"],
        "width": picture["width"],
        "height": picture["height"],
        **original,
    }


def _act(act: Mapping | None, *more: str) -> dict | None:
    """Return by whom and when something was done, with the values of the names in ``more``."""
    if not act:
        return None
    others = {name: act.get(name) for name in more}
    return {"by": act["by"], "when": iso_time(act["when"]), **others}


def _submission(hand: Mapping | None) -> dict | None:
    """Return each of the contents from which a submitted entry's is composed, with their facts."""
    if not hand:
        return None
    contents = {"written": hand["wrote"], "source": hand["told"], "download": hand.get("download")}
    return {
        **{name: hand.get(name) for name in HAND},
        "when": iso_time(hand["when"]),
        **{name: each and _content(each) for name, each in contents.items()},
    }
