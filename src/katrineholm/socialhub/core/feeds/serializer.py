"""Serialisation of entries to plain values, for storage and digests."""

from typing import Any

from .model import Entry, Image, Media


def entry_values(entry: Entry) -> dict[str, Any]:
    """Return the entry's fields as plain values, timestamps in whole seconds since 1970."""
    values = _fields(entry)
    for name in ("published", "updated"):
        values[name] = int(values[name].timestamp()) if values[name] else None
    values["images"] = [_fields(each) for each in values["images"]]
    values["media"] = [_media(each) for each in values["media"]]
    return values


def _media(media: Media) -> dict[str, Any]:
    """Return the fields; without captions, as in entries stored before there were any."""
    fields = _fields(media)
    return fields if media.captions else {"url": fields["url"], "type": fields["type"]}


def _fields(value: Entry | Image | Media) -> dict[str, Any]:
    # dataclasses.asdict copies deeply, which took a third of the time of storing.
    return {name: getattr(value, name) for name in value.__slots__}
