import pytest
from helpers.core.timeline import NEWS

from katrineholm.socialhub.core.feeds.sanitiser import sanitised_text
from katrineholm.socialhub.core.search import text_index
from katrineholm.socialhub.core.search.clauses import search_clauses
from katrineholm.socialhub.core.timeline import entry_search
from katrineholm.socialhub.core.timeline.decisions import (
    apply_filter,
    apply_limits,
    hide_entry,
    release_entry,
    show_entry,
)
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.entry_search import search_page, update_steps
from katrineholm.socialhub.core.timeline.freshness import has_read_all


@pytest.fixture
def opened(tmp_path):
    """Opens a process's file of texts, or another's by its name."""

    def opened(timeline, name="mine"):
        return text_index.open_index(tmp_path / name, timeline.name)

    return opened


@pytest.fixture
def read(opened):
    """Reads what is new, and gives how many entries each step has read; ``most`` steps."""

    def read(timeline, state="1", most=None, name="mine"):
        numbers = []
        with opened(timeline, name) as file:
            for number in update_steps(timeline, file, state, sanitised_text):
                numbers.append(number)
                if len(numbers) == most:
                    break
        return numbers

    return read


@pytest.fixture
def titles(opened):
    """The titles that a search gives, as the file is."""

    def titles(timeline, text, channels=(NEWS,), name="mine", **more):
        with opened(timeline, name) as file:
            page = search_page(timeline, file, search_clauses(text), channels, **more)
        assert page.total == len(page.entries) or more
        return [entry["title"] for entry in page.entries]

    return titles


def test_what_is_kept_is_found(timeline, read, titles, entry, at):
    store_document(timeline, NEWS, [entry("a", title="Kommunens badhus")], now=at(2))
    assert titles(timeline, "kommun") == []
    read(timeline)
    assert titles(timeline, "kommun") == ["Kommunens badhus"]


def test_what_is_changed_is_found_by_what_it_says_now(timeline, read, titles, entry, at):
    store_document(timeline, NEWS, [entry("a", title="Badhus"), entry("b", title="Väg")], now=at(2))
    read(timeline)
    store_document(timeline, NEWS, [entry("a", title="Isbana"), entry("b", title="Väg")], now=at(3))
    assert read(timeline) == [1]
    assert (titles(timeline, "badhus"), titles(timeline, "isbana")) == ([], ["Isbana"])


def hidden(timeline, a, at):
    hide_entry(timeline, a, by="anna", now=at(3))


def withdrawn(timeline, a, at):
    store_document(timeline, NEWS, [], now=at(3), deleted=["id:a"])


def filtered(timeline, a, at):
    apply_filter(timeline, NEWS, lambda entry: False)


def expired(timeline, a, at):
    apply_limits(timeline, NEWS, keep=0)


@pytest.mark.parametrize("act", [hidden, withdrawn, filtered, expired])
def test_what_visitors_no_longer_see_is_not_found_nor_counted(
    timeline, read, titles, opened, entry, at, act
):
    (a,) = store_document(timeline, NEWS, [entry("a", title="Badhus")], now=at(2)).new
    read(timeline)
    act(timeline, a, at)
    assert titles(timeline, "badhus") == []  # before it has been read, too
    read(timeline)
    with opened(timeline) as file:
        assert text_index.text_count(file) == 0


def test_what_is_held_is_found_from_its_release_on(timeline, read, titles, opened, entry, at):
    (a,) = store_document(timeline, NEWS, [entry("a", title="Badhus")], now=at(2), hold=True).new
    read(timeline)
    with opened(timeline) as file:
        assert text_index.text_count(file) == 0
    release_entry(timeline, a, by="anna", now=at(3))
    read(timeline)
    assert titles(timeline, "badhus") == ["Badhus"]
    hide_entry(timeline, a, by="anna", now=at(4))
    show_entry(timeline, a)
    read(timeline)
    assert titles(timeline, "badhus") == ["Badhus"]


def test_channels_months_and_pages_narrow_the_search(timeline, read, titles, entry, at):
    days = [at(1, month=month) for month in (4, 5, 6)]
    for channel in "one", "two":
        entries = [entry(f"{channel}{day}", title=f"Bad {channel}", published=day) for day in days]
        store_document(timeline, channel, entries, now=at(2))
    read(timeline)
    both = ["one", "two"]
    assert titles(timeline, "bad", ["one"]) == ["Bad one"] * 3
    assert titles(timeline, "bad", ["gone"]) == []
    assert sorted(titles(timeline, "bad", both, year=2026, month=5)) == ["Bad one", "Bad two"]
    assert len(titles(timeline, "bad", both, year=2026)) == 6
    assert titles(timeline, "bad", both, year=2025) == []
    assert (
        titles(timeline, "bad", both, start=4, size=5, best=True)
        == titles(timeline, "bad", both)[4:]
    )


def test_the_same_post_in_two_channels_is_found_once(timeline, read, titles, entry, at):
    for channel in "one", "two":
        store_document(timeline, channel, [entry("a", title="Badhus")], now=at(2))
    read(timeline)
    assert titles(timeline, "badhus", ["one", "two"]) == ["Badhus"]
    assert titles(timeline, "badhus", ["two"]) == ["Badhus"]


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"title": "Badhus"}, "badhus"),
        ({"html": "<p>Bad<b>hus</b></p><p>Simhall</p>"}, '"badhus"'),
        ({"html": "<p>Text</p>", "summary": "Om badhus"}, "badhus"),
        ({"author": "Badhuset"}, "badhus"),
        ({"categories": ("Bad", "Badhus")}, "badhus"),
        ({"images": [{"src": "https://x.example/1", "alt": "Ett badhus"}]}, "badhus"),
    ],
)
def test_an_entry_is_found_by_all_that_it_says(
    timeline, read, titles, entry, image, at, values, text
):
    values = {"title": "T", **values}
    if "images" in values:
        values["images"] = [image("b", alt="Ett badhus")]
    store_document(timeline, NEWS, [entry("a", **values)], now=at(2))
    read(timeline)
    assert titles(timeline, text) == [values["title"]]


