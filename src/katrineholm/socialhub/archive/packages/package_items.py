"""The files of a package, each of which is read only when it is packed."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from ...accounts.channels import history
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.responsibility import Duties, hub_duties
from ...core.files.csv_writer import csv_bytes
from ...core.files.formats import extension
from ...core.files.package_model import PackageItem, RecordEvent
from ...core.timeline.layout import Entry, version_list
from ...core.timeline.missing_media import missing_media
from ...core.timeline.originals import StoredOriginal, stored_original
from ...core.timeline.pictures import picture_file, stored_pictures
from ...core.timeline.store import Timeline
from . import message_items
from .activitystreams import activity_object
from .post_article import entry_pictures
from .scope import Scope
from .view_items import with_view

DATA = "representations/posts/data"
CHUNK = 2**16
DESCRIPTION = 1024  # bytes for a file in METS, in PREMIS and in the ZIP file's directory
PUBLIC_FACTS = tuple(each.name for each in fields(ChannelFacts) if each.name != "administration")


@with_view
def package_items(scope: Scope) -> Iterator[PackageItem]:
    """Yield every file of a package except those that describe the package itself."""
    yield PackageItem("documentation/om-paketet.txt", "text/plain", [_resource("om-paketet.txt")])
    yield PackageItem(
        "schemas/entry.schema.json", "application/json", [_resource("entry.schema.json")]
    )
    yield PackageItem(f"{DATA}/register.csv", "text/csv", [register_csv(scope)])
    yield PackageItem(f"{DATA}/history.csv", "text/csv", [history_csv(scope)])
    yield PackageItem(f"{DATA}/entries.jsonl", "application/x-ndjson", entry_lines(scope))
    posts = (entry for _channel, entry in scope.entries())
    yield from picture_items(scope.timeline, posts, f"{DATA}/pictures", f"{DATA}/originals")
    yield from message_items.message_items(scope, f"{DATA}/messages")


def size_estimator(scope: Scope) -> Callable[[Entry], int]:
    """Return a function that estimates the size in bytes of a post with its pictures."""
    timeline = scope.timeline

    def room(entry: Entry) -> int:
        blobs = (blob for _path, _type, blob in _picture_files(timeline, entry, "", "originals"))
        sizes = (DESCRIPTION + Path(each.committed()).stat().st_size for each in blobs)
        return 2 * len(_line(timeline, "", entry)) + sum(sizes)

    return room


def entry_lines(scope: Scope, *, originals: bool = True) -> Iterator[bytes]:
    """Yield each post of a scope as a line of JSON, which names the files of ``originals``."""
    for channel, entry in scope.entries():
        yield _line(scope.timeline, channel.uid, entry, originals=originals)


def _line(timeline, channel, entry, *, originals=True):
    pictures = stored_pictures(timeline, entry)
    if originals:
        for each in pictures:
            each["original"] = _original_object(stored_original(timeline, each["src"]))
    missing = missing_media(timeline, entry)
    data = activity_object(entry, channel, version_list(entry), pictures, missing)
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _original_object(found: StoredOriginal | None) -> dict | None:
    if found is None:
        return None
    url = f"originals/{original_name(found)}"
    return {"url": url, "mediaType": found.type, "hub:declaredType": found.declared}


def original_name(original: StoredOriginal) -> str:
    """Return the name of an original as a file: its SHA-256 and the extension of its type."""
    return f"{original.sha256}.{extension(original.type)}"


def picture_items(
    timeline: Timeline, found: Iterable[Entry], folder: str, originals: str = ""
) -> Iterator[PackageItem]:
    """Yield the stored pictures of some entries as files in a folder, each picture once.

    If a folder for them is given, their originals are yielded, too.
    """
    done: set[str] = set()
    for entry in found:
        for path, type, blob in _picture_files(timeline, entry, folder, originals):
            if path not in done:
                done.add(path)
                yield PackageItem(path, type, chunks(blob.open))


def _picture_files(
    timeline: Timeline, entry: Entry, folder: str, originals: str
) -> Iterator[tuple[str, str, Any]]:
    for each in entry_pictures(timeline, entry):
        picture: Any = picture_file(timeline, entry, each["name"], ever=True)
        yield f"{folder}/{each['name']}", picture[1], picture[0]
        original = stored_original(timeline, each["src"])
        if originals and original is not None:
            yield f"{originals}/{original_name(original)}", original.type, original.blob


def picture_events(timeline: Timeline, entry: Entry, done: set[str]) -> Iterator[RecordEvent]:
    """Yield an event for each picture made from its original, unless it is in ``done`` already."""
    for each in entry_pictures(timeline, entry):
        original = stored_original(timeline, each["src"])
        if original is not None and f"{original.sha256}{original.picture}" not in done:
            done.add(f"{original.sha256}{original.picture}")
            yield _picture_event(original)


def _picture_event(original: StoredOriginal) -> RecordEvent:
    return RecordEvent(
        f"data/pictures/{original.picture}",
        "migration",
        datetime.fromtimestamp(original.when, UTC),
        f"{original.type} to image/webp, at most 800 by 800 pixels, without metadata",
        f"data/originals/{original_name(original)}",
    )


def chunks(open_file: Callable) -> Iterator[bytes]:
    """Yield a file's content in pieces; ``open_file`` opens the file as a context manager."""
    with open_file() as file:
        while chunk := file.read(CHUNK):
            yield chunk


def register_csv(scope: Scope) -> bytes:
    """Return CSV with a row for each channel: its public facts, responsible and substitute."""
    held, duties = hub_duties(scope.hub), ("responsible", "substitute")
    rows = [
        [
            channel.administration.title,
            *(_cell(getattr(channel, name)) for name in PUBLIC_FACTS),
            *(getattr(held.get(channel.uid, Duties()), name) for name in duties),
        ]
        for channel in scope.channels
    ]
    return csv_bytes(["administration", *PUBLIC_FACTS, *duties], rows)


def history_csv(scope: Scope) -> bytes:
    """Return the history of the channels in a scope as CSV."""
    uids = {channel.uid for channel in scope.channels}
    lines = (line for line in history.hub_lines(scope.hub) if line["uid"] in uids)
    return csv_bytes(history.LINE, [[_line_cell(*each) for each in line.items()] for line in lines])


def _line_cell(name, value):
    if name == "time":
        return datetime.fromtimestamp(value, UTC)
    return json.dumps(value, ensure_ascii=False) if name == "changes" else value


def _cell(value):
    return ", ".join(value) if isinstance(value, tuple) else value


def _resource(name: str) -> bytes:
    return resources.files(__package__).joinpath(name).read_bytes()
