"""A hub read out of an archive into a site, in short transactions.

While it comes it hangs beneath a mark of the site's, where neither visitors nor the worker meet it.
The mark says how far it has come, so that an arrival that was broken off can be gone on with, or
taken back. When all of it has been read again from the database and is what the archive holds, it
is put in its place and into the catalogue: all at once, in the last transaction.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import transaction
from Acquisition import aq_base
from persistent.mapping import PersistentMapping
from plone import api
from Products.CMFCore.interfaces import IFolderish
from zExceptions import BadRequest
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations

from ... import PACKAGE_NAME
from ...accounts.channels.books import is_book
from ...core.moving import archive
from ...core.moving.errors import Unmovable
from ...core.moving.lines import as_line, told_in
from . import accounts, books, settings
from .counting import counts
from .leaving import ACCOUNTS, SETTINGS, check, name_of, sparing

KEY = f"{PACKAGE_NAME}.arrival"
SOME = 1000  # lines in a transaction
ATTEMPTS = 5
BEGUN = "Another hub has begun to arrive: go on with its archive, or take it back (--take-back)."


class Arrival:
    """The arrival of a hub in a site, from an archive that was unpacked into a folder."""

    def __init__(
        self, site, folder: Path, *, is_stopped: Callable[[], bool] = lambda: False, some=SOME
    ) -> None:
        self._site, self._folder, self._is_stopped, self._some = site, folder, is_stopped, some
        listed = ((each["path"], each["sha256"]) for each in archive.listed_in(folder))
        self._hashes = {path: digest for path, digest in listed if path.endswith(".jsonl")}

    def carry_out(self, at: str) -> dict[str, Any]:
        """Let the hub arrive at a path in the site; gives what is told of it.

        Raises Unmovable where it may not, or is not what it should be: then nothing of it stays.
        Raises Stopped: then what has come stays with the mark.
        """
        transaction.begin()
        try:
            paths, decided = self._paths(), list(self._settings())
            self._begin(at)
            self._come(paths)
            return self._put_in_place(at, decided)
        except BaseException:
            transaction.abort()
            raise

    @property
    def _mark(self):
        return IAnnotations(self._site)[KEY]

    def _paths(self):
        """The files of lines that make the hub, in the order in which they are read."""
        found = sorted(path for path in self._hashes if path.startswith("books/"))
        for path in found:
            if not is_book(name_of(path)):
                raise Unmovable(f"{path} is no book of a hub.")
        if not {ACCOUNTS, SETTINGS} <= self._hashes.keys():
            raise Unmovable("The archive has no accounts, or no settings.")
        return [ACCOUNTS, *found]

    def _begin(self, at):
        here = {"archive": archive.identity(self._folder), "at": at}
        mark = IAnnotations(self._site).get(KEY)
        if mark is None:
            place_for(self._site, at)
            self._must_be_new()
            start = {"hub": None, "step": 0, "lines": 0, "path": ()}
            IAnnotations(self._site)[KEY] = PersistentMapping({**here, **start})
            transaction.commit()
        elif {name: mark[name] for name in here} != here:
            raise Unmovable(BEGUN)

    def _come(self, paths):
        """Read what has not been read yet, and judge all of it."""
        try:
            while (step := self._mark["step"]) < len(paths):
                self._read(paths[step])
            for path in paths:
                self._judge(path)
        except Unmovable:
            transaction.abort()
            take_back(self._site)
            raise

    def _must_be_new(self):
        find = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
        for number, line in self._lines(ACCOUNTS):
            with _named(ACCOUNTS, number):
                uid = told_in(line).get("uid")
            if isinstance(uid, str) and (found := find(UID=uid)):
                raise Unmovable(f"What is to come is in the site already: {found[0].getPath()}.")

    def _read(self, path):
        """Read a file of lines to its end, from where the mark says on."""
        mark = self._mark
        lines = islice(self._lines(path), mark["lines"], None)
        take = self._take_account if path == ACCOUNTS else self._take_book(path)
        while part := list(islice(lines, self._some)):
            check(self._is_stopped)
            for number, line in part:
                with _named(path, number):
                    below = take(line)
            mark.update(lines=number, path=below)
            transaction.commit()
            self._site._p_jar.cacheGC()
        if mark["path"] or mark["hub"] is None:
            raise Unmovable(f"{path} is cut short.")
        mark.update(step=mark["step"] + 1, lines=0)
        transaction.commit()

    def _take_account(self, line):
        mark = self._mark
        mark["hub"] = accounts.made(mark["hub"], told_in(line), mark["at"].rpartition("/")[2])
        return ()

    def _take_book(self, path):
        mark = self._mark
        book = books.growing(mark["hub"], name_of(path), self._give, mark["path"])

        def take(line):
            book.add(line)
            return book.path

        return take

    def _give(self, digest):
        blob = Blob()
        with archive.file_of(self._folder, digest).open("rb") as kept, blob.open("w") as file:
            shutil.copyfileobj(kept, file)
        return blob

    def _lines(self, path) -> Iterator[tuple[int, bytes]]:
        return enumerate(archive.lines_in(self._folder / path), 1)

    def _judge(self, path):
        """Read again what has come, from the database: it is what the archive holds."""
        hub, digest = self._mark["hub"], sha256()
        lines: Iterator[bytes] = map(as_line, accounts.told(hub))
        if path != ACCOUNTS:
            lines = books.told(hub, name_of(path), archive.hash_of)
        for line in sparing(hub, lines, self._is_stopped):
            digest.update(line)
        if digest.hexdigest() != self._hashes[path]:
            raise Unmovable(f"What has come of {path} is not what the archive holds.")

    def _put_in_place(self, at, decided):
        for attempt in transaction.manager.attempts(ATTEMPTS):
            with attempt:
                parent, hub = place_for(self._site, at), aq_base(self._mark["hub"])
                books.complete(hub)
                parent._setObject(hub.id, hub, set_owner=0, suppress_events=True)
                hub = parent._getOb(hub.id)
                for each in accounts.within(hub):
                    _make_known(each)
                stays = [name for name, value in decided if not settings.decide(name, value)]
                del IAnnotations(self._site)[KEY]
        return {"path": at, "counts": counts(hub), "settings_that_stay": stays}

    def _settings(self):
        for number, line in self._lines(SETTINGS):
            with _named(SETTINGS, number):
                yield settings.setting_in(told_in(line))


def take_back(site) -> bool:
    """Take back what has begun to arrive in a site; False where nothing has."""
    transaction.begin()
    was_there = IAnnotations(site).pop(KEY, None) is not None
    transaction.commit()
    return was_there


def place_for(site, at: str):
    """The folder that a hub is to lie in; Unmovable where it cannot lie there."""
    *names, id = at.split("/")
    parent = site
    for name in names:
        parent = parent._getOb(name, None) if IFolderish.providedBy(parent) else None
    if not IFolderish.providedBy(parent):
        raise Unmovable(f"There is no folder {'/'.join(names)} in the site.")
    try:
        parent._checkId(id)
    except BadRequest:
        raise Unmovable(
            f"Nothing can be put at {at}: there is something, or no such name."
        ) from None
    return parent


@contextmanager
def _named(path, number):
    try:
        yield
    except Unmovable as error:
        raise Unmovable(f"{path}, line {number}: {error}.") from None


def _make_known(content):
    """What the state of content lets people do, and its place in the catalogue."""
    for workflow in api.portal.get_tool("portal_workflow").getWorkflowsFor(content):
        workflow.updateRoleMappingsFor(content)
    api.portal.get_tool("portal_catalog").catalog_object(content)
