"""The hub's timeline: one store of entries, kept as an annotation on the hub.

An entry is returned as visitors see it, without masked parts. Records and editors use ``whole``, or
``all``, ``unseen`` and ``between``, which mask nothing.

Only BTrees, persistent mappings, blobs and plain data are pickled, so nothing breaks when the
add-on is removed. Reading never writes. Timestamps are whole seconds since 1970 in UTC, a channel
is its UID.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping
from heapq import merge
from typing import Any

from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations

from ..search.clauses import Clause
from ..search.text_index import IndexFile, TextMatch, TextQuery, all_matches
from . import (
    accessibility,
    change_log,
    decisions,
    disposal,
    duplicates,
    entry_search,
    freshness,
    marks,
    masks,
    pictures,
    query,
    record_search,
    review_queue,
    submissions,
    traces,
    waves,
    weeks,
)
from .documents import Changes, store_document, withdraw_missing, withdraw_wave
from .downloads import DownloadedPost, KnownPosts, matching_id, store_downloads
from .entry import entry_key, is_held, is_visible, key_bounds
from .layout import (
    Entry,
    EntryFilter,
    Key,
    Root,
    Values,
    existing_entry,
    find_entry,
    merge_of,
    new_root,
    optional_part,
    prefetch_channels,
    version_list,
)
from .months import month_range
from .outline import Outline, outline_of
from .record_search import RecordHits
from .search_text import PlainText

KEY = "katrineholm.socialhub.timeline"
EVER = 2**53  # before every moment, as seconds before 1970
TREES = ("visible", "expired", "invisible")


def timeline_of(obj: object) -> "Timeline":
    """Return the timeline of an annotatable object; an empty one is stored with its first write."""
    return Timeline(IAnnotations(obj))


class Timeline:
    """A thin wrapper around the stored mappings, created for each use and never stored."""

    def __init__(self, annotations: MutableMapping[str, Any]) -> None:
        self._annotations = annotations

    @property
    def _root(self) -> Root:
        root: Root = self._annotations.get(KEY) or new_root()
        return root

    def _begun(self) -> Root:
        if KEY not in self._annotations:
            self._annotations[KEY] = new_root()
        return self._root

    def _has(self, channel: str) -> bool:
        return channel in self._root["channels"]

    def load_ahead(self, channels: Iterable[str]) -> None:
        """Prefetch all that storing these channels' documents will load."""
        prefetch_channels(self._root, channels)

    def keep(
        self,
        channel: str,
        entries: Iterable[Values],
        *,
        now: int,
        floor: int | None = None,
        deleted: Iterable[str] = (),
        shown: EntryFilter = lambda entry: True,
        hold: bool = False,
    ) -> Changes:
        """Store a document's entries. Nothing is written if nothing is new.

        ``floor`` is the oldest timestamp for which the document can be trusted: a younger stored
        entry that is absent twice is withdrawn; if it is None, none is. ``deleted`` are keys that
        the source declares deleted (RFC 6721). ``shown`` is the channel's word filter. With
        ``hold``, new entries are held until they are released.
        """
        entries = list(entries)
        if not entries and not self._has(channel):
            return Changes()
        return store_document(
            self._begun(),
            channel,
            entries,
            now=now,
            floor=floor,
            deleted=deleted,
            passes=shown,
            hold=hold,
        )

    def write(
        self,
        channel: str,
        entry: Values,
        *,
        by: str,
        now: int,
        shown: EntryFilter = lambda entry: True,
        hold: bool = False,
    ) -> tuple[str, str]:
        """Store a submitted entry; return its id, and ``new``, ``changed`` or ``same``.

        A stored entry with its link is the same one. ``shown`` and ``hold`` are as for ``keep()``.
        """
        root = self._begun()
        return submissions.store_submission(
            root, channel, entry, by=by, now=now, passes=shown, hold=hold
        )

    def take(
        self,
        channel: str,
        posts: Iterable[DownloadedPost],
        *,
        kept: str,
        by: str,
        now: int,
        shown: EntryFilter = lambda entry: True,
        hold: bool = False,
    ) -> Iterator[tuple[str, str]]:
        """Store a download's posts one by one; yield each id, and ``new``, ``changed`` or ``same``.

        ``kept`` is ``public`` or ``record``: for the record only, hidden from visitors.
        """
        root = self._begun()
        return store_downloads(
            root, channel, posts, visibility=kept, by=by, now=now, passes=shown, hold=hold
        )

    def recognised(self, channel: str, posts: Iterable[DownloadedPost]) -> int:
        """Return how many of a download's posts a channel has already; nothing is written."""
        box = self._root["channels"].get(channel)
        if box is None:
            return 0
        known = KnownPosts.of(box)
        return sum(bool(matching_id(box, known, each)) for each in posts)

    def linked(self, channel: str, link: str) -> Entry | None:
        """Return the only entry of a channel with this link, visible or not."""
        box = self._root["channels"].get(channel)
        return None if box is None else self.get(submissions.id_by_link(box, link))

    def rewrite(
        self,
        entry_id: str,
        wrote: Values | None,
        alts: Mapping[str, str],
        *,
        by: str,
        now: int,
        shown: EntryFilter = lambda entry: True,
    ) -> str:
        """Update submitted content or describe an entry's pictures; return ``changed`` or ``same``.

        ``alts`` are alternative texts by a picture's URL; the source does not undo them.
        """
        return submissions.update_submission(
            self._root, entry_id, wrote, alts, by=by, now=now, passes=shown
        )

    def pending(self, channel: str) -> bool:
        """Return whether ``confirm()`` has work; neither channel nor entry is loaded."""
        return channel in self._root["missing"]

    def confirm(self, channel: str, *, now: int) -> Changes:
        """Process the last document once more: withdraw entries that are still missing."""
        return (
            withdraw_missing(self._root, channel, now=now) if self.pending(channel) else Changes()
        )

    def waves(self) -> Mapping[str, Values]:
        """Return by channel the ``entries`` whose withdrawal is held back, and ``since``."""
        found: Mapping[str, Values] = waves.held_waves(self._root)
        return found

    def let_go(self, channel: str, *, now: int) -> tuple[str, ...]:
        """Withdraw the entries that a channel holds back; return their ids."""
        return withdraw_wave(self._root, channel, now=now) if channel in self.waves() else ()

    def let_stand(self, channel: str) -> tuple[str, ...]:
        """Keep entries that a channel holds back until its source has them; return their ids."""
        if channel not in self.waves():
            return ()
        return waves.keep_wave(self._root, channel, self._root["channels"][channel])

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
        """Return visible entries, newest first, the same post once. Months are Swedish ones.

        Entries with a mark in ``lead`` come before all others, in the order of the marks; a month
        or a year is an archive and keeps its order.
        """
        page = max(start, 0), max(size, 0), month_range(year, month)
        if year is None and lead:
            return self._shown(marks.page_with_marks(self._root, channels, *page, lead))
        return self._shown(query.latest_entries(self._root, channels, *page))

    def count(
        self, channels: Iterable[str], year: int | None = None, month: int | None = None
    ) -> int:
        """Return the total number of entries for ``latest``."""
        return query.entry_count(self._root, channels, month_range(year, month))

    def sizes(
        self, channels: Iterable[str], year: int | None = None, month: int | None = None
    ) -> dict[str, int]:
        """Return the number of visible entries of each of these channels, without empty ones."""
        return query.entry_counts(self._root, channels, month_range(year, month))

    def spread(self, channel: str, months: Iterable[int]) -> dict[int, int]:
        """Return the number of entries that a channel published in each month: see ``months``."""
        return query.published_by_month(self._root, channel, months)

    def oldest(self, channel: str) -> Entry | None:
        """Return the oldest entry that a channel has published, or None."""
        return query.oldest_entry(self._root, channel)

    def by_month(self, channels: Iterable[str]) -> dict[tuple[int, int], int]:
        """Return the number of entries of each ``(year, month)`` that has any, newest first.

        All these channels are loaded: for a hub of a municipality, not of a country.
        """
        return query.counts_by_month(self._root, channels)

    def months(self, channels: Iterable[str]) -> list[tuple[int, int]]:
        """Return ``(year, month)`` of every month that has entries, newest first."""
        return query.months_with_entries(self._root, channels)

    def get(self, entry_id: str) -> Entry | None:
        """Return the entry with this public id, including invisible ones: see ``is_visible``."""
        entry = find_entry(self._root, entry_id)
        return None if entry is None else masks.masked_entry(self._root, entry)

    def kept(self, entry_id: str) -> Entry:
        """Return an entry that exists. Raise KeyError if it does not."""
        return masks.masked_entry(self._root, existing_entry(self._root, entry_id))

    def whole(self, entry_id: str) -> Entry | None:
        """Return all that is stored of an entry, including masked parts: for records, editors."""
        return find_entry(self._root, entry_id)

    def joined(self, entry_id: str) -> Values | None:
        """Return the ``entry`` that another was merged into, ``when`` and ``by`` whom, or None."""
        return merge_of(self._root, entry_id)

    def present_id(self, entry_id: str) -> str:
        """Return the id of an entry, or of the one that it was merged into."""
        act = self.joined(entry_id)
        return act["entry"] if act else entry_id

    def renew_keys(self, channel: str, sparing: duplicates.MemorySaver = iter) -> int:
        """Update fingerprints stored by an older version; return how many entries changed."""
        return duplicates.renew_keys(self._root, channel, sparing)

    def join_doubles(
        self, channel: str, *, by: str, now: int, sparing: duplicates.MemorySaver = iter
    ) -> Iterator[duplicates.MergedEntry]:
        """Merge entries that are one post by their URLs: see ``duplicates``."""
        box = self._root["channels"][channel]
        while groups := duplicates.duplicate_groups(box, sparing):
            done: set[str] = set()
            for ids in groups:
                if done.isdisjoint(ids):
                    done.update(ids)
                    yield from duplicates.merge_duplicates(self._root, channel, ids, by=by, now=now)

    def _shown(self, entries: Iterable[Entry]) -> list[Entry]:
        return [masks.masked_entry(self._root, each) for each in entries]

    def is_visible(self, entry: Entry) -> bool:
        """Return whether visitors may see the entry."""
        return is_visible(entry)

    def places(self) -> dict[str, change_log.Position]:
        """Return the present position of each channel, for ``changed_since``."""
        return dict(change_log.channel_positions(self._root))

    def changed_since(self, channel: str, place: change_log.Position | None) -> list[str] | None:
        """Return the ids of entries changed after a position, or of all if it is None.

        Return None if this store has never had that position.
        """
        if place is None:
            return list(self._root["channels"][channel]["entries"])
        return change_log.changed_ids(self._root, channel, place)

    def versions(self, entry: Entry) -> list[Entry]:
        """Return the entry's earlier versions, oldest first, each valid ``until`` its change."""
        return version_list(entry["versions"])

    def all(self, channel: str) -> Iterator[Entry]:
        """Yield every entry of a channel, newest first, also invisible ones: for editors."""
        return self._merged(channel, *TREES)

    def unseen(self, channel: str) -> Iterator[Entry]:
        """Yield a channel's invisible entries, newest first; no visible entry is loaded."""
        return self._merged(channel, "expired", "invisible")

    def between(self, channel: str, start: int, end: int) -> Iterator[Entry]:
        """Yield a channel's entries from ``start`` until before ``end``, also invisible ones."""
        return self._merged(channel, *TREES, window=key_bounds(start, end))

    def last_kept(self, channel: str) -> tuple[int, int] | None:
        """Return the time of a channel's newest entry and the number of all, or None."""
        newest = next(self.all(channel), None)
        if newest is None:
            return None
        box = self._root["channels"][channel]
        return newest["time"], sum(len(optional_part(box, name)) for name in TREES)

    def times(self, channel: str, start: int, end: int) -> list[int]:
        """Return the times of a channel's entries from ``start`` until before ``end``, sorted.

        Invisible ones are included; no entry is loaded.
        """
        return sorted(
            -time for tree in self._trees(channel) for time, _id in _keys(tree, start, end)
        )

    def ids(self, channel: str, *, before: int) -> Iterator[str]:
        """Yield the ids of a channel's entries from before a timestamp, without loading any."""
        for tree in self._trees(channel):
            yield from (entry_id for _time, entry_id in _keys(tree, -EVER, before))

    def oldest_between(self, channel: str, start: int, end: int) -> int | None:
        """Return the time of the oldest entry between, visible or not, or None."""
        found = (_last_key(tree, start, end) for tree in self._trees(channel))
        return min((-key[0] for key in found if key), default=None)

    def _trees(self, channel: str) -> list[Any]:
        box = self._root["channels"].get(channel)
        return [] if box is None else [optional_part(box, name) for name in TREES]

    def _merged(
        self, channel: str, *names: str, window: tuple[Key | None, Key | None] = (None, None)
    ) -> Iterator[Entry]:
        if self._has(channel):
            box = self._root["channels"][channel]
            yield from (
                entry
                for _, entry in merge(*(optional_part(box, name).items(*window) for name in names))
            )

    def newest(self, channel: str) -> int | None:
        """Return when the channel's newest visible entry was published, or first seen."""
        return self.outline(channel).newest

    def size(self, channel: str) -> int:
        """Return the number of a channel's visible entries."""
        return self.outline(channel).entries

    def total(self) -> int:
        """Return the number of stored entries of all channels, visible or not."""
        return sum(len(box["entries"]) for box in self._root["channels"].values())

    def weeks(self, channel: str, now: int) -> tuple[int, ...]:
        """Return a channel's visible entries in each of the last twelve weeks, oldest first."""
        _, newest, recent = self.outline(channel)
        return weeks.weekly_counts(now, newest, recent)

    def outline(self, channel: str) -> Outline:
        """Return a summary of a channel's visible entries without opening the channel."""
        return outline_of(self._root["rows"].get(channel))

    def outlines(self) -> Iterator[tuple[str, Outline]]:
        """Yield the outline of each channel that has had entries; no channel or entry is loaded."""
        return ((channel, outline_of(row)) for channel, row in self._root["rows"].items())

    def hide(self, entry_id: str, *, by: str, now: int) -> bool:
        """Hide an entry by hand, permanently; return False if there is none or it is hidden."""
        return decisions.set_hidden(self._root, entry_id, {"by": by, "when": now})

    def show(self, entry_id: str) -> bool:
        """Undo ``hide``; return False if there is nothing to undo."""
        return decisions.set_hidden(self._root, entry_id, None)

    def release(self, entry_id: str, *, by: str, now: int) -> bool:
        """Publish a held entry; return False if none is held under this id."""
        return decisions.release_entry(self._root, entry_id, {"by": by, "when": now})

    def is_waiting(self, entry: Entry) -> bool:
        """Return whether the entry is held for review."""
        return is_held(entry)

    def waiting(self, channels: Iterable[str], size: int) -> list[Entry]:
        """Return the held entries of these channels, newest first."""
        return review_queue.queued_entries(self._root, channels, size)

    def waiting_numbers(self) -> Mapping[str, int]:
        """Return the number of held entries by channel, without channels that have none."""
        return review_queue.queue_sizes(self._root)

    def undescribed(self, channels: Iterable[str], size: int, after: str = "") -> list[Entry]:
        """Return visible entries with an undescribed picture, newest first.

        ``after`` is the id of the last entry on the previous page.
        """
        found = accessibility.undescribed_entries(self._root, channels, self._key(after), size)
        return self._shown(found)

    def uncaptioned(
        self, channels: Iterable[str], films: Collection[str], size: int, after: str = ""
    ) -> list[Entry]:
        """Return visible videos and audio files without captions, newest first; ``after`` as above.

        In the channels in ``films`` every entry is a video.
        """
        found = accessibility.uncaptioned_entries(
            self._root, channels, films, self._key(after), size
        )
        return self._shown(found)

    def descriptions(
        self, channels: Iterable[str], films: Collection[str]
    ) -> dict[str, accessibility.MediaCounts]:
        """Return the number of these channels' pictures and videos, and of those described."""
        return accessibility.media_counts(self._root, channels, films)

    def caption(self, entry_id: str, captioned: Values | None) -> bool:
        """Record who has seen captions of a video, or undo that; return if anything changed."""
        return decisions.set_captions(self._root, entry_id, captioned)

    def _key(self, entry_id: str) -> Key | None:
        entry = self.get(entry_id)
        return None if entry is None else entry_key(entry)

    def mark(self, name: str, entry_id: str, *, by: str, now: int) -> str:
        """Make an entry the only one that is ``featured`` or ``pinned``, and remove its other mark.

        Return the id of the previous holder, or an empty text. Nothing happens if there is no such
        entry.
        """
        return marks.set_mark(self._root, name, entry_id, by, now)

    def unmark(self, entry_id: str) -> bool:
        """Remove an entry's mark; return False if it has none."""
        return marks.remove_mark(self._root, entry_id)

    def marks(self) -> Mapping[str, Entry]:
        """Return the ``entry`` that has each mark, ``by`` whom and ``when``."""
        return marks.all_marks(self._root)

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
        """Mask passages, and pictures by their names, in the public view of an entry.

        The mask holds whatever the source does, and for the same post in other channels: return the
        ids of all entries masked. Raise KeyError if there is no such entry.
        """
        mask = {"words": tuple(words), "pictures": tuple(pictures)}
        facts = {"reason": reason, "by": by, "when": now}
        return decisions.apply_mask(self._root, entry_id, {**mask, **facts})

    def unmask(self, entry_id: str) -> list[str]:
        """Show an entry whole again; return the ids of all entries changed."""
        return decisions.apply_mask(self._root, entry_id, None)

    def masks(self) -> Mapping[str, masks.Mask]:
        """Return the mask of each masked entry, with its reason, person and time."""
        return masks.all_masks(self._root)

    def traces(
        self, entry_id: str, channels: Iterable[str], most: int = 2000
    ) -> list[traces.Trace]:
        """Return where masked words and pictures of an entry may still be seen.

        Only the entry itself and the newest visible ones of some channels, at most ``most``, are
        searched.
        """
        mask = self.masks().get(entry_id)
        if mask is None:
            return []
        others = [each for each in self.latest(channels, size=most) if each["entry_id"] != entry_id]
        shown = [self.kept(entry_id), *others]
        return list(traces.mask_traces(mask, ((each, self.pictures(each)) for each in shown)))

    def unfound(self, entry_id: str, words: Iterable[str]) -> list[str]:
        """Return the passages that an entry does not have, and has never had."""
        return masks.missing_passages(self._root, existing_entry(self._root, entry_id), words)

    def erase(self, entry_id: str, told: Values) -> list[str]:
        """Dispose of an entry: only its existence, the decision in ``told`` and hashes remain.

        ``told`` has the person, the time and the decision. Delete its pictures with ``drop_files``.
        """
        return disposal.erase_entry(self._root, entry_id, told)

    def forget_versions(self, entry_id: str, before: int, told: Values) -> list[str]:
        """Dispose of an entry's versions from before a timestamp; return their hashes."""
        return disposal.erase_versions(self._root, entry_id, before, told)

    def forget_pictures(self, entry_id: str, told: Values) -> list[str]:
        """Dispose of an entry's pictures; return their names, which are hashes of them."""
        return disposal.erase_pictures(self._root, entry_id, told)

    def drop_files(self, sources: Iterable[str]) -> int:
        """Delete the files of pictures that no entry needs, by their keys in ``sources``."""
        return disposal.delete_files(self._root, sources)

    def refilter(self, channel: str, shown: EntryFilter) -> int:
        """Apply the channel's changed word filter to every entry; return how many changed."""
        return decisions.apply_filter(self._root, channel, shown) if self._has(channel) else 0

    def trim(self, channel: str, *, keep: int | None = None, newer_than: int | None = None) -> int:
        """Show at most so many entries, none older than ``newer_than``; return how many changed.

        Expired entries remain stored. Nothing is written if nothing is due.
        """
        if not self._has(channel):
            return 0
        return decisions.apply_limits(self._root, channel, keep=keep, newer_than=newer_than)

    def wanted(self, channel: str, *, now: int | None = None) -> list[tuple[str, str, str | None]]:
        """Return ``(entry_id, src, alt)`` of pictures to be fetched, at most four for each entry.

        With ``now``, those whose next try is later are left out.
        """
        return pictures.pictures_to_fetch(self._root, channel, now) if self._has(channel) else []

    def add_picture(
        self, entry_id: str, src: str, data: bytes, width: int, height: int, type: str
    ) -> str | None:
        """Store a fetched picture; return its name, or None if the entry no longer has it."""
        return pictures.add_picture(self._root, entry_id, src, data, width, height, type)

    def upload(self, data: bytes, width: int, height: int, type: str, *, origin: str = "") -> str:
        """Store a submitted picture; return its internal URL for an entry.

        ``origin`` identifies the file that it was made from, for ``uploaded``.
        """
        return pictures.store_upload(self._begun(), data, width, height, type, origin)

    def uploaded(self, origin: str) -> str:
        """Return the internal URL of the picture made from a file before, or an empty text."""
        return pictures.upload_url(self._root, origin)

    def picture_failed(self, entry_id: str, src: str, now: int) -> None:
        """Postpone a picture's next try for an hour, then for a day, then give it up."""
        pictures.postpone_picture(self._root, entry_id, src, now)

    def picture(self, entry_id: str, name: str) -> tuple[Blob, str, int, int] | None:
        """Return ``(blob, type, width, height)`` of a picture that this entry shows, or None."""
        return self.picture_of(self.get(entry_id), name)

    def picture_of(
        self, entry: Entry | None, name: str, *, ever: bool = False
    ) -> tuple[Blob, str, int, int] | None:
        """Return a picture of an entry that is loaded already, such as a whole one.

        With ``ever`` also one that an earlier version of it has shown.
        """
        contents = [] if entry is None else [entry, *(self.versions(entry) if ever else ())]
        if name not in [each["name"] for one in contents for each in self.pictures(one)]:
            return None
        file: tuple[Blob, str, int, int] = self._root["files"][name]
        return file

    def pictures(self, entry: Entry) -> list[Values]:
        """Return ``src``, ``name``, ``alt``, ``width`` and ``height`` of stored pictures.

        The entry may be an earlier version of one, too.
        """
        return pictures.stored_pictures(self._root, entry)

    @property
    def name(self) -> str:
        """The store's unique name; empty before the first write."""
        name: str = self._annotations.get(KEY, {}).get("name", "")
        return name

    def read_into(
        self, file: IndexFile, state: str, plain: PlainText, *, record: bool = False
    ) -> Iterator[int]:
        """Update an index file step by step; yield the number of entries read in each step.

        With ``record`` it is the file of the part of the record that visitors do not see.
        """
        return entry_search.update_steps(
            entry_search.IndexUpdate(self._root, file, state, plain, record)
        )

    def forget(self, channel: str, entry_ids: Iterable[str]) -> None:
        """Have every index file check entries of a channel again that no longer exist."""
        for entry_id in entry_ids:
            change_log.log_removal(self._root, channel, entry_id)

    def is_same(self, file: IndexFile) -> bool:
        """Return whether an index file is exactly up to date."""
        return freshness.is_up_to_date(self._root, file)

    def is_read(self, file: IndexFile) -> bool:
        """Return whether all stored changes have been read into an index file."""
        return not freshness.is_behind(self._root, file)

    def found(
        self,
        file: IndexFile,
        clauses: tuple[Clause, ...],
        channels: Collection[str],
        *,
        start: int = 0,
        size: int = 20,
        year: int | None = None,
        month: int | None = None,
        best: bool = False,
    ) -> entry_search.SearchPage:
        """Return visible entries that match, the same post once.

        The latest come first; with ``best`` those that match in their titles. At most ten thousand
        are counted.
        """
        when = entry_search.time_bounds(year, month)
        page = max(start, 0), max(size, 0)
        return entry_search.search_page(
            self._root, file, TextQuery(clauses, channels, when, best, *page)
        )

    def met(
        self, file: IndexFile, clauses: tuple[Clause, ...], channels: Collection[str]
    ) -> list[TextMatch] | None:
        """Return each match of ``found``, of any time; None if not all are counted."""
        query = TextQuery(clauses, channels, entry_search.time_bounds(None, None))
        return all_matches(file, freshness.current_query(self._root, file, query))

    def recorded(
        self,
        visible: IndexFile,
        other: IndexFile,
        clauses: tuple[Clause, ...],
        *,
        kinds: Iterable[str],
        channels: Collection[str] | None = None,
        moments: tuple[int, int],
        size: int,
    ) -> RecordHits:
        """Return the latest matches in the record's texts of some kinds.

        Without clauses all texts match; if ``channels`` is None, those of all channels. ``moments``
        are the first timestamp, and the one after the last.
        """
        query = TextQuery(clauses, channels, moments, size=size, kinds=tuple(kinds), every=True)
        return record_search.record_hits(self._root, visible, other, query)

    def revision(self) -> int:
        """Return a number that changes whenever a visitor could see something else."""
        number: int = self._root["revision"]()
        return number


def _keys(tree: Any, start: int, end: int) -> Iterable[Key]:
    keys: Iterable[Key] = tree.keys(*key_bounds(start, end))
    return keys


def _last_key(tree: Any, start: int, end: int) -> Key | None:
    first, last = key_bounds(start, end)
    key: Key | None = tree.maxKey(last) if tree and tree.minKey() <= last else None
    return key if key is not None and key >= first else None
