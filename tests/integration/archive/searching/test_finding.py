"""What is found of the record, in its order."""

from datetime import UTC, date, datetime

import pytest
import transaction

from katrineholm.socialhub.archive.searching.finding import found
from katrineholm.socialhub.archive.searching.query import Query
from katrineholm.socialhub.core.timeline.recorded import KINDS
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.search.place import file_of, record_of


def test_the_latest_comes_first_whichever_file_it_is_in(hub, keep):
    blog = hub["kultur"]["bloggen"]
    for day in range(1, 7):
        keep(blog, title=f"{day}", published=datetime(2026, 6, day, tzinfo=UTC), hold=day % 2 == 0)
    transaction.commit()
    query = Query(types=KINDS, first=date(2026, 6, 1), size=4)
    page = found(hub, query)
    assert [hit.found.entry["title"] for hit in page.hits] == ["6", "5", "4", "3"]
    assert [hit.type for hit in page.hits] == ["held", "entry", "held", "entry"]
    rest = found(hub, Query(types=KINDS, first=date(2026, 6, 1), start=4, size=4))
    assert [hit.found.entry["title"] for hit in rest.hits] == ["2", "1"]
    assert page.total == rest.total == 6


@pytest.mark.parametrize("broken", [file_of, record_of])
def test_a_broken_file_is_made_anew(hub, titles, broken, caplog):
    titles()
    broken(hub).write_bytes(b"x" * 5000)
    assert titles("badhus") == ["Badhuset", "Badhuset väntar"]
    assert "it is made anew" in caplog.text


def test_a_folder_that_cannot_be_is_told(hub, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SOCIALHUB_INDEX", str(tmp_path / "file"))
    assert not found(hub, Query(types=KINDS)).is_usable


def test_a_copied_hubs_files_are_its_own(hub, titles):
    titles()
    assert file_of(hub) != record_of(hub)
    assert timeline_of(hub).name


def test_nobody_finds_messages_or_the_diary_without_a_role(hub):
    page = found(hub, Query())
    assert {hit.type for hit in page.hits} == {"entry", "held"}
