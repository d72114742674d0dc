"""Snapshots of a channel, made from stored posts or from uploaded files."""

import json
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time
from typing import Any

from plone.dexterity.content import DexterityContent
from ZODB.blob import Blob

from ... import _
from ...accounts.channels import history
from ...accounts.channels.hub import hub_of
from ...accounts.channels.times import iso_time, today
from ...accounts.lifecycle.steps import WORKFLOW
from ...core.files.package_model import PackageItem
from ...core.files.package_zip import open_package_zip
from ...inbox.steps.roles import current_actor
from ...site.pages.refusals import FaultyFields
from . import snapshot_storage
from .order_storage import new_id
from .picture_items import chunks
from .scope import Span, package_scope
from .snapshot_items import snapshot_items
from .snapshot_storage import Snapshot

FOLDER = "ogonblicksbild"
STEP = "snapshot"
MOST_FILES = 50
# The first bytes of a file, with its ending and type in the snapshot; its own name is not trusted.
FILE_TYPES = {
    b"\x89PNG\r\n": ("png", "image/png"),
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
    b"RIFF": ("webp", "image/webp"),
    b"%PDF-": ("pdf", "application/pdf"),
    b"PK\x03\x04": ("zip", "application/zip"),
}


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """An uploaded file, with its original name and a file object positioned at the start."""

    name: str
    file: Any


def take_snapshot(channel: DexterityContent, *, now: int | None = None) -> Snapshot:
    """Store a snapshot of a channel, made from its stored posts, and return it."""
    now = int(time()) if now is None else now
    hub, uid = hub_of(channel), channel.UID()
    since = snapshot_storage.latest_time(hub, uid, now)
    scope: Any = package_scope(channel, today(), today())
    scope = replace(scope, spans=(Span(scope.channels[0], since, now + 1),))
    posts = sum(1 for _each in scope.entries())
    return _store(channel, snapshot_items(channel, scope, since, now), now, posts=posts)


def store_uploads(
    channel: DexterityContent, files: Iterable[UploadedFile], *, now: int | None = None
) -> Snapshot:
    """Store uploaded files, such as screenshots, as a snapshot; raise FaultyFields if invalid."""
    now, files = int(time()) if now is None else now, list(files)
    if not files:
        raise FaultyFields({"file": _("Choose at least one file.")})
    if len(files) > MOST_FILES:
        raise FaultyFields(
            {"file": _("At most fifty files at a time: put more of them into a ZIP file.")}
        )
    kinds = [_file_type(each) for each in files]
    names = [f"filer/{number:02}.{kind[0]}" for number, kind in enumerate(kinds, 1)]
    listed = [{"file": name, "name": each.name} for name, each in zip(names, files, strict=True)]
    about = {
        "channel": channel.UID(),
        "title": channel.title,
        "taken": iso_time(now),
        "files": listed,
    }
    found = [PackageItem("om.json", "application/json", [json.dumps(about, indent=1).encode()])]
    found += [
        PackageItem(name, kind[1], chunks(partial(nullcontext, each.file)))
        for name, kind, each in zip(names, kinds, files, strict=True)
    ]
    return _store(channel, found, now, uploaded=tuple(each.name for each in files))


def take_snapshot_before_close(channel: DexterityContent, event: Any) -> None:
    """Take a snapshot of a channel before the workflow step that closes it."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    if event.transition.getId() == "close" and hub_of(channel) is not None:
        take_snapshot(channel)


def zip_blob(found: Iterable[PackageItem], taken: int) -> tuple[Blob, int, str]:
    """Pack files into a ZIP file; return it as a blob, with its size and hexadecimal SHA-256."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "snapshot.zip")
        with open_package_zip(path, FOLDER, datetime.fromtimestamp(taken, UTC)) as archive:
            for each in found:
                archive.put(each)
        return file_blob(path)


def file_blob(path: Path) -> tuple[Blob, int, str]:
    """Move a file into a blob; return the blob, its size and its hexadecimal SHA-256."""
    size, blob = path.stat().st_size, Blob()
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    blob.consumeFile(str(path))
    return blob, size, digest


def _store(channel, found, now, *, posts=0, uploaded=()):
    hub, uid = hub_of(channel), channel.UID()
    blob, size, digest = zip_blob(found, now)
    since = snapshot_storage.latest_time(hub, uid, now)
    made = (new_id(), uid, now, since, posts, size, digest, current_actor(), uploaded, blob)
    snapshot = Snapshot(*made)
    snapshot_storage.store_snapshot(hub, snapshot)
    history.note_event(channel, STEP, f"SHA-256 {digest}")
    return snapshot


def _file_type(brought):
    start = brought.file.read(8)
    brought.file.seek(0)
    found = next((FILE_TYPES[each] for each in FILE_TYPES if start.startswith(each)), None)
    if found is None:
        named = {"name": brought.name}
        fault = _("${name} is neither a picture, a PDF nor a ZIP file.", mapping=named)
        raise FaultyFields({"file": fault})
    return found
