"""An entry as plain values: what goes into a database, and into a digest."""

from typing import Any

from .model import Entry, Image, Media


def plain(entry: Entry) -> dict[str, Any]:
    """The entry's fields as they are kept; moments in whole seconds since 1970."""
    kept = _fields(entry)
    for name in ("published", "updated"):
        kept[name] = int(kept[name].timestamp()) if kept[name] else None
    kept["images"] = [_fields(each) for each in kept["images"]]
    kept["media"] = [_media(each) for each in kept["media"]]
    return kept


def _media(media: Media) -> dict[str, Any]:
    """Most tell of no captions, and are kept as before any did."""
    fields = _fields(media)
    return fields if media.captions else {"url": fields["url"], "type": fields["type"]}


def _fields(value: Entry | Image | Media) -> dict[str, Any]:
    # dataclasses.asdict copies every value deeply, which took a third of the keeping.
    return {name: getattr(value, name) for name in value.__slots__}
