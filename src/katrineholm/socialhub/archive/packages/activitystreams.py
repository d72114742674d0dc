"""An entry as an object of ActivityStreams 2.0, with extensions for the record.

Facts outside that vocabulary have the prefix ``hub:``; see ``entry.schema.json``.
"""

from collections.abc import Iterable, Mapping

from ...accounts.channels.times import iso_time
from ...core.timeline.layout import Entry
from ...core.timeline.missing_media import MissingMedium

JSON_LD_CONTEXT = [
    "https://www.w3.org/ns/activitystreams",
    {"hub": "urn:katrineholm.socialhub:record#"},
]


def activity_object(
    entry: Entry,
    channel: str,
    versions: Iterable[Entry],
    pictures: Iterable[Mapping],
    missing: Iterable[MissingMedium] = (),
) -> dict:
    """Return an entry as an ActivityStreams object with its earlier versions and its pictures.

    ``missing`` are those that are not stored.
    """
    media = [
        {"type": "Link", "href": each["url"], "mediaType": each["type"]} for each in entry["media"]
    ]
    return {
        "@context": JSON_LD_CONTEXT,
        "id": entry_urn(entry["entry_id"]),
        **_content(entry),
        "attachment": [*map(_picture, pictures), *media],
        "hub:notKept": [{"url": each.url, "hub:reason": each.why} for each in missing],
        "hub:channel": channel,
        "hub:state": public_state(entry),
        "hub:firstSeen": iso_time(entry["first_seen"]),
        "hub:lastChanged": iso_time(entry["last_changed"]),
        "hub:withdrawn": iso_time(entry["withdrawn"]),
        "hub:hidden": _act(entry["hidden"]),
        "hub:released": _act(entry["released"]),
        "hub:versions": [
            {**_content(each), "hub:until": iso_time(each["until"])} for each in versions
        ],
    }


def entry_urn(entry_id: str) -> str:
    """Return the URN that identifies an entry in packages and snapshots."""
    return f"urn:katrineholm.socialhub:entry:{entry_id}"


def public_state(entry: Entry) -> str:
    """Return ``published``, or the strongest reason why visitors do not see the entry."""
    reasons = {
        "disposed": entry.get("disposed"),
        "withdrawn": entry["withdrawn"] is not None,
        "hidden": entry["hidden"],
        "record": entry.get("record"),
        "held": entry.get("held"),
        "filtered": entry["filtered"],
        "expired": entry["expired"],
    }
    return next((name for name, holds in reasons.items() if holds), "published")


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
        "hub:pictures": [{"url": each["src"], "name": each["alt"]} for each in content["images"]],
    }


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


def _act(act: Mapping | None) -> dict | None:
    return {"by": act["by"], "when": iso_time(act["when"])} if act else None
