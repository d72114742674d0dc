"""The hub's timeline: one store of entries, kept as an annotation on the hub.

What is read of an entry is what visitors see of it: without what is masked. Records and editors
ask for ``whole`` ones, or for ``all``, ``unseen`` and ``between``, which nothing is taken out of.

What is pickled is BTrees, persistent mappings, blobs and plain data, so nothing breaks when the
add-on is taken away. Reading never writes. Moments are whole seconds since 1970 in UTC, a channel
is its UID.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping
from heapq import merge
from typing import Any

from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations

from ..search.asking import Clause
from ..search.textfile import Asked, File, Met, met
from . import (
    changes,
    describing,
    doubles,
    editing,
    erasing,
    freshness,
    marks,
    masks,
    pictures,
    query,
    recorded,
    searching,
    traces,
    waiting,
    waves,
    weeks,
    written,
)
from .downloaded import Known, Told, recognised, take
from .entry import is_visible, is_waiting, key_of, keys_between
from .keep import Changes, confirm, keep, let_go
from .layout import (
    Entry,
    Key,
    Root,
    Shown,
    Values,
    entry_at,
    find,
    joined,
    load_ahead,
    new_root,
    part,
    versions_in,
)
from .months import window
from .outline import Outline, outline_of
from .telling import Plain

KEY = "katrineholm.socialhub.timeline"
EVER = 2**53  # before every moment, as seconds before 1970
TREES = ("visible", "expired", "invisible")


def timeline_of(obj: object) -> "Timeline":
    """The timeline of an annotatable object; empty, and not yet stored, until the first write."""
    return Timeline(IAnnotations(obj))


class Timeline:
    """A thin wrapper around the stored mappings, made anew for each use and never stored."""

    def __init__(self, annotations: MutableMapping[str, Any]) -> None:
        self._annotations = annotations

    @property
    def _root(self) -> Root:
        root: Root = self._annotations.get(KEY) or new_root()
        return root

    def _begun(self) -> Root:
        """The store, to write in."""
        if KEY not in self._annotations:
            self._annotations[KEY] = new_root()
        return self._root

    def _has(self, channel: str) -> bool:
        return channel in self._root["channels"]

    def load_ahead(self, channels: Iterable[str]) -> None:
        """Ask the database at once for what keeping these channels' documents will load."""
        load_ahead(self._root, channels)

    def keep(
        self,
        channel: str,
        entries: Iterable[Values],
        *,
        now: int,
        floor: int | None = None,
        deleted: Iterable[str] = (),
        shown: Shown = lambda entry: True,
        hold: bool = False,
    ) -> Changes:
        """Store a document's entries; see ``keep``. Nothing is written where nothing is new.

        ``floor`` is the oldest moment the document can be trusted for: a younger stored entry
        that is absent twice is withdrawn; None looks for none. ``deleted`` are keys that the
        source says are gone (RFC 6721). ``shown`` tells what the channel's words let through.
        With ``hold``, new entries wait until they are released.
        """
        entries = list(entries)
        if not entries and not self._has(channel):
            return Changes()
        return keep(
            self._begun(),
            channel,
            entries,
            now=now,
            floor=floor,
            deleted=deleted,
            shown=shown,
            hold=hold,
        )

    def write(
        self,
        channel: str,
        entry: Values,
        *,
        by: str,
        now: int,
        shown: Shown = lambda entry: True,
        hold: bool = False,
    ) -> tuple[str, str]:
        """Store an entry that is handed in by itself: its id, and new, changed or same.

        A stored entry with its link is the same one. ``shown`` and ``hold`` are as for ``keep``.
        """
        root = self._begun()
        return written.write(root, channel, entry, by=by, now=now, shown=shown, hold=hold)

    def take(
        self,
        channel: str,
        posts: Iterable[Told],
        *,
        kept: str,
        by: str,
        now: int,
        shown: Shown = lambda entry: True,
        hold: bool = False,
    ) -> Iterator[tuple[str, str]]:
        """Store a download's posts one by one: each one's id, and new, changed or same.

        ``kept`` is public or record: for the record only, where no visitor sees them.
        """
        root = self._begun()
        return take(root, channel, posts, kept=kept, by=by, now=now, shown=shown, hold=hold)

    def recognised(self, channel: str, posts: Iterable[Told]) -> int:
        """How many of a download's posts a channel has already; nothing is written."""
        box = self._root["channels"].get(channel)
        if box is None:
            return 0
        known = Known.of(box)
        return sum(bool(recognised(box, known, each)) for each in posts)

    def linked(self, channel: str, link: str) -> Entry | None:
        """The one entry of a channel with this link, visible or not."""
        box = self._root["channels"].get(channel)
        return None if box is None else self.get(written.linked(box, link))

    def rewrite(
        self,
        entry_id: str,
        wrote: Values | None,
        alts: Mapping[str, str],
        *,
        by: str,
        now: int,
        shown: Shown = lambda entry: True,
    ) -> str:
        """Change what was handed in of a stored entry, or describe its pictures: changed or same.

        ``alts`` are alternative texts by a picture's address; the source does not undo them.
        """
        return written.rewrite(self._root, entry_id, wrote, alts, by=by, now=now, shown=shown)

    def pending(self, channel: str) -> bool:
        """Whether ``confirm`` has work; neither channel nor entry is loaded."""
        return channel in self._root["missing"]

    def confirm(self, channel: str, *, now: int) -> Changes:
        """The last document was seen again: entries that are still missing are withdrawn."""
        return confirm(self._root, channel, now=now) if self.pending(channel) else Changes()

    def waves(self) -> Mapping[str, Values]:
        """By channel, the ``entries`` that are held back from being withdrawn, and ``since``."""
        found: Mapping[str, Values] = waves.waves(self._root)
        return found

    def let_go(self, channel: str, *, now: int) -> tuple[str, ...]:
        """Withdraw what is held back of a channel; the ids."""
        return let_go(self._root, channel, now=now) if channel in self.waves() else ()

    def let_stand(self, channel: str) -> tuple[str, ...]:
        """Let it stand until its source tells of it again; the ids."""
        if channel not in self.waves():
            return ()
        return waves.let_stand(self._root, channel, self._root["channels"][channel])

    def latest(
        self,
        channels: Iterable[str],
        *,
        start: int = 0,
        size: int = 20,
        year: int | None = None,
        month: int | None = None,
        lead: Iterable[str] = (),
    ) -> list[Entry]:
        """Visible entries, newest first, the same post once. Months are Swedish ones.

        What has one of the marks in ``lead`` stands before all others, in the order of the
        marks; a month or a year is an archive and keeps its order.
        """
        page = max(start, 0), max(size, 0), window(year, month)
        if year is None and lead:
            return self._shown(marks.latest(self._root, channels, *page, lead))
        return self._shown(query.latest(self._root, channels, *page))

    def count(
        self, channels: Iterable[str], year: int | None = None, month: int | None = None
    ) -> int:
        """How many entries ``latest`` gives in all."""
        return query.count(self._root, channels, window(year, month))

    def sizes(
        self, channels: Iterable[str], year: int | None = None, month: int | None = None
    ) -> dict[str, int]:
        """How many visible entries each of these channels has, those with none left out."""
        return query.sizes(self._root, channels, window(year, month))

    def spread(self, channel: str, months: Iterable[int]) -> dict[int, int]:
        """How many entries a channel has had in public in each of these months: see ``months``."""
        return query.spread(self._root, channel, months)

    def oldest(self, channel: str) -> Entry | None:
        """The oldest entry that a channel has had in public, None where there is none."""
        return query.oldest(self._root, channel)

    def by_month(self, channels: Iterable[str]) -> dict[tuple[int, int], int]:
        """How many entries ``latest`` gives of each ``(year, month)`` that has any, newest first.

        Every one of these channels is loaded: for a hub of a municipality, not of a country.
        """
        return query.by_month(self._root, channels)

    def months(self, channels: Iterable[str]) -> list[tuple[int, int]]:
        """``(year, month)`` of every month that has entries, newest first."""
        return query.months_of(self._root, channels)

    def get(self, entry_id: str) -> Entry | None:
        """The entry with this public id, invisible ones too: see ``is_visible``."""
        entry = find(self._root, entry_id)
        return None if entry is None else masks.shown(self._root, entry)

    def kept(self, entry_id: str) -> Entry:
        """The same of an entry that there is; KeyError where there is none."""
        return masks.shown(self._root, entry_at(self._root, entry_id))

    def whole(self, entry_id: str) -> Entry | None:
        """All that is stored of an entry, what is masked with the rest: for records and editors."""
        return find(self._root, entry_id)

    def joined(self, entry_id: str) -> Values | None:
        """Into which ``entry`` another one went, ``when`` and ``by`` whom; None if it did not."""
        return joined(self._root, entry_id)

    def present_id(self, entry_id: str) -> str:
        """Return the id of an entry, or of the one that it went into."""
        act = self.joined(entry_id)
        return act["entry"] if act else entry_id

    def renew_keys(self, channel: str, sparing: doubles.Sparing = iter) -> int:
        """Bring what an earlier version knows posts by up to date; how many entries changed."""
        return doubles.renew_keys(self._root, channel, sparing)

    def join_doubles(
        self, channel: str, *, by: str, now: int, sparing: doubles.Sparing = iter
    ) -> Iterator[doubles.Joined]:
        """Let entries that are one post by their addresses be one: see ``doubles``."""
        box = self._root["channels"][channel]
        while groups := doubles.doubles(box, sparing):
            done: set[str] = set()
            for ids in groups:
                if done.isdisjoint(ids):
                    done.update(ids)
                    yield from doubles.join(self._root, channel, ids, by=by, now=now)

    def _shown(self, entries: Iterable[Entry]) -> list[Entry]:
        return [masks.shown(self._root, each) for each in entries]

    def is_visible(self, entry: Entry) -> bool:
        """Whether visitors may see it."""
        return is_visible(entry)

    def places(self) -> dict[str, changes.Place]:
        """How far each channel has come: for ``changed_since``."""
        return dict(changes.places(self._root))

    def changed_since(self, channel: str, place: changes.Place | None) -> list[str] | None:
        """The entries of which something became after a place; after None all that there are.

        None where this store has never been at that place.
        """
        if place is None:
            return list(self._root["channels"][channel]["entries"])
        return changes.since(self._root, channel, place)

    def versions(self, entry: Entry) -> list[Entry]:
        """What the entry said before, oldest first, each with ``until``: when that was changed."""
        return versions_in(entry["versions"])

    def all(self, channel: str) -> Iterator[Entry]:
        """Every entry of a channel, newest first, invisible ones too: for editors and records."""
        return self._merged(channel, *TREES)

    def unseen(self, channel: str) -> Iterator[Entry]:
        """What visitors do not see of a channel, newest first; no visible entry is loaded."""
        return self._merged(channel, "expired", "invisible")

    def between(self, channel: str, start: int, end: int) -> Iterator[Entry]:
        """The same of the entries whose time lies from ``start`` until before ``end``."""
        return self._merged(channel, *TREES, window=keys_between(start, end))

    def last_kept(self, channel: str) -> tuple[int, int] | None:
        """The time of a channel's newest entry and how many are kept, seen or not; None: none."""
        newest = next(self.all(channel), None)
        if newest is None:
            return None
        box = self._root["channels"][channel]
        return newest["time"], sum(len(part(box, name)) for name in TREES)

    def times(self, channel: str, start: int, end: int) -> list[int]:
        """When the entries of a channel from ``start`` until before ``end`` are from, oldest first.

        Invisible ones too; no entry is loaded.
        """
        return sorted(
            -time for tree in self._trees(channel) for time, _id in _keys(tree, start, end)
        )

    def ids(self, channel: str, *, before: int) -> Iterator[str]:
        """The ids of a channel's entries from before a moment, seen or not; none is loaded."""
        for tree in self._trees(channel):
            yield from (entry_id for _time, entry_id in _keys(tree, -EVER, before))

    def oldest_between(self, channel: str, start: int, end: int) -> int | None:
        """The time of the oldest of the same entries; None if there is none."""
        found = (_last_key(tree, start, end) for tree in self._trees(channel))
        return min((-key[0] for key in found if key), default=None)

    def _trees(self, channel: str) -> list[Any]:
        box = self._root["channels"].get(channel)
        return [] if box is None else [part(box, name) for name in TREES]

    def _merged(
        self, channel: str, *names: str, window: tuple[Key | None, Key | None] = (None, None)
    ) -> Iterator[Entry]:
        if self._has(channel):
            box = self._root["channels"][channel]
            yield from (
                entry for _, entry in merge(*(part(box, name).items(*window) for name in names))
            )

    def newest(self, channel: str) -> int | None:
        """When the channel's newest visible entry was published, or first seen."""
        return self.outline(channel).newest

    def size(self, channel: str) -> int:
        """How many visible entries a channel has."""
        return self.outline(channel).entries

    def total(self) -> int:
        """How many entries are stored of all channels, visible or not."""
        return sum(len(box["entries"]) for box in self._root["channels"].values())

    def weeks(self, channel: str, now: int) -> tuple[int, ...]:
        """A channel's visible entries in each of the last twelve weeks, the present one last."""
        _, newest, recent = self.outline(channel)
        return weeks.until(now, newest, recent)

    def outline(self, channel: str) -> Outline:
        """What is known of a channel's visible entries without opening the channel."""
        return outline_of(self._root["rows"].get(channel))

    def outlines(self) -> Iterator[tuple[str, Outline]]:
        """The outline of each channel that has had entries; no channel or entry is loaded."""
        return ((channel, outline_of(row)) for channel, row in self._root["rows"].items())

    def hide(self, entry_id: str, *, by: str, now: int) -> bool:
        """Hide an entry by hand, for good; False where there is none or it is hidden."""
        return editing.mark_hidden(self._root, entry_id, {"by": by, "when": now})

    def show(self, entry_id: str) -> bool:
        """Take back ``hide``; False where there is nothing to take back."""
        return editing.mark_hidden(self._root, entry_id, None)

    def release(self, entry_id: str, *, by: str, now: int) -> bool:
        """Let an entry that waits be seen; False where none waits under this id."""
        return editing.release(self._root, entry_id, {"by": by, "when": now})

    def is_waiting(self, entry: Entry) -> bool:
        """Whether it is kept from visitors until somebody has looked at it."""
        return is_waiting(entry)

    def waiting(self, channels: Iterable[str], size: int) -> list[Entry]:
        """What waits in these channels, newest first."""
        return waiting.newest(self._root, channels, size)

    def waiting_numbers(self) -> Mapping[str, int]:
        """How many entries wait, by channel, without those where none does."""
        return waiting.numbers(self._root)

    def undescribed(self, channels: Iterable[str], size: int, after: str = "") -> list[Entry]:
        """Visible entries with a picture that nobody has described, newest first.

        ``after`` is the id of the last one that was seen.
        """
        found = describing.undescribed(self._root, channels, self._key(after), size)
        return self._shown(found)

    def uncaptioned(
        self, channels: Iterable[str], films: Collection[str], size: int, after: str = ""
    ) -> list[Entry]:
        """Visible films and sounds without captions, newest first; ``after`` as above.

        Of the channels in ``films`` every entry is a film.
        """
        found = describing.uncaptioned(self._root, channels, films, self._key(after), size)
        return self._shown(found)

    def descriptions(
        self, channels: Iterable[str], films: Collection[str]
    ) -> dict[str, describing.Numbers]:
        """How many pictures and films each of these channels shows, and how many are described."""
        return describing.numbers(self._root, channels, films)

    def caption(self, entry_id: str, captioned: Values | None) -> bool:
        """Note who has seen captions at a film, or take it back; True where that is news."""
        return editing.mark_captioned(self._root, entry_id, captioned)

    def _key(self, entry_id: str) -> Key | None:
        entry = self.get(entry_id)
        return None if entry is None else key_of(entry)

    def mark(self, name: str, entry_id: str, *, by: str, now: int) -> str:
        """Let an entry be the one that is ``featured`` or ``pinned``, and nothing else.

        Gives the id of the entry that it takes the mark from, or an empty text. Nothing is done
        where there is no such entry.
        """
        return marks.mark(self._root, name, entry_id, by, now)

    def unmark(self, entry_id: str) -> bool:
        """Take an entry's mark away; False where it has none."""
        return marks.unmark(self._root, entry_id)

    def marks(self) -> Mapping[str, Entry]:
        """The ``entry`` that has each mark, ``by`` whom and ``when``."""
        return marks.of(self._root)

    def mask(
        self,
        entry_id: str,
        words: Collection[str],
        pictures: Collection[str],
        *,
        reason: str,
        by: str,
        now: int,
    ) -> list[str]:
        """Take passages and pictures, by their names, out of what visitors see of an entry.

        It holds whatever the source does, and for the same post in other channels: gives the ids
        of all that are masked by it. KeyError where there is no such entry.
        """
        mask = {"words": tuple(words), "pictures": tuple(pictures)}
        told = {"reason": reason, "by": by, "when": now}
        return editing.mark_masked(self._root, entry_id, {**mask, **told})

    def unmask(self, entry_id: str) -> list[str]:
        """Show an entry whole again; the ids of all that are."""
        return editing.mark_masked(self._root, entry_id, None)

    def masks(self) -> Mapping[str, masks.Mask]:
        """What is masked of each entry of which something is, why, by whom and since when."""
        return masks.of(self._root)

    def traces(
        self, entry_id: str, channels: Iterable[str], most: int = 2000
    ) -> list[traces.Trace]:
        """Where words and pictures that are masked of an entry may still be seen: see ``traces``.

        In the entry itself, and in the newest visible ones of some channels, ``most`` of them.
        """
        mask = self.masks().get(entry_id)
        if mask is None:
            return []
        others = [each for each in self.latest(channels, size=most) if each["entry_id"] != entry_id]
        shown = [self.kept(entry_id), *others]
        return list(traces.traces(mask, ((each, self.pictures(each)) for each in shown)))

    def unfound(self, entry_id: str, words: Iterable[str]) -> list[str]:
        """Those of some passages that an entry does not have, and has never had."""
        return masks.unfound(self._root, entry_at(self._root, entry_id), words)

    def erase(self, entry_id: str, told: Values) -> list[str]:
        """Dispose of an entry: nothing is left but that it was, what is ``told``, and hashes.

        ``told`` is by whom, when and by which decision. Its pictures' files go with ``drop_files``.
        """
        return erasing.erase(self._root, entry_id, told)

    def forget_versions(self, entry_id: str, before: int, told: Values) -> list[str]:
        """Dispose of what an entry said before a moment; the hashes of it."""
        return erasing.forget_versions(self._root, entry_id, before, told)

    def forget_pictures(self, entry_id: str, told: Values) -> list[str]:
        """Dispose of an entry's pictures, for good; their names, which are hashes of them."""
        return erasing.forget_pictures(self._root, entry_id, told)

    def drop_files(self, sources: Iterable[str]) -> int:
        """Take away the files of pictures that no entry needs: see ``erasing.picture_sources``."""
        return erasing.drop_files(self._root, sources)

    def refilter(self, channel: str, shown: Shown) -> int:
        """Apply the channel's changed words to every entry; how many changed."""
        return editing.refilter(self._root, channel, shown) if self._has(channel) else 0

    def trim(self, channel: str, *, keep: int | None = None, newer_than: int | None = None) -> int:
        """Show at most ``keep`` entries, none older than a moment; how many expired or came back.

        Expired entries stay stored. Nothing is written where nothing is due.
        """
        if not self._has(channel):
            return 0
        return editing.trim(self._root, channel, keep=keep, newer_than=newer_than)

    def wanted(self, channel: str, *, now: int | None = None) -> list[tuple[str, str, str | None]]:
        """``(entry_id, src, alt)`` of pictures still to be fetched; at most four an entry.

        With ``now``, those whose next try is still to come are left out.
        """
        return pictures.wanted(self._root, channel, now) if self._has(channel) else []

    def add_picture(
        self, entry_id: str, src: str, data: bytes, width: int, height: int, type: str
    ) -> str | None:
        """Store a fetched picture; its name, or None where the entry no longer has it."""
        return pictures.add(self._root, entry_id, src, data, width, height, type)

    def upload(self, data: bytes, width: int, height: int, type: str, *, origin: str = "") -> str:
        """Store a picture that was handed in; the address that an entry names it by.

        ``origin`` tells the file it was made of, for ``uploaded``.
        """
        return pictures.upload(self._begun(), data, width, height, type, origin)

    def uploaded(self, origin: str) -> str:
        """The address of the picture that was made of a file before; empty without one."""
        return pictures.uploaded(self._root, origin)

    def picture_failed(self, entry_id: str, src: str, now: int) -> None:
        """Try again in an hour, then in a day, then never."""
        pictures.failed(self._root, entry_id, src, now)

    def picture(self, entry_id: str, name: str) -> tuple[Blob, str, int, int] | None:
        """``(blob, type, width, height)`` of a picture that this entry shows, else None."""
        return self.picture_of(self.get(entry_id), name)

    def picture_of(
        self, entry: Entry | None, name: str, *, ever: bool = False
    ) -> tuple[Blob, str, int, int] | None:
        """The same of an entry that is at hand, such as a whole one.

        With ``ever`` also of a picture that an earlier version of it has shown.
        """
        said = [] if entry is None else [entry, *(self.versions(entry) if ever else ())]
        if name not in [each["name"] for one in said for each in self.pictures(one)]:
            return None
        file: tuple[Blob, str, int, int] = self._root["files"][name]
        return file

    def pictures(self, entry: Entry) -> list[Values]:
        """``src``, ``name``, ``alt``, ``width`` and ``height`` of the entry's stored pictures.

        It may be an earlier version of one, too.
        """
        return pictures.stored(self._root, entry)

    @property
    def name(self) -> str:
        """The store's own, by which it is told from any other; empty before the first write."""
        name: str = self._annotations.get(KEY, {}).get("name", "")
        return name

    def read_into(
        self, file: File, state: str, plain: Plain, *, record: bool = False
    ) -> Iterator[int]:
        """Bring a file of texts up to what is stored, step by step: see ``searching.steps``.

        With ``record`` it is the file of what visitors do not see: see ``recorded``.
        """
        return searching.steps(searching.Reading(self._root, file, state, plain, record))

    def forget(self, channel: str, entry_ids: Iterable[str]) -> None:
        """Have every file of texts look again at entries of a channel that are there no more."""
        for entry_id in entry_ids:
            changes.note_gone(self._root, channel, entry_id)

    def is_same(self, file: File) -> bool:
        """Whether a file of texts is neither behind what is stored here nor ahead of it."""
        return freshness.is_same(self._root, file)

    def is_read(self, file: File) -> bool:
        """Whether all that is stored here has been read into a file of texts."""
        return not freshness.is_behind(self._root, file)

    def found(
        self,
        file: File,
        clauses: tuple[Clause, ...],
        channels: Collection[str],
        *,
        start: int = 0,
        size: int = 20,
        year: int | None = None,
        month: int | None = None,
        best: bool = False,
    ) -> searching.Page:
        """Visible entries by what they say, the same post once.

        The latest come first; with ``best`` those with all of it in their titles. Ten thousand
        are counted at most.
        """
        when = searching.moments(year, month)
        page = max(start, 0), max(size, 0)
        return searching.found(self._root, file, Asked(clauses, channels, when, best, *page))

    def met(
        self, file: File, clauses: tuple[Clause, ...], channels: Collection[str]
    ) -> list[Met] | None:
        """Where all is that ``found`` counts, of any time; None where not all is counted."""
        asked = Asked(clauses, channels, searching.moments(None, None))
        return met(file, freshness.but_outdated(self._root, file, asked))

    def recorded(
        self,
        visible: File,
        other: File,
        clauses: tuple[Clause, ...],
        *,
        kinds: Iterable[str],
        channels: Collection[str] | None = None,
        moments: tuple[int, int],
        size: int,
    ) -> recorded.Hits:
        """The latest of the record's texts by what they say, of some kinds: see ``recorded``.

        Every one where there is no clause; of all channels where ``channels`` is None. ``moments``
        are the first, and the one before which the last is.
        """
        asked = Asked(clauses, channels, moments, size=size, kinds=tuple(kinds), every=True)
        return recorded.found(self._root, visible, other, asked)

    def revision(self) -> int:
        """A number that is another whenever a visitor could see something else."""
        number: int = self._root["revision"]()
        return number


def _keys(tree: Any, start: int, end: int) -> Iterable[Key]:
    keys: Iterable[Key] = tree.keys(*keys_between(start, end))
    return keys


def _last_key(tree: Any, start: int, end: int) -> Key | None:
    first, last = keys_between(start, end)
    key: Key | None = tree.maxKey(last) if tree and tree.minKey() <= last else None
    return key if key is not None and key >= first else None
