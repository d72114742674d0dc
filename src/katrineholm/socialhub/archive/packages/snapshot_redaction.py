"""The removal of disposed posts from snapshots, which keep everything else.

Uploaded files, such as screenshots, are not searched; they are disposed of by the retention rule
for snapshots.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from zipfile import ZipFile

from plone.dexterity.content import Container

from ...accounts.channels import history
from ...accounts.channels.facts import any_channel
from ...accounts.channels.times import iso_time
from ...core.files.package_model import PackageItem
from . import snapshot_storage
from .activitystreams import entry_urn
from .picture_items import chunks
from .snapshot_storage import Snapshot
from .snapshots import FOLDER, zip_blob
from .view_html import swedish_time

STEP = "snapshot-redacted"
LINES, PAGE, PICTURES = "inlagg.jsonl", "sida/index.html", "bilder/"
ARTICLE = re.compile(r'<article(?: id="inlagg-(\w+)")?>\n.*?</article>\n', re.DOTALL)
IMAGE = re.compile(r"<img [^>]*>")
NAME = re.compile(rb"[0-9a-f]{40}\.webp")


@dataclass(frozen=True, slots=True)
class DisposedPost:
    """A post that has been disposed of, wholly or in part.

    ``changed`` is when it last changed, ``kind`` the kind of record that was disposed of,
    ``before`` the cutoff time of the disposal, and ``why`` the decision.
    """

    entry_id: str
    time: int
    changed: int
    kind: str
    before: int
    why: str


def redact_snapshot(hub: Container, snapshot: Snapshot, gone: dict[str, DisposedPost]) -> bool:
    """Remove disposed posts, given by id, from a snapshot; return whether it changed."""
    if snapshot.file is None or snapshot.uploaded:
        return False
    with snapshot.file.open() as file, ZipFile(file) as archive:
        found = list(_rewritten(archive, snapshot, gone))
        if not found:
            return False
        blob, size, sha256 = zip_blob(_items(archive, dict(found)), snapshot.taken)
    snapshot_storage.replace_file(hub, snapshot, blob, size, sha256)
    if facts := any_channel(hub, snapshot.uid):
        why = {each.why for each in gone.values()}
        change = f"{', '.join(sorted(why))}, SHA-256 {snapshot.sha256} → {sha256}"
        history.note_event(hub.unrestrictedTraverse(facts.path), STEP, change)
    return True


def _rewritten(archive, snapshot, gone) -> Iterator[tuple[str, bytes]]:
    """Yield the posts and the page, both if either has changed."""
    texts: dict[str, Callable] = {LINES: _lines, PAGE: _page}
    before = {name: archive.read(f"{FOLDER}/{name}").decode("utf-8", "replace") for name in texts}
    after = {name: texts[name](before[name], snapshot, gone) for name in texts}
    if before != after:
        yield from ((name, text.encode("utf-8", "replace")) for name, text in after.items())


def _items(archive: ZipFile, texts: dict[str, bytes]) -> Iterator[PackageItem]:
    """Yield the remaining files; of the pictures only those that a post still shows."""
    needed = {name.decode() for text in texts.values() for name in NAME.findall(text)}
    for each in archive.infolist():
        name = each.filename.removeprefix(f"{FOLDER}/")
        is_picture = name.startswith(PICTURES)
        if is_picture and name.removeprefix(PICTURES) not in needed:
            continue
        kind = "image/webp" if is_picture else "text/plain"
        content = [texts[name]] if name in texts else chunks(partial(archive.open, each))
        yield PackageItem(name, kind, content)


def _lines(text: str, snapshot: Snapshot, gone: dict[str, DisposedPost]) -> str:
    known = {entry_urn(each.entry_id): each for each in gone.values()}
    # Only a line feed ends a line of JSON: texts contain other breaks.
    found = (_line(each, snapshot, known) for each in text.split("\n") if each)
    return "".join(f"{line}\n" for line in found)


def _line(line: str, snapshot: Snapshot, known: dict[str, DisposedPost]) -> str:
    post: dict[str, Any] = json.loads(line)
    if (gone := known.get(post["id"])) is None or post["hub:state"] == "disposed":
        return line
    if _is_whole(gone, snapshot):
        post = {"id": post["id"], "hub:channel": post["hub:channel"], "hub:state": "disposed"}
    elif gone.kind == "picture":
        for each in (post, *post["hub:versions"]):
            each["attachment"] = [one for one in each.get("attachment", ()) if not _is_image(one)]
        if mask := post.get("hub:mask"):
            mask["pictures"] = []
    else:
        limit = iso_time(gone.before) or ""
        post["hub:versions"] = [v for v in post["hub:versions"] if v["hub:until"] >= limit]
    return json.dumps(post, ensure_ascii=False)


def _is_image(attachment: dict) -> bool:
    return attachment["type"] == "Image"


def _page(text: str, snapshot: Snapshot, gone: dict[str, DisposedPost]) -> str:
    return ARTICLE.sub(lambda found: _article(found, snapshot, gone), text)


def _article(found: re.Match, snapshot: Snapshot, gone: dict[str, DisposedPost]) -> str:
    about = _post_of(found, gone)
    if about is None:
        return found[0]
    if _is_whole(about, snapshot):
        return ""
    return IMAGE.sub("", found[0]) if about.kind == "picture" else found[0]


def _post_of(found: re.Match, gone: dict[str, DisposedPost]) -> DisposedPost | None:
    """Return the post of an article; one of 1.0.0a1, without an id, is found by its time."""
    if found[1]:
        return gone.get(found[1])
    starts = {f'class="about">{swedish_time(each.time)}': each for each in gone.values()}
    return next((each for start, each in starts.items() if start in found[0]), None)


def _is_whole(gone: DisposedPost, snapshot: Snapshot) -> bool:
    """Return whether the whole post is removed from the snapshot.

    If only earlier versions are disposed of, a post changed since then may be one of them.
    """
    if gone.kind == "version":
        return gone.changed > snapshot.taken
    return gone.kind != "picture"
