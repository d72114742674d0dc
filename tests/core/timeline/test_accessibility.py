"""Pictures that nobody has described and films without captions are found, and counted."""

import pytest
from helpers.core.timeline import NEWS
from hypothesis import given, settings
from hypothesis import strategies as st

from katrineholm.socialhub.core.timeline import accessibility
from katrineholm.socialhub.core.timeline.accessibility import (
    media_counts,
    uncaptioned_entries,
    undescribed_entries,
)
from katrineholm.socialhub.core.timeline.decisions import (
    apply_limits,
    hide_entry,
    set_captions,
    show_entry,
)
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.layout import optional_part
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.submissions import update_submission

FILM = {"url": "https://example.org/a.mp4", "type": "video/mp4"}
quick = settings(max_examples=60, deadline=None)


@pytest.fixture
def bare(entry, image, at):
    """A function that makes an entry with a picture without words: ``bare(3)``."""

    def bare(day, **values):
        plain = {"images": [image(str(day), alt=None)], "published": at(day)}
        return entry(str(day), **{**plain, **values})

    return bare


def listed(timeline, *channels, size=10, after=""):
    return [each["id"] for each in undescribed_entries(timeline, channels or [NEWS], size, after)]


def films(timeline, *, every=(), size=10, after=""):
    return [each["id"] for each in uncaptioned_entries(timeline, [NEWS], every, size, after)]


def numbers(timeline, every=()):
    return media_counts(timeline, [NEWS], every)[NEWS]


def test_a_picture_without_words_is_listed_until_somebody_describes_it(timeline, bare, image, at):
    told = bare(2, images=[image("x"), image("y", alt="")])
    new = store_document(timeline, NEWS, [bare(1), told, bare(3)], now=at(6)).new
    assert listed(timeline) == ["3", "1"]
    assert numbers(timeline) == accessibility.MediaCounts(pictures=4, told=2, bare=2)
    src = timeline.get(new[0])["images"][0]["src"]
    update_submission(timeline, new[0], None, {src: "En plog"}, by="anna", now=at(7))
    assert listed(timeline) == ["3"]
    assert numbers(timeline) == accessibility.MediaCounts(pictures=4, told=3, bare=1)


def test_own_words_survive_what_the_source_does(timeline, bare, image, at):
    [one] = store_document(timeline, NEWS, [bare(1)], now=at(6)).new
    src = timeline.get(one)["images"][0]["src"]
    update_submission(timeline, one, None, {src: "En plog"}, by="anna", now=at(7))
    signed = [image("1", src=f"{src}?signed=2", alt=None)]
    store_document(timeline, NEWS, [bare(1, title="Rättad", images=signed)], now=at(8))
    assert (timeline.get(one)["title"], listed(timeline)) == ("Rättad", [])
    assert timeline.get(one)["images"][0]["alt"] == "En plog"
    store_document(timeline, NEWS, [bare(1, images=[image("another", alt=None)])], now=at(9))
    assert listed(timeline) == ["1"]


def test_what_visitors_do_not_see_is_not_listed(timeline, bare, at):
    one, _two = store_document(timeline, NEWS, [bare(1), bare(2)], now=at(6)).new
    hide_entry(timeline, one, by="anna", now=at(7))
    assert listed(timeline) == ["2"]
    show_entry(timeline, one)
    store_document(timeline, NEWS, [], now=at(8), deleted=["id:2"])
    assert listed(timeline) == ["1"]


def test_a_page_follows_the_last_entry_that_was_seen(timeline, bare, at):
    new = store_document(timeline, NEWS, [bare(day) for day in range(1, 6)], now=at(6)).new
    store_document(timeline, "films", [bare(3, published=at(3, 13))], now=at(6))
    ids = {timeline.get(each)["id"]: each for each in new}
    assert listed(timeline, NEWS, "films", "unknown", size=3) == ["5", "4", "3"]
    assert listed(timeline, after=ids["4"], size=2) == ["3", "2"]
    assert listed(timeline, after="nothing", size=1) == ["5"]


