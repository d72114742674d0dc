"""An entry as an object of ActivityStreams 2.0, with what the record knows beyond that.

What the vocabulary has no word for stands under ``hub:``, as ``entry.schema.json`` tells.
"""

from collections.abc import Iterable, Mapping

from ...accounts.channels.moments import moment
from ...core.timeline.layout import Entry

CONTEXT = ["https://www.w3.org/ns/activitystreams", {"hub": "urn:katrineholm.socialhub:record#"}]


def post(
    entry: Entry, channel: str, versions: Iterable[Entry], pictures: Iterable[Mapping]
) -> dict:
    """The whole of an entry; ``pictures`` are those that lie in the package."""
    return {
        "@context": CONTEXT,
        "id": urn(entry["entry_id"]),
        **_content(entry),
        "attachment": [*map(_picture, pictures), *map(_media, entry["media"])],
        "hub:channel": channel,
        "hub:state": state(entry),
        "hub:firstSeen": moment(entry["first_seen"]),
        "hub:lastChanged": moment(entry["last_changed"]),
        "hub:withdrawn": moment(entry["withdrawn"]),
        "hub:hidden": _act(entry["hidden"]),
        "hub:released": _act(entry["released"]),
        "hub:versions": [_version(each) for each in versions],
    }


def urn(entry_id: str) -> str:
    """What a record is called by in the package."""
    return f"urn:katrineholm.socialhub:entry:{entry_id}"


def state(entry: Entry) -> str:
    """What the public saw of it last: the strongest reason why it does not stand there."""
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


def _content(said: Entry) -> dict:
    """What was said, in the words of ActivityStreams; the same for a version."""
    has_title = said["title"] and not said["title_derived"]
    return {
        "type": "Article" if has_title else "Note",
        "url": said["link"],
        "name": said["title"] if has_title else None,
        "content": said["html"],
        "summary": said["summary"],
        "attributedTo": said["author"],
        "published": moment(said["published"]),
        "updated": moment(said["updated"]),
        "tag": [{"type": "Object", "name": name} for name in said["categories"]],
        "hub:language": said["language"],
        "hub:dated": said["dated"],
        "hub:pictures": [{"url": each["src"], "name": each["alt"]} for each in said["images"]],
    }


def _version(said: Entry) -> dict:
    return {**_content(said), "hub:until": moment(said["until"])}


def _picture(picture: Mapping) -> dict:
    return {
        "type": "Image",
        "url": f"pictures/{picture['name']}",
        "name": picture["alt"],
        "width": picture["width"],
        "height": picture["height"],
    }


def _media(media: Mapping) -> dict:
    return {"type": "Link", "href": media["url"], "mediaType": media["type"]}


def _act(act: Mapping | None) -> dict | None:
    return act and {"by": act["by"], "when": moment(act["when"])}
