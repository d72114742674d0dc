"""What was stored twice, by two addresses of a post, is one entry with both histories."""

from contextlib import contextmanager

import pytest
from former import as_before
from helpers.core.posts import ADDRESSES, others, own

from katrineholm.socialhub.core.timeline.decisions import hide_entry, mask_entry
from katrineholm.socialhub.core.timeline.disposal import erase_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.downloads import DownloadedPost, store_downloads
from katrineholm.socialhub.core.timeline.duplicates import merge_channel, renew_keys
from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.marks import set_mark
from katrineholm.socialhub.core.timeline.outline import channel_outline
from katrineholm.socialhub.core.timeline.pictures import (
    add_picture,
    picture_file,
    pictures_to_fetch,
    stored_pictures,
)
from katrineholm.socialhub.core.timeline.record import all_entries, merge_of, present_id
from katrineholm.socialhub.core.timeline.streams import (
    entry_count,
    latest_entries,
    months_with_entries,
)
from katrineholm.socialhub.core.timeline.submissions import store_submission

NEWS, OTHER = "news", "other"
WEB = ("feed", "website", "wordpress")
FIRST, SECOND, THIRD = (
    f"https://www.instagram.com/{path}/Cabc_DEF-01/" for path in ("p", "kommunen/p", "reel")
)


@pytest.fixture
def before():
    """A function that gives a place in which 1.0.0a1 is at work: ``with before(): …``."""

    @contextmanager
    def before():
        with pytest.MonkeyPatch.context() as patch:
            as_before(patch)
            yield

    return before


def write(timeline, entry, at, link, day=1, channel=NEWS, **values):
    values = {"keys": (link,), "title": "Rubrik", **values}
    return store_submission(
        timeline, channel, entry("a", link=link, **values), by="anna", now=at(day)
    )[0]


def bring_in(timeline, entry, at, link, day=1, closed="", **values):
    post = DownloadedPost(entry("a", keys=(link,), link=link, **values), (f"name {link}",), closed)
    [(entry_id, _done)] = store_downloads(
        timeline, NEWS, [post], visibility="public", by="bo", now=at(day)
    )
    return entry_id


def join(timeline, at, day=20):
    renew_keys(timeline, NEWS)
    return [*merge_channel(timeline, NEWS, by="drift", now=at(day))]


def held(timeline):
    return [each["entry_id"] for each in all_entries(timeline, NEWS)]


def said(timeline, entry):
    return [each["html"] for each in version_list(entry)]


@pytest.mark.parametrize("service", ADDRESSES)
def test_all_that_one_post_was_stored_as_is_one_entry(new_timeline, before, entry, at, service):
    timeline, links = new_timeline(), [*own(service)[:12], *others(service)]
    with before():
        for link in links:
            write(timeline, entry, at, link)
    many, joined = len(held(timeline)), join(timeline, at)
    # Of ordinary web sites nothing tells which addresses are a post's.
    known = set(held(timeline))
    assert len(known) == (many if service in WEB else 1 + len(others(service)))
    assert (len(joined), join(timeline, at)) == (many - len(known), [])
    for link in links:  # and no address makes another one
        assert write(timeline, entry, at, link, day=21) in known or service in WEB


