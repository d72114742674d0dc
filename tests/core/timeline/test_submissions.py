"""What is written by hand and what a source tells are one entry, whichever came first."""

import pytest
from helpers.core.timeline import NAMES, NEWS, quick
from hypothesis import given
from hypothesis import strategies as st

from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.pictures import (
    picture_file,
    pictures_to_fetch,
    store_upload,
    stored_pictures,
)
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.review_queue import queued_entries
from katrineholm.socialhub.core.timeline.streams import latest_entries
from katrineholm.socialhub.core.timeline.submissions import (
    entry_with_link,
    store_submission,
    update_submission,
)


def by_hand(entry, name="a", **values):
    """As a person hands it in: known by its link alone."""
    link = f"https://www.example.org/{name}?utm_source=share"
    keys = (f"link:{name}", f"written:{name}")
    plain = {"keys": keys, "id": "", "link": link, "title": f"Written {name}"}
    return entry(name, **{**plain, "html": "<p>Written</p>", "published": None, **values})


def write(timeline, entry, at, name="a", *, day=1, by="anna", **values):
    return store_submission(timeline, NEWS, by_hand(entry, name, **values), by=by, now=at(day))


def titles(timeline):
    return [each["title"] for each in latest_entries(timeline, [NEWS], size=100)]


def test_what_is_written_stands_in_the_stream_at_once(timeline, entry, at):
    before = timeline.revision()
    entry_id, outcome = write(timeline, entry, at)
    assert (outcome, titles(timeline)) == ("new", ["Written a"])
    assert timeline.revision() != before
    assert timeline.get(entry_id)["hand"]["by"] == "anna"


def test_the_same_twice_is_one_entry_and_writes_nothing_more(timeline, entry, at):
    entry_id, _ = write(timeline, entry, at)
    before = timeline.revision()
    assert write(timeline, entry, at, day=2) == (entry_id, "same")
    assert (timeline.revision(), titles(timeline)) == (before, ["Written a"])


@pytest.mark.parametrize(
    "other",
    [
        {"link": "http://example.org/a"},
        {"link": "https://www.example.org/a/"},
        {"dated": "2026-05-04T18:00:00+02:00"},
        {"keys": ("link:a", "written:b")},
    ],
)
def test_another_spelling_is_kept_and_makes_no_version(timeline, entry, at, other):
    entry_id, _ = write(timeline, entry, at)
    assert write(timeline, entry, at, day=2, **other)[0] == entry_id
    found = timeline.get(entry_id)
    assert {name: found[name] for name in other} == other
    assert (version_list(found), found["last_changed"]) == ([], at(1))


def test_the_same_address_with_another_text_is_a_change_with_the_earlier_one_kept(
    timeline, entry, at
):
    entry_id, _ = write(timeline, entry, at)
    assert write(timeline, entry, at, day=2, title="Mended") == (entry_id, "changed")
    found = timeline.get(entry_id)
    assert (found["title"], found["time"]) == ("Mended", at(1))
    assert [each["title"] for each in version_list(found)] == ["Written a"]


def test_what_was_hidden_stays_hidden_when_it_is_written_once_more(timeline, entry, at):
    entry_id, _ = write(timeline, entry, at)
    hide_entry(timeline, entry_id, by="bo", now=at(2))
    assert write(timeline, entry, at, day=3, title="Again") == (entry_id, "changed")
    assert titles(timeline) == []
    assert entry_with_link(timeline, NEWS, "http://example.org/a")["entry_id"] == entry_id
    assert entry_with_link(timeline, NEWS, "http://example.org/b") is None


def test_words_and_holding_hold_for_what_is_written(timeline, entry, at):
    values = by_hand(entry)
    store_submission(timeline, NEWS, values, by="anna", now=at(1), passes=lambda entry: False)
    store_submission(timeline, NEWS, by_hand(entry, "b"), by="anna", now=at(1), hold=True)
    assert titles(timeline) == []
    assert [each["title"] for each in queued_entries(timeline, [NEWS], 9)] == ["Written b"]


def test_a_document_without_it_does_not_withdraw_what_no_source_has_told(timeline, entry, at):
    write(timeline, entry, at, day=3)
    for day in (4, 5, 6):
        store_document(timeline, NEWS, [entry("b", published=at(2))], now=at(day), floor=at(1))
    assert titles(timeline) == ["Written a", "Title b"]


def test_what_the_source_has_told_and_tells_no_longer_is_withdrawn(timeline, entry, at):
    write(timeline, entry, at, day=3)
    both = [entry("a", published=at(3)), entry("b", published=at(2))]
    store_document(timeline, NEWS, both, now=at(4), floor=at(1))
    for day in (5, 6):
        store_document(timeline, NEWS, both[1:], now=at(day), floor=at(1))
    assert titles(timeline) == ["Title b"]
    write(timeline, entry, at, day=7)
    store_document(timeline, NEWS, [both[1]], now=at(8), floor=at(1))
    store_document(timeline, NEWS, [both[1]], now=at(9), floor=at(1))
    assert sorted(titles(timeline)) == ["Title b", "Written a"]


