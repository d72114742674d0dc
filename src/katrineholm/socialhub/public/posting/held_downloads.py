"""Downloads on hold between their preview and their import, for one person and an hour.

They are in the database, so that each of a site's processes has them, as blobs in an annotation of
the hub. They are encrypted with a key that only the person's own form holds: once they are removed,
no backup or earlier state of the database gives away what the account's owner wrote to others.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from tempfile import TemporaryFile
from time import time
from typing import Any

from persistent.mapping import PersistentMapping
from plone import api
from plone.dexterity.content import DexterityContent
from ZODB.blob import Blob

from ... import HOUR, MINUTE, PACKAGE_NAME
from ...accounts.channels.hub import hub_of
from ...accounts.channels.hub_storage import stored_data, writable_data
from ...core.sources.download_files import Upload
from ...core.sources.vault import decrypted_blocks, encrypted_blocks, file_key
from ...refresh.chores import Chore
from ...refresh.faults import visit_hubs
from ...refresh.worker import Worker

KEY = f"{PACKAGE_NAME}.held_downloads"
LONGEST = HOUR
MOST, MOST_BYTES = 20, 2 * 2**30  # in a hub
MOST_OWN = 3  # of one person, who may have several windows


def hold_download(channel: DexterityContent, uploads: Sequence[Upload]) -> str:
    """Put files on hold for the current user, and return their key.

    The user's earliest and the oldest of others make room. Return "" if there is not room enough.
    """
    size = sum(each.stream.seek(0, 2) for each in uploads)
    if size > MOST_BYTES:
        return ""
    book, key, who = writable_data(hub_of(channel), KEY), file_key(), _current_id()
    for id in [*_expired(book), *_surplus(book, size, who)]:
        book.pop(id, None)
    files = [(each.name, _blob(key, number, each)) for number, each in enumerate(uploads)]
    book[_id(key)] = PersistentMapping(
        who=who, channel=channel.UID(), at=int(time()), size=size, files=tuple(files)
    )
    return key.hex()


def held_download(channel: DexterityContent, key: str) -> list[Upload]:
    """Return the files that the current user has on hold for a channel, or an empty list."""
    found = _own(channel, key)
    return [
        Upload(name, _decrypted(bytes.fromhex(key), number, blob))
        for number, (name, blob) in enumerate(found["files"] if found else ())
    ]


def drop_download(channel: DexterityContent, key: str) -> None:
    """Remove the files that the current user has on hold for a channel, if there are any."""
    if _own(channel, key):
        del writable_data(hub_of(channel), KEY)[_id(bytes.fromhex(key))]


def remove_old_downloads(hub: Any) -> None:
    """Remove all files of a hub that have been on hold for too long."""
    for id in _expired(stored_data(hub, KEY)):
        del writable_data(hub, KEY)[id]


def _remove_all_old(worker: Worker) -> None:
    visit_hubs(worker, lambda worker, hub: worker.write(remove_old_downloads, hub))


def _own(channel, key):
    try:
        id = _id(bytes.fromhex(key))
    except ValueError:
        return None
    book = stored_data(hub_of(channel), KEY)
    found = book.get(id)
    is_own = found and (found["who"], found["channel"]) == (_current_id(), channel.UID())
    return found if is_own and not _is_expired(found) else None


def _expired(book) -> list[str]:
    return [id for id, held in book.items() if _is_expired(held)]


def _is_expired(held):
    return not 0 <= time() - held["at"] < LONGEST


def _surplus(book, size, who) -> Iterator[str]:
    """Yield the ids of the user's earliest, and of the oldest until new ones have room."""
    number, total, own = 1, size, 1
    newest_first = sorted(book.items(), key=lambda each: each[1]["at"], reverse=True)
    for id, held in newest_first:
        number, total = number + 1, total + held["size"]
        own += held["who"] == who
        is_own_surplus = held["who"] == who and own > MOST_OWN
        if is_own_surplus or number > MOST or total > MOST_BYTES:
            number, total = number - 1, total - held["size"]
            yield id


def _blob(key, number, upload) -> Blob:
    upload.stream.seek(0)
    blob = Blob()
    with blob.open("w") as file:
        for block in encrypted_blocks(key, number, upload.stream):
            file.write(block)
    return blob


def _decrypted(key, number, blob):
    stream = TemporaryFile()  # noqa: SIM115, it is gone with the request
    with blob.open() as file:
        for block in decrypted_blocks(key, number, file):
            stream.write(block)
    stream.seek(0)
    return stream


def _id(key: bytes) -> str:
    return sha256(key).hexdigest()


def _current_id() -> str:
    return api.user.get_current().getId() or ""


HELD_CHORE = Chore(10 * MINUTE, _remove_all_old)