def test_the_one_that_stays_has_both_histories_and_leads_from_the_other(
    timeline, before, entry, at
):
    with before():
        one = write(timeline, entry, at, FIRST, html="<p>1</p>", title="Rubriken")
        other = write(timeline, entry, at, SECOND, day=2, html="<p>2</p>")
        write(timeline, entry, at, FIRST, day=3, html="<p>3</p>")
        write(timeline, entry, at, SECOND, day=4, html="<p>4</p>")
    assert join(timeline, at) == [(other, one, at(20))]
    [stored] = all_entries(timeline, NEWS)
    assert (stored["entry_id"], stored["html"], stored["first_seen"]) == (one, "<p>3</p>", at(1))
    assert said(timeline, stored) == ["<p>1</p>", "<p>2</p>", "<p>4</p>"]
    assert [each["until"] for each in version_list(stored)] == [at(3), at(4), at(20)]
    assert (present_id(timeline, other), present_id(timeline, one)) == (one, one)
    assert (timeline.get(other), timeline.unmasked(other)) == (None, None)
    assert merge_of(timeline, other) == {"entry": one, "when": at(20), "by": "drift"}
    assert (
        merge_of(timeline, one),
        entry_count(timeline, [NEWS]),
        channel_outline(timeline, NEWS).entries,
    ) == (None, 1, 1)
    assert months_with_entries(timeline, [NEWS]) == [(2026, 5)]


def test_three_are_one_too_each_with_a_moment_of_its_own(timeline, before, entry, at):
    with before():
        links = enumerate((FIRST, SECOND, THIRD), 1)
        ids = [write(timeline, entry, at, link, day=day, html=link) for day, link in links]
    gone = join(timeline, at)
    assert ({each.id for each in gone}, len({each.until for each in gone})) == ({*ids[1:]}, 2)
    [stored] = all_entries(timeline, NEWS)
    moments = {each["until"]: each["html"] for each in version_list(stored)}
    assert {each.until: merge_of(timeline, each.id)["when"] for each in gone} == {
        moment: moment for moment in moments
    }


@pytest.mark.parametrize("day", [1, 3])
def test_what_a_source_tells_goes_on_in_the_one_that_stays(timeline, before, entry, at, day):
    post = entry("feed", link=FIRST, title="Källan")
    steps = [
        lambda: write(timeline, entry, at, SECOND, day=day),
        lambda: store_document(timeline, NEWS, [post], now=at(2)),
    ]
    with before():
        for step in steps if day < 2 else reversed(steps):
            step()
    join(timeline, at)
    [stored] = all_entries(timeline, NEWS)
    assert (stored["title"], stored["hand"]["wrote"]["link"]) == ("Källan", SECOND)
    for name in ("feed", "anew"):  # by its key, and by its address alone
        again = {**post, "keys": (f"id:{name}", f"exact:{name}"), "title": "Ändrad"}
        store_document(timeline, NEWS, [again], now=at(21), floor=at(1, 0))
    assert held(timeline) == [stored["entry_id"]]
    assert timeline.get(stored["entry_id"])["title"] == "Ändrad"
    for moment in (22, 23):
        store_document(
            timeline, NEWS, [entry("b", published=at(1, 1))], now=at(moment), floor=at(1, 0)
        )
    assert timeline.get(stored["entry_id"])["withdrawn"] == at(23)


def test_a_source_that_goes_back_to_its_former_ids_tells_of_the_one_that_stays(
    timeline, before, entry, at
):
    with before():
        store_document(timeline, NEWS, [entry("old", link=FIRST)], now=at(1))
        store_document(timeline, NEWS, [entry("new", link=SECOND, published=at(2))], now=at(2))
    [joined] = join(timeline, at)
    for link in (FIRST, "https://kommunen.example/elsewhere"):
        post = entry("old", link=link, title=f"Ändrad {link}", published=at(3))
        for moment in (21, 22):
            store_document(timeline, NEWS, [post, entry("new", link=SECOND)], now=at(moment))
        assert held(timeline) == [joined.entry]
        assert timeline.get(joined.entry)["title"] == f"Ändrad {link}"


@pytest.mark.parametrize("order", [("", "archived"), ("archived", "")])
def test_what_its_service_has_closed_in_either_stays_closed(timeline, before, entry, at, order):
    with before():
        bring_in(timeline, entry, at, FIRST, closed=order[0], author="Kommunen")
        bring_in(timeline, entry, at, SECOND, day=2, closed=order[1])
    join(timeline, at)
    [stored] = all_entries(timeline, NEWS)
    assert (stored["record"], stored["author"]) == ("archived", "Kommunen")
    assert latest_entries(timeline, [NEWS]) == []
    for link in (FIRST, SECOND):
        assert bring_in(timeline, entry, at, link, day=21) == stored["entry_id"]