def test_found_in_the_feed_later_it_is_the_same_entry_in_the_sources_words(timeline, entry, at):
    entry_id, _ = write(timeline, entry, at)
    changes = store_document(timeline, NEWS, [entry()], now=at(2))
    assert (changes.new, changes.changed) == ((), (entry_id,))
    found = timeline.get(entry_id)
    assert (found["title"], found["html"], found["published"]) == ("Title a", "<p>Text</p>", at(1))
    assert (
        store_document(timeline, NEWS, [entry(link="https://example.org/moved")], now=at(3)).new
        == ()
    )


def test_what_the_source_leaves_out_stays_as_it_was_written(timeline, entry, at, image):
    mine = image("mine", src="upload:mine.webp", alt="A plough")
    entry_id, _ = write(timeline, entry, at, published=at(1), images=[mine], language="sv")
    told = entry(title="Text", title_derived=True, published=None, language="")
    store_document(timeline, NEWS, [{**told, "images": [image("theirs", alt=None)]}], now=at(2))
    found = timeline.get(entry_id)
    assert (found["title"], found["published"], found["language"]) == ("Written a", at(1), "sv")
    assert (found["images"], found["html"]) == ([mine], "<p>Text</p>")


def test_a_description_by_hand_outlives_each_later_document(timeline, entry, at, image):
    theirs = image("theirs", src="https://example.org/p.jpg?token=1", alt=None)
    (entry_id,) = store_document(timeline, NEWS, [entry(images=[theirs])], now=at(1)).new
    alts = {theirs["src"]: "A plough"}
    assert update_submission(timeline, entry_id, None, alts, by="anna", now=at(2)) == "changed"
    again = {**theirs, "src": "https://example.org/p.jpg?token=2", "alt": "IMG_1"}
    store_document(timeline, NEWS, [entry(images=[again], title="New title")], now=at(3))
    found = timeline.get(entry_id)
    assert (found["images"][0]["alt"], found["title"]) == ("A plough", "New title")
    assert update_submission(timeline, entry_id, None, alts, by="bo", now=at(4)) == "same"


def test_several_entries_with_one_link_are_not_taken_for_the_written_one(timeline, entry, at):
    write(timeline, entry, at, name="start")
    here = "https://example.org/start"
    store_document(timeline, NEWS, [entry("b", link=here), entry("c", link=here)], now=at(2))
    assert sorted(titles(timeline)) == ["Title b", "Title c", "Written start"]


def test_an_edited_address_leads_to_the_entry_beside_the_earlier_one(timeline, entry, at):
    entry_id, _ = write(timeline, entry, at)
    mended = by_hand(entry, link="https://example.org/right")
    update_submission(timeline, entry_id, mended, {}, by="anna", now=at(2))
    for link in ("https://example.org/right", "https://example.org/a"):
        values = by_hand(entry, link=link)
        assert store_submission(timeline, NEWS, values, by="anna", now=at(3))[0] == entry_id


def test_a_written_picture_is_stored_once_and_shown_with_its_description(timeline, entry, at):
    src = store_upload(timeline, b"picture", 4, 3, "image/webp")
    assert store_upload(timeline, b"picture", 4, 3, "image/webp") == src
    image = {"src": src, "alt": "A plough", "width": 4, "height": 3}
    entry_id, _ = write(timeline, entry, at, images=[image])
    (found,) = stored_pictures(timeline, timeline.get(entry_id))
    assert (found["alt"], found["width"]) == ("A plough", 4)
    blob, type, _, _ = picture_file(timeline, timeline.get(entry_id), found["name"])
    assert (blob.open("r").read(), type) == (b"picture", "image/webp")
    assert pictures_to_fetch(timeline, NEWS) == []


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["hand", "program", "describe"]), NAMES),
        st.tuples(st.just("feed"), st.sets(NAMES, min_size=1)),
    ),
    max_size=8,
)


@quick
@given(steps=STEPS)
def test_a_post_by_several_ways_is_one_entry_whatever_the_order(
    new_timeline, entry, image, at, steps
):
    timeline, seen, described = new_timeline(), set(), set()
    pictures = {name: [image(name, alt=None)] for name in "abc"}
    for day, (way, what) in enumerate(steps, 1):
        if way == "feed":
            found = [entry(name, images=pictures[name]) for name in sorted(what)]
            store_document(timeline, NEWS, found, now=at(day), floor=at(1))
        elif way == "describe":
            for each in [
                each for each in all_entries(timeline, NEWS) if each["link"].find(f"/{what}") > 0
            ]:
                alts = {pictures[what][0]["src"]: f"Described {what}"}
                update_submission(timeline, each["entry_id"], None, alts, by="anna", now=at(day))
                described.add(what)
        else:
            extra = {"keys": (f"own:{what}", f"all:{what}")} if way == "program" else {}
            write(timeline, entry, at, what, day=day, images=pictures[what], **extra)
        seen |= set() if way == "describe" else set(what)
        stored = list(all_entries(timeline, NEWS))
        names = [each["link"].partition("?")[0][-1] for each in stored]
        assert sorted(names) == sorted(seen)
        for each, name in zip(stored, names, strict=True):
            assert name not in described or each["images"][0]["alt"] == f"Described {name}"
