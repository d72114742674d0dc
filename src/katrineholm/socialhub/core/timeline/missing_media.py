"""The pictures and films of a post that are not stored, each with the reason."""

from collections.abc import Iterator
from typing import NamedTuple

from .entry import MAX_PICTURES, is_held, is_visible
from .layout import Box, Entry, channel_and_box, optional_part
from .pictures import Failure, stored_pictures
from .store import Timeline

FILM, DISPOSED, BEYOND = "film", "disposed", "beyond"
WAITING, UNSEEN, UNKNOWN = "waiting", "unseen", "unknown"
PICTURE = "picture"


class MissingMedium(NamedTuple):
    """A ``picture`` or ``film`` that is not stored; ``why`` is a reason, or code of an error."""

    url: str
    kind: str
    why: str
    values: dict[str, str]


def missing_media(
    timeline: Timeline, entry: Entry, content: Entry | None = None
) -> Iterator[MissingMedium]:
    """Yield what is not stored of an entry, or of its earlier version ``content``."""
    content = content or entry
    _, box = channel_and_box(timeline.root, entry["entry_id"])
    stored = {each["src"] for each in stored_pictures(timeline, content)}
    for position, image in enumerate(content["images"]):
        if entry.get("bare") or image["src"] not in stored:
            yield MissingMedium(image["src"], PICTURE, *_reason(box, entry, position, image["src"]))
    for each in content["media"]:
        yield MissingMedium(each["url"], FILM, FILM, {})


def _reason(box: Box, entry: Entry, position: int, src: str) -> Failure:
    if entry.get("bare"):
        return DISPOSED, {}
    if position >= MAX_PICTURES:
        return BEYOND, {}
    failure: Failure | None = optional_part(box, "failed").get(src)
    if failure is not None:
        return failure
    if src not in box["wanted"]:
        return UNKNOWN, {}
    is_seen = is_visible(entry) or is_held(entry) or entry.get("record")
    return (WAITING if is_seen else UNSEEN), {}