def test_masks_marks_and_pictures_of_either_are_of_the_one_that_stays(
    timeline, before, entry, at, image
):
    with before():
        one = write(timeline, entry, at, FIRST, html="<p>Elin Ek</p>", images=[image("one")])
        two = {"html": "<p>Elin Ek</p>", "images": [image("two")]}
        other = write(timeline, entry, at, SECOND, day=2, **two)
    mask_entry(timeline, one, ["Elin"], [], reason="Namn", by="rut", now=at(3))
    mask_entry(timeline, other, ["Ek"], [], reason="Namn", by="rut", now=at(4))
    set_mark(timeline, "pinned", other, by="anna", now=at(5))
    add_picture(timeline, other, image("two")["src"], b"RIFF", 4, 3, "image/webp")
    join(timeline, at)
    assert {name: each["words"] for name, each in timeline.masks().items()} == {one: ("Elin", "Ek")}
    assert timeline.marks()["pinned"] == {"entry": one, "by": "anna", "when": at(5)}
    [shown] = latest_entries(timeline, [NEWS])
    said = "".join(each["html"] for each in (shown, *version_list(shown)))
    assert "Elin" not in said
    assert "Ek" not in said
    [picture] = stored_pictures(timeline, version_list(timeline.unmasked(one))[-1])
    assert picture_file(timeline, timeline.unmasked(one), picture["name"], ever=True)
    assert {each[0] for each in pictures_to_fetch(timeline, NEWS)} == {one}


@pytest.mark.parametrize("hidden", [0, 1])
def test_the_one_that_visitors_see_stays(timeline, before, entry, at, hidden):
    with before():
        ids = [write(timeline, entry, at, each) for each in (FIRST, SECOND)]
    hide_entry(timeline, ids[hidden], by="anna", now=at(2))
    join(timeline, at)
    assert held(timeline) == [ids[1 - hidden]]
    assert entry_count(timeline, [NEWS]) == 1


@pytest.mark.parametrize("links", [(FIRST, SECOND), (FIRST, FIRST, SECOND)])
def test_entries_of_one_document_or_of_one_address_are_never_joined(
    timeline, before, entry, at, links
):
    posts = [entry(str(number), link=link) for number, link in enumerate(links)]
    with before():
        store_document(timeline, NEWS, posts, now=at(1))
    if len(links) > 2:
        store_document(timeline, NEWS, [entry("z"), posts[2]], now=at(2))
    many = len(held(timeline))
    assert join(timeline, at) == []
    assert len(held(timeline)) == many


def test_what_has_been_disposed_of_is_let_be(timeline, before, entry, at):
    with before():
        ids = [write(timeline, entry, at, each) for each in (FIRST, SECOND)]
    erase_entry(timeline, ids[0], {"by": "rut", "when": at(3), "decision": "DHP 1"})
    assert join(timeline, at) == []
    assert sorted(held(timeline)) == sorted(ids)


def test_twins_in_two_channels_are_found_after_the_keys_are_renewed(timeline, before, entry, at):
    with before():
        write(timeline, entry, at, SECOND)
        write(timeline, entry, at, THIRD, channel=OTHER)
    assert entry_count(timeline, [NEWS, OTHER]) == 2
    assert [renew_keys(timeline, each) for each in (NEWS, OTHER, NEWS)] == [1, 1, 0]
    assert entry_count(timeline, [NEWS, OTHER]) == 1


def test_nothing_is_written_where_nothing_was_stored_twice(site, timeline, entry, at):
    for name in "abc":
        write(timeline, entry, at, f"https://www.instagram.com/p/{name}/")
    site.commit()
    assert join(timeline, at) == []
    assert site.written() == 0
