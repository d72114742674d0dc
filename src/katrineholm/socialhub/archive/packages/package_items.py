"""The files of a package, each of which is read only when it is packed."""

import json
from collections.abc import Callable, Iterator
from importlib import resources

from ...core.files.package_model import PackageItem
from ...core.timeline.layout import Entry, version_list
from ...core.timeline.missing_media import missing_media
from . import message_items
from .activitystreams import activity_object
from .changes import change_items
from .content_items import content_items
from .information_items import information_items
from .left_out import left_out_table
from .picture_items import chunks, picture_items, pictures_of, pictures_size
from .proof_items import proof_items
from .record_tables import DATA, record_tables, scope_snapshots
from .scope import Scope
from .view_items import with_view


@with_view
def package_items(scope: Scope) -> Iterator[PackageItem]:
    """Yield every file of a package except those that describe the package itself."""
    yield PackageItem("documentation/om-paketet.txt", "text/plain", [_resource("om-paketet.txt")])
    yield PackageItem(
        "schemas/entry.schema.json", "application/json", [_resource("entry.schema.json")]
    )
    for table in (*record_tables(), left_out_table()):
        yield from table.items(scope)
    yield from content_items(scope)
    yield from information_items(scope)
    yield from snapshot_files(scope)
    yield PackageItem(f"{DATA}/entries.jsonl", "application/x-ndjson", entry_lines(scope))
    posts = (entry for _channel, entry in scope.entries())
    yield from picture_items(scope.timeline, posts, f"{DATA}/pictures", f"{DATA}/originals")
    yield from change_items(scope, DATA)
    yield from message_items.message_items(scope, f"{DATA}/messages")
    yield from proof_items(scope, DATA)


def size_estimator(scope: Scope) -> Callable[[Entry], int]:
    """Return a function that estimates the size in bytes of a post with its pictures."""
    timeline = scope.timeline

    def room(entry: Entry) -> int:
        return 2 * len(_line(timeline, "", entry)) + pictures_size(timeline, entry)

    return room


def entry_lines(scope: Scope, *, originals: bool = True) -> Iterator[bytes]:
    """Yield each post of a scope as a line of JSON, which names the files of ``originals``."""
    for channel, entry in scope.entries():
        yield _line(scope.timeline, channel.uid, entry, originals=originals)


def _line(timeline, channel, entry, *, originals=True):
    data = activity_object(
        entry,
        channel,
        version_list(entry),
        pictures_of(timeline, entry, originals=originals),
        timeline.masks().get(entry["entry_id"]),
        missing_media(timeline, entry),
    )
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def snapshot_files(scope: Scope) -> Iterator[PackageItem]:
    """Yield the snapshots taken within the spans of a scope, as they are stored."""
    for each in scope_snapshots(scope):
        if each.file is not None:
            path = f"{DATA}/snapshots/{each.id}.zip"
            yield PackageItem(path, "application/zip", chunks(each.file.open))


def _resource(name: str) -> bytes:
    return resources.files(__package__).joinpath(name).read_bytes()
