"""What is found of the record, in its order."""

from datetime import UTC, date, datetime

import pytest
import transaction

from katrineholm.socialhub.archive.record import search
from katrineholm.socialhub.archive.record.query import RecordQuery
from katrineholm.socialhub.archive.record.search import search_results
from katrineholm.socialhub.core.timeline.record_search import KINDS
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.listings.index_update import entry_index_path, record_index_path


def test_the_latest_comes_first_whichever_file_it_is_in(searched_hub, keep):
    blog = searched_hub["kultur"]["bloggen"]
    for day in range(1, 7):
        keep(blog, title=f"{day}", published=datetime(2026, 6, day, tzinfo=UTC), hold=day % 2 == 0)
    transaction.commit()
    query = RecordQuery(types=KINDS, first=date(2026, 6, 1), size=4)
    page = search_results(searched_hub, query)
    assert [hit.found.entry["title"] for hit in page.hits] == ["6", "5", "4", "3"]
    assert [hit.type for hit in page.hits] == ["held", "entry", "held", "entry"]
    rest = search_results(
        searched_hub, RecordQuery(types=KINDS, first=date(2026, 6, 1), start=4, size=4)
    )
    assert [hit.found.entry["title"] for hit in rest.hits] == ["2", "1"]
    assert page.total == rest.total == 6


@pytest.mark.parametrize("broken", [entry_index_path, record_index_path])
def test_a_broken_file_is_made_anew(searched_hub, titles, broken, caplog):
    titles()
    broken(searched_hub).write_bytes(b"x" * 5000)
    assert titles("badhus") == ["Badhuset", "Badhuset väntar"]
    assert "it is made anew" in caplog.text


def test_a_folder_that_cannot_be_is_told(searched_hub, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SOCIALHUB_INDEX", str(tmp_path / "file"))
    assert not search_results(searched_hub, RecordQuery(types=KINDS)).is_usable


def test_an_index_that_is_behind_says_how_far_it_is(searched_hub, keep, monkeypatch):
    search_results(searched_hub, RecordQuery(types=KINDS))
    keep(searched_hub["kultur"]["bloggen"], title="Ny", hold=True)
    transaction.commit()
    monkeypatch.setattr(search, "update_index", lambda *given, **options: None)
    page = search_results(searched_hub, RecordQuery(types=KINDS))
    assert (page.total, page.is_whole, page.unread) == (2, False, 2)  # one for each of its files


def test_a_copied_hubs_files_are_its_own(searched_hub, titles):
    titles()
    assert entry_index_path(searched_hub) != record_index_path(searched_hub)
    assert timeline_of(searched_hub).name


def test_nobody_finds_messages_or_the_diary_without_a_role(searched_hub):
    page = search_results(searched_hub, RecordQuery())
    assert {hit.type for hit in page.hits} == {"entry", "held"}
