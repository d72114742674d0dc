"""What a file of texts finds that has not been read to its end: never by what is said no more."""

import pytest

from katrineholm.socialhub.core.feeds.clean import text_of
from katrineholm.socialhub.core.search import textfile
from katrineholm.socialhub.core.search.asking import asked
from katrineholm.socialhub.core.timeline import searching

NEWS = "news"
ACT = {"when": 1, "by": "anna", "decision": "1"}


@pytest.fixture
def file(tmp_path, kept):
    """The timeline's file of texts, open."""
    with textfile.opened(tmp_path / "file", kept.name) as file:
        yield file


@pytest.fixture
def kept(timeline, entry, at):
    """Three entries."""
    names = {"a": "Elin vann", "b": "Elin kom tvåa", "c": "Elin kom trea"}
    timeline.keep(NEWS, [entry(key, title=title) for key, title in names.items()], now=at(2))
    return timeline


def found(timeline, file, word="elin"):
    """What a search shows, what it says there is on another page, and what it counts."""
    page = timeline.found(file, asked(word), [NEWS])
    later = timeline.found(file, asked(word), [NEWS], start=20)
    counted = timeline.met(file, asked(word), [NEWS])
    assert page.total == later.total == len(counted)
    return sorted(entry["title"] for entry in page.entries)


def masked(timeline, entry, entry_id, at):
    timeline.mask(entry_id, ["Elin"], [], reason="Begäran", by="ida", now=at(3))


def edited(timeline, entry, entry_id, at):
    timeline.keep(NEWS, [entry("a", title="En elev vann")], now=at(3))


def hidden(timeline, entry, entry_id, at):
    timeline.hide(entry_id, by="anna", now=at(3))


def disposed(timeline, entry, entry_id, at):
    timeline.erase(entry_id, ACT)


@pytest.mark.parametrize("act", [masked, edited, hidden, disposed])
def test_what_has_changed_since_is_neither_found_nor_counted(kept, file, entry, at, act):
    list(kept.read_into(file, "1", text_of))
    [entry_id] = [each["entry_id"] for each in kept.all(NEWS) if each["title"] == "Elin vann"]
    act(kept, entry, entry_id, at)
    assert found(kept, file) == ["Elin kom trea", "Elin kom tvåa"]
    assert not kept.is_read(file)


def test_what_changes_while_a_channel_is_read_for_the_first_time_is_not_found(
    kept, file, entry, at, monkeypatch
):
    monkeypatch.setattr(searching, "A_STEP", 1)
    reading = kept.read_into(file, "1", text_of)
    next(reading), next(reading)
    first, second = found(kept, file)
    [entry_id] = [each["entry_id"] for each in kept.all(NEWS) if each["title"] == first]
    masked(kept, entry, entry_id, at)
    assert found(kept, file) == [second]


def test_of_a_file_from_a_lost_time_nothing_masked_is_found(kept, file, entry, at):
    list(kept.read_into(file, "1", text_of))
    with textfile.writing(file):
        textfile.has_read(file, NEWS, (99, 99))
    [entry_id] = [each["entry_id"] for each in kept.all(NEWS) if each["title"] == "Elin vann"]
    masked(kept, entry, entry_id, at)
    assert found(kept, file) == ["Elin kom trea", "Elin kom tvåa"]
    assert not kept.is_same(file)
