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
from ...core.files.package_model import PackageItem
from ...core.timeline.layout import Entry, version_list
from ...core.timeline.pictures import picture_file, stored_pictures
from ...core.timeline.store import Timeline
from . import message_items, posts_html
from .activitystreams import activity_object
from .scope import Scope

DATA = "representations/posts/data"
CHUNK = 2**16
PUBLIC_FACTS = tuple(each.name for each in fields(ChannelFacts) if each.name != "administration")


def package_items(scope: Scope) -> Iterator[PackageItem]:
    """Yield every file of a package except those that describe the package itself."""
    yield PackageItem("documentation/om-paketet.txt", "text/plain", [_resource("om-paketet.txt")])
    yield PackageItem(
        "schemas/entry.schema.json", "application/json", [_resource("entry.schema.json")]
    )
    yield PackageItem(f"{DATA}/register.csv", "text/csv", [register_csv(scope)])
    yield PackageItem(f"{DATA}/history.csv", "text/csv", [history_csv(scope)])
    yield PackageItem(f"{DATA}/entries.jsonl", "application/x-ndjson", entry_lines(scope))
    yield PackageItem(f"{DATA}/view/index.html", "text/html", posts_html.page_chunks(scope))
    posts = (entry for _channel, entry in scope.entries())
    yield from picture_items(scope.timeline, posts, f"{DATA}/pictures")
    yield from message_items.message_items(scope, f"{DATA}/messages")


def size_estimator(scope: Scope) -> Callable[[Entry], int]:
    """Return a function that estimates the size in bytes of a post with its pictures."""
    timeline = scope.timeline

    def room(entry: Entry) -> int:
        line = _line(timeline, "", entry)
        return 2 * len(line) + sum(
            Path(picture_file(timeline, entry, name)[0].committed()).stat().st_size
            for name in _picture_names(timeline, entry)
        )

    return room


def _picture_names(timeline, entry) -> list[str]:
    return [each["name"] for each in stored_pictures(timeline, entry)]


def entry_lines(scope: Scope) -> Iterator[bytes]:
    """Yield each post of a scope as a line of JSON."""
    for channel, entry in scope.entries():
        yield _line(scope.timeline, channel.uid, entry)


def _line(timeline, channel, entry):
    data = activity_object(entry, channel, version_list(entry), stored_pictures(timeline, entry))
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def picture_items(timeline: Timeline, found: Iterable[Entry], folder: str) -> Iterator[PackageItem]:
    """Yield the stored pictures of some entries as files in a folder, each picture once."""
    done: set[str] = set()
    for entry in found:
        for name in {*_picture_names(timeline, entry)} - done:
            done.add(name)
            picture: Any = picture_file(timeline, entry, name)
            yield PackageItem(f"{folder}/{name}", picture[1], chunks(picture[0].open))


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
