"""The import of a hub from an archive into a site, in short transactions.

Until the hub is complete, it is stored in an annotation of the site, where neither visitors nor the
worker see it. The annotation also contains the progress, so that an interrupted import can be
continued or cancelled. When everything has been read again from the database and equals the
archive, the hub is moved to its path and catalogued in the last transaction.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import transaction
from Acquisition import aq_base
from persistent.mapping import PersistentMapping
from plone import api
from plone.dexterity.content import DexterityContent
from Products.CMFCore.interfaces import IFolderish
from zExceptions import BadRequest
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations

from .. import PACKAGE_NAME
from ..accounts.channels.hub_storage import is_hub_data
from ..accounts.channels.interfaces import CHANNEL_TYPES
from ..accounts.channels.limits import channel_fault, storage_fault
from ..core.files import hub_archive
from ..core.files.json_lines import json_line, json_object
from ..core.files.json_values import TransferError
from . import transfer_content, transfer_settings
from .content_access import catalog_content, with_descendants
from .hub_export import ACCOUNTS, SETTINGS, book_name, check_stop, lines_with_small_cache

KEY = f"{PACKAGE_NAME}.arrival"
LINES_PER_COMMIT = 1000  # lines in a transaction
ATTEMPTS = 5
BEGUN = "Another hub has begun to arrive: go on with its archive, or take it back (--take-back)."


class HubImport:
    """The import of a hub into a site, from an archive that is unpacked in a folder."""

    def __init__(
        self,
        site,
        folder: Path,
        *,
        is_stopped: Callable[[], bool] = lambda: False,
        some=LINES_PER_COMMIT,
    ) -> None:
        self._site, self._folder, self._is_stopped, self._some = site, folder, is_stopped, some
        listed = ((each["path"], each["sha256"]) for each in hub_archive.manifest_items(folder))
        self._hashes = {path: digest for path, digest in listed if path.endswith(".jsonl")}

    def carry_out(self, at: str) -> dict[str, Any]:
        """Import the hub to a path in the site, or continue the import, and return a report.

        Raise TransferError if that is impossible. If the hub differs from the archive, nothing is
        left of it. If Stopped is raised, the next run continues from the imported part.
        """
        transaction.begin()
        try:
            paths, decided = self._paths(), list(self._settings())
            self._require_room()
            self._begin(at)
            self._import_all(paths)
            return self._put_in_place(at, decided)
        except BaseException:
            transaction.abort()
            raise

    @property
    def _progress(self):
        return IAnnotations(self._site)[KEY]

    def _paths(self):
        """Return the files of lines that make the hub, in reading order."""
        found = sorted(path for path in self._hashes if path.startswith("books/"))
        for path in found:
            if not is_hub_data(book_name(path)):
                raise TransferError(f"{path} is no book of a hub.")
        if not {ACCOUNTS, SETTINGS} <= self._hashes.keys():
            raise TransferError("The archive has no accounts, or no settings.")
        return [ACCOUNTS, *found]

    def _begin(self, at):
        here = {"archive": hub_archive.manifest_hash(self._folder), "at": at}
        progress = IAnnotations(self._site).get(KEY)
        if progress is None:
            parent_folder(self._site, at)
            self._require_new()
            start = {"hub": None, "step": 0, "lines": 0, "path": ()}
            IAnnotations(self._site)[KEY] = PersistentMapping({**here, **start})
            transaction.commit()
        elif {name: progress[name] for name in here} != here:
            raise TransferError(BEGUN)

    def _import_all(self, paths):
        try:
            while (step := self._progress["step"]) < len(paths):
                self._read(paths[step])
            for path in paths:
                self._verify(path)
        except TransferError:
            transaction.abort()
            cancel_import(self._site)
            raise

    def _require_room(self):
        new = sum(each.get("type") in CHANNEL_TYPES for each in self._content())
        if fault := channel_fault(self._site, new) or storage_fault(self._site):
            raise TransferError(api.portal.translate(fault))

    def _require_new(self):
        find = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
        for uid in (each.get("uid") for each in self._content()):
            if isinstance(uid, str) and (found := find(UID=uid)):
                raise TransferError(
                    f"What is to come is in the site already: {found[0].getPath()}."
                )

    def _read(self, path):
        """Read a file of lines to its end, starting at the stored progress."""
        progress = self._progress
        lines = islice(self._lines(path), progress["lines"], None)
        take = self._take_account if path == ACCOUNTS else self._take_book(path)
        while part := list(islice(lines, self._some)):
            check_stop(self._is_stopped)
            for number, line in part:
                with _located(path, number):
                    below = take(line)
            progress.update(lines=number, path=below)
            transaction.commit()
            self._site._p_jar.cacheGC()
        if progress["path"] or progress["hub"] is None:
            raise TransferError(f"{path} is cut short.")
        progress.update(step=progress["step"] + 1, lines=0)
        transaction.commit()

    def _take_account(self, line):
        progress = self._progress
        progress["hub"] = transfer_content.add_content(
            progress["hub"], json_object(line), progress["at"].rpartition("/")[2]
        )
        return ()

    def _take_book(self, path):
        progress = self._progress
        book = transfer_settings.book_writer(
            progress["hub"], book_name(path), self._new_blob, progress["path"]
        )

        def take(line: bytes) -> tuple:
            book.add(line)
            return book.path

        return take

    def _new_blob(self, digest):
        blob = Blob()
        with (
            hub_archive.unpacked_file(self._folder, digest).open("rb") as kept,
            blob.open("w") as file,
        ):
            shutil.copyfileobj(kept, file)
        return blob

    def _content(self) -> Iterator[Mapping]:
        for number, line in self._lines(ACCOUNTS):
            with _located(ACCOUNTS, number):
                found = json_object(line)
            yield found

    def _lines(self, path) -> Iterator[tuple[int, bytes]]:
        return enumerate(hub_archive.file_lines(self._folder / path), 1)

    def _verify(self, path):
        """Read an imported file again from the database and compare it with the archive."""
        hub, digest = self._progress["hub"], sha256()
        lines: Iterator[bytes] = map(json_line, transfer_content.content_objects(hub))
        if path != ACCOUNTS:
            lines = transfer_settings.book_lines(hub, book_name(path), hub_archive.blob_hash)
        for line in lines_with_small_cache(hub, lines, self._is_stopped):
            digest.update(line)
        if digest.hexdigest() != self._hashes[path]:
            raise TransferError(f"What has come of {path} is not what the archive holds.")

    def _put_in_place(self, at, decided):
        for attempt in transaction.manager.attempts(ATTEMPTS):
            with attempt:
                parent, hub = parent_folder(self._site, at), aq_base(self._progress["hub"])
                transfer_settings.complete_books(hub)
                parent._setObject(hub.id, hub, set_owner=0, suppress_events=True)
                hub = parent._getOb(hub.id)
                for each in with_descendants(hub):
                    _publish(each)
                stays = [
                    name
                    for name, value in decided
                    if not transfer_settings.set_if_default(name, value)
                ]
                del IAnnotations(self._site)[KEY]
        return {"path": at, "counts": transfer_content.hub_counts(hub), "settings_that_stay": stays}

    def _settings(self):
        for number, line in self._lines(SETTINGS):
            with _located(SETTINGS, number):
                yield transfer_settings.setting_pair(json_object(line))


def cancel_import(site: Any) -> bool:
    """Cancel an unfinished import of a hub. Return False if there is none."""
    transaction.begin()
    was_there = IAnnotations(site).pop(KEY, None) is not None
    transaction.commit()
    return was_there


def parent_folder(site: Any, at: str) -> DexterityContent:
    """Return the folder for a hub at a path. Raise TransferError if no hub can be added there."""
    *names, id = at.split("/")
    parent = site
    for name in names:
        parent = parent._getOb(name, None) if IFolderish.providedBy(parent) else None
    if not IFolderish.providedBy(parent):
        raise TransferError(f"There is no folder {'/'.join(names)} in the site.")
    try:
        parent._checkId(id)
    except BadRequest:
        raise TransferError(
            f"Nothing can be put at {at}: there is something, or no such name."
        ) from None
    return parent


@contextmanager
def _located(path, number):
    try:
        yield
    except TransferError as error:
        raise TransferError(f"{path}, line {number}: {error}.") from None


def _publish(content):
    """Set the permissions of content by its workflow state, and catalogue it."""
    for workflow in api.portal.get_tool("portal_workflow").getWorkflowsFor(content):
        workflow.updateRoleMappingsFor(content)
    catalog_content(content)
