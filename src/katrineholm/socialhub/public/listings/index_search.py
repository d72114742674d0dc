"""The full-text search in the entries of a hub."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from plone.dexterity.content import Container

from ... import logger
from ...core.search import text_index
from ...core.search.clauses import Clause
from ...core.search.guesses import Guess
from ...core.search.text_index import BrokenIndex, TextMatch, UnusableIndex
from ...core.timeline.entry_search import all_matches, hit_count, search_page
from ...core.timeline.freshness import has_read_all, is_up_to_date
from ...core.timeline.outline import channel_outlines
from ...core.timeline.store import timeline_of
from ...core.timeline.tags import marked_tag, tag_mark
from .index_update import database_state, entry_index_path, update_index

ATTEMPTS = 2  # the first attempt removes a broken file


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A page of search hits out of ``total``, which is not all of them if ``is_cut``.

    If ``is_whole`` is false, only ``read`` of ``stored`` entries have been indexed so far. A
    ``guess`` is what the search probably means, if it finds only few hits as it is ``written``.
    """

    entries: list
    total: int = 0
    is_cut: bool = False
    guess: Guess | None = None
    written: int = 0
    is_usable: bool = True
    is_whole: bool = True
    read: int = 0
    stored: int = 0


def search_result(
    hub: Container, clauses: tuple[Clause, ...], channels: Collection[str], **options: Any
) -> SearchResult:
    """Return a page of the channels' entries that match all clauses; see ``search_page``."""
    state = database_state(hub)
    page = _consult(
        hub, lambda timeline, file: _page(timeline, file, state, clauses, channels, options)
    )
    return page or SearchResult([], is_usable=False)


def search_matches(
    hub: Container,
    clauses: tuple[Clause, ...],
    channels: Collection[str],
    guess: Guess | None = None,
) -> list[TextMatch] | None:
    """Return all hits of a search; None if they are too many or the index cannot be used."""
    return _consult(
        hub, lambda timeline, file: all_matches(timeline, file, clauses, channels, guess)
    )


def searches_with_hits(
    hub: Container,
    searches: Mapping[Any, tuple[Clause, ...]],
    channels: Collection[str],
    *,
    most: int = 1,
    **when: int | None,
) -> Mapping[Any, int]:
    """Return the names of those searches that find anything, with their hits, at most ``most``.

    If the index cannot be used, each has one.
    """
    found = _consult(
        hub,
        lambda timeline, file: {
            name: number
            for name, clauses in searches.items()
            if (number := hit_count(timeline, file, clauses, channels, most=most, **when))
        },
    )
    return dict.fromkeys(searches, 1) if found is None else found


def used_tags(hub: Container, most: int) -> list[str]:
    """Return the tags that most visible entries of a hub have, whoever may see their channels."""
    found = _consult(hub, lambda _timeline, file: text_index.mark_counts(file, tag_mark(""), most))
    return [marked_tag(mark) for mark, _number in found or ()]


def _consult(hub, look: Callable):
    """Return the result of ``look``, called on a hub's index file; None if it cannot be used."""
    try:
        for _attempt in range(ATTEMPTS):
            try:
                return _look(hub, look)
            except BrokenIndex as error:
                logger.warning("%s: it is made anew", error)
    except UnusableIndex as error:
        logger.error("%s", error)
    return None


def _look(hub, look):
    path, timeline = entry_index_path(hub), timeline_of(hub)
    with text_index.open_index(path, timeline.name) as file:
        if not is_up_to_date(timeline, file):
            update_index(hub, path)
        # The page is told to be complete by the same state of the file in which it was searched.
        with text_index.read_transaction(file):
            return look(timeline, file)


def _page(timeline, file, state, clauses, channels, options):
    page = SearchResult(*search_page(timeline, file, clauses, channels, **options))
    if has_read_all(timeline, file, state):
        return page
    stored = sum(outline.entries for _channel, outline in channel_outlines(timeline))
    read = min(text_index.text_count(file), stored)
    return replace(page, is_whole=False, read=read, stored=stored)