def test_a_title_made_of_the_text_is_no_title(timeline, read, titles, entry, at):
    entries = [
        entry("a", title="Badhus", title_derived=True, html="<p>Badhus</p>", published=at(2)),
        entry("b", title="Badhus 2", published=at(1)),
    ]
    store_document(timeline, NEWS, entries, now=at(3))
    read(timeline)
    assert titles(timeline, "badhus", best=True) == ["Badhus 2", "Badhus"]


def test_reading_goes_on_where_it_was_left(timeline, read, titles, opened, entry, at, monkeypatch):
    monkeypatch.setattr(entry_search, "STEP_SIZE", 2)
    entries = [entry(str(number), title=f"Bad {number}") for number in range(5)]
    store_document(timeline, NEWS, entries, now=at(2))
    assert read(timeline, most=1) == [2]
    with opened(timeline) as file:
        assert not has_read_all(timeline, file, "1")
    assert read(timeline) == [2, 2, 1]
    assert len(titles(timeline, "bad")) == 5
    store_document(timeline, NEWS, [{**each, "title": "Väg"} for each in entries], now=at(3))
    assert read(timeline, most=1) == [2]
    assert sum(read(timeline)) == 5
    assert (titles(timeline, "bad"), len(titles(timeline, "väg"))) == ([], 5)
    with opened(timeline) as file:
        assert has_read_all(timeline, file, "1")


def test_where_nothing_is_new_nothing_is_read(timeline, read, entry, at):
    store_document(timeline, NEWS, [entry("a")], now=at(2))
    assert (read(timeline), read(timeline), read(timeline, state="2")) == ([1], [], [])


def test_who_sees_an_older_state_leaves_what_is_known_of_a_later_one(site, read, titles, entry, at):
    store_document(site.timeline, NEWS, [entry("a", title="Badhus")], now=at(2))
    site.commit()
    older = site.connection()
    assert older.timeline.get("x") is None
    store_document(site.timeline, NEWS, [entry("b", title="Badplats")], now=at(3))
    site.commit()
    read(site.timeline, state="2")
    assert read(older.timeline, state="1") == []
    assert sorted(titles(site.timeline, "bad*")) == ["Badhus", "Badplats"]
    assert titles(older.timeline, "bad*") == ["Badhus"]


@pytest.mark.parametrize(("now", "found"), [(1059, 0), (1061, 1), (900, 1)])
def test_a_file_that_stays_ahead_of_the_database_is_read_again_in_a_minute(
    timeline, read, titles, entry, at, monkeypatch, now, found
):
    """It is a copy from a later time, or the clock was wrong, ahead or behind."""
    monkeypatch.setattr(entry_search, "time", lambda: 1000)
    store_document(timeline, NEWS, [entry("a", title="Isbana")], now=at(2))
    read(timeline, state="9")
    store_document(timeline, NEWS, [entry("b", title="Badhus")], now=at(3))
    monkeypatch.setattr(entry_search, "time", lambda: now)
    read(timeline, state="1")
    assert len(titles(timeline, "badhus")) == found


def test_what_was_undone_is_found_no_more(site, read, titles, entry, at):
    store_document(site.timeline, NEWS, [entry("a", title="Badhus")], now=at(2))
    site.commit()
    store_document(site.timeline, NEWS, [entry("b", title="Badplats")], now=at(3))
    read(site.timeline, state="2")
    site.first.abort()
    assert titles(site.timeline, "bad*") == ["Badhus"]
    store_document(site.timeline, NEWS, [entry("c", title="Badring")], now=at(3))
    assert read(site.timeline, state="3") == [2]
    assert sorted(titles(site.timeline, "bad*")) == ["Badhus", "Badring"]


def test_a_channel_that_is_gone_from_the_store_is_found_no_more(site, read, opened, entry, at):
    store_document(site.timeline, "one", [entry("a", title="Badhus")], now=at(2))
    site.commit()
    store_document(site.timeline, "two", [entry("a", title="Badplats")], now=at(2))
    read(site.timeline)
    site.first.abort()
    read(site.timeline, state="2")
    with opened(site.timeline) as file:
        assert list(text_index.read_positions(file)) == ["one"]


def test_the_file_of_another_store_is_made_anew(timeline, new_timeline, read, titles, entry, at):
    other = new_timeline()
    store_document(other, NEWS, [entry("x", title="Badkar")], now=at(2))
    read(other, state="9")
    store_document(timeline, NEWS, [entry("a", title="Badhus")], now=at(2))
    read(timeline)
    assert titles(timeline, "bad*") == ["Badhus"]


def test_two_processes_keep_a_file_each(timeline, read, titles, entry, at):
    store_document(timeline, NEWS, [entry("a", title="Badhus")], now=at(2))
    read(timeline, name="mine")
    assert titles(timeline, "badhus", name="yours") == []
    read(timeline, name="yours")
    assert titles(timeline, "badhus", name="yours") == ["Badhus"]


def test_a_store_without_entries_has_nothing_to_find(timeline, read, titles):
    assert (timeline.name, read(timeline), titles(timeline, "badhus")) == ("", [], [])