def test_films_and_sounds_are_listed_until_captions_are_told_of(timeline, entry, at):
    told = {**FILM, "captions": "https://example.org/a.vtt"}
    entries = [
        entry("film", published=at(1), media=[FILM]),
        entry("told", published=at(2), media=[told]),
        entry("text", published=at(3)),
        entry("sheet", published=at(4), media=[{"url": "a", "type": "application/pdf"}]),
    ]
    ids = {
        timeline.get(each)["id"]: each
        for each in store_document(timeline, NEWS, entries, now=at(6)).new
    }
    assert films(timeline) == ["film"]
    assert films(timeline, every={NEWS}) == ["sheet", "text", "film"]
    assert (numbers(timeline).played, numbers(timeline).captioned) == (2, 1)
    seen = {"by": "anna", "when": at(7)}
    assert set_captions(timeline, ids["film"], seen) is True
    assert set_captions(timeline, ids["film"], seen) is False
    assert (films(timeline), numbers(timeline, {NEWS}).played) == ([], 4)
    store_document(
        timeline, NEWS, [entry("film", title="New", published=at(1), media=[FILM])], now=at(8)
    )
    assert films(timeline) == []
    set_captions(timeline, ids["film"], None)
    assert films(timeline) == ["film"]


def test_captions_that_a_source_tells_of_later_are_news(timeline, entry, at):
    store_document(timeline, NEWS, [entry("film", media=[FILM])], now=at(6))
    told = [{**FILM, "captions": "https://example.org/a.vtt"}]
    assert store_document(timeline, NEWS, [entry("film", media=told)], now=at(7)).changed
    assert films(timeline) == []


def test_an_older_store_is_read_as_it_is_and_mended_at_its_next_change(site, bare, at):
    timeline = site.timeline
    ids = store_document(timeline, NEWS, [bare(1), bare(2)], now=at(6)).new
    box = timeline.root["channels"][NEWS]
    del box["described"]
    site.commit()
    assert (listed(timeline), numbers(timeline).pictures) == (["2", "1"], 2)
    assert (site.written(), "described" in box) == (0, False)
    hide_entry(timeline, ids[0], by="anna", now=at(7))
    assert (listed(timeline), numbers(timeline).pictures) == (["2"], 1)
    show_entry(timeline, ids[0])
    assert listed(timeline) == ["2", "1"]


def test_what_is_listed_loads_no_other_entry(site, entry, bare, at):
    plain = [entry(f"p{number}", published=at(2, number % 24)) for number in range(200)]
    store_document(site.timeline, NEWS, [*plain, bare(1)], now=at(6))
    site.commit()
    other = site.connection()
    before = other.zodb.getTransferCounts()[0]
    assert listed(other.timeline) == ["1"]
    assert other.zodb.getTransferCounts()[0] - before < 20


@quick
@given(st.data())
def test_the_shelf_is_what_it_would_be_if_it_were_made_anew(new_timeline, entry, image, data):
    timeline = new_timeline()
    alts = st.lists(st.sampled_from([None, "", "Ord"]), max_size=5)
    for now in range(1, 8):
        name = data.draw(st.sampled_from("abc"))
        act = data.draw(st.sampled_from(["keep", "hide", "show", "describe", "caption", "trim"]))
        known = {each["id"]: each["entry_id"] for each in all_entries(timeline, NEWS)}
        if act == "keep" or name not in known:
            pictures = [image(f"{n}", alt=alt) for n, alt in enumerate(data.draw(alts))]
            media = data.draw(st.sampled_from([[], [FILM], [{**FILM, "captions": "x"}]]))
            document = [entry(name, title=str(now), images=pictures, media=media)]
            store_document(timeline, NEWS, document, now=now)
        elif act == "describe":
            sources = [each["src"] for each in timeline.get(known[name])["images"]]
            update_submission(
                timeline, known[name], None, dict.fromkeys(sources, "Ord"), by="a", now=now
            )
        elif act == "caption":
            set_captions(timeline, known[name], data.draw(st.sampled_from([None, {"by": "a"}])))
        elif act == "trim":
            apply_limits(timeline, NEWS, keep=data.draw(st.integers(1, 3)))
        else:
            hide_entry(timeline, known[name], by="a", now=now) if act == "hide" else show_entry(
                timeline, known[name]
            )
        box = timeline.root["channels"][NEWS]
        assert plain(box["described"]) == plain(accessibility._built_index(box))


def plain(shelf):
    return {name: shelf[name] for name in ("pictures", "told")} | {
        name: list(optional_part(shelf, name)) for name in accessibility.SET_NAMES
    }
