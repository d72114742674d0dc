"""What a download tells, what is written by hand and what a source tells are one entry."""

from dataclasses import replace

import pytest
from helpers.core.timeline import NAMES, NEWS, quick
from hypothesis import given
from hypothesis import strategies as st

from katrineholm.socialhub.core.timeline.decisions import (
    apply_filter,
    apply_limits,
    hide_entry,
    release_entry,
)
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.downloads import (
    DownloadedPost,
    known_count,
    store_downloads,
)
from katrineholm.socialhub.core.timeline.entry import is_held, is_visible
from katrineholm.socialhub.core.timeline.outline import channel_outline
from katrineholm.socialhub.core.timeline.pictures import store_upload, upload_url
from katrineholm.socialhub.core.timeline.record import all_entries, invisible_entries
from katrineholm.socialhub.core.timeline.review_queue import queued_entries
from katrineholm.socialhub.core.timeline.streams import latest_entries, months_with_entries
from katrineholm.socialhub.core.timeline.submissions import has_source_text, store_submission

SAID = "Badet öppnar på lördag klockan tio, säger "


def link(name):
    return f"https://www.example.org/{name}"


def told(entry, name="a", *, address=True, names=None, closed="", **values):
    """A post as a download tells it."""
    plain = {"id": f"download:{name}", "keys": (f"download:{name}",), "title": f"Download {name}"}
    plain |= {"link": link(name) if address else "", "summary": SAID + name, **values}
    return DownloadedPost(entry(name, **plain), names or (f"download:{name}",), closed)


def take(timeline, posts, at, *, day=1, kept="public", **values):
    return list(
        store_downloads(timeline, NEWS, posts, visibility=kept, by="bo", now=at(day), **values)
    )


def titles(timeline):
    return sorted(each["title"] for each in latest_entries(timeline, [NEWS], size=100))


def by_hand(entry, name="a", **values):
    plain = {"keys": (f"hand:{name}",), "id": "", "link": link(name), "title": f"Hand {name}"}
    return entry(name, **{**plain, "summary": SAID + name, **values})


def test_a_downloads_posts_are_kept_and_twice_changes_nothing(site, timeline, entry, at):
    posts = [told(entry, name) for name in "abc"]
    assert known_count(timeline, "without posts", posts) == 0
    assert [done for _, done in take(timeline, posts, at)] == ["new"] * 3
    assert titles(timeline) == ["Download a", "Download b", "Download c"]
    site.commit()
    assert known_count(timeline, NEWS, [*posts, told(entry, "d")]) == 3
    assert [done for _, done in take(timeline, posts, at, day=2)] == ["same"] * 3
    assert site.written() == 0


def test_what_the_download_lacks_stays_and_no_feed_withdraws_what_it_has(timeline, entry, at):
    take(timeline, [told(entry, "a"), told(entry, "b")], at)
    take(timeline, [told(entry, "b")], at, day=2)
    for day in (3, 4, 5):
        store_document(
            timeline, NEWS, [entry("c", published=at(1, 1))], now=at(day), floor=at(1, 0)
        )
    assert titles(timeline) == ["Download a", "Download b", "Title c"]


def test_a_post_is_known_by_any_of_its_names(timeline, entry, at):
    first = told(entry, address=False, names=("x:1", "18012345678901234"))
    again = told(entry, "b", names=("y:1", "18012345678901234"))
    [(entry_id, _)] = take(timeline, [first], at)
    assert take(timeline, [again], at, day=2) == [(entry_id, "changed")]
    # By token the post comes under the service's own id.
    token = entry("z", id="18012345678901234", link=link("token"))
    assert store_document(timeline, NEWS, [token], now=at(3)).new == ()


def test_for_the_record_only_is_seen_by_no_visitor(timeline, entry, at):
    [(entry_id, _)] = take(timeline, [told(entry)], at, kept="record")
    stored = timeline.get(entry_id)
    assert (titles(timeline), stored["record"]) == ([], "chosen")
    assert not is_visible(stored)
    assert not is_held(stored)
    assert [each["entry_id"] for each in invisible_entries(timeline, NEWS)] == [entry_id]
    assert (channel_outline(timeline, NEWS).entries, months_with_entries(timeline, [NEWS])) == (
        0,
        [],
    )
    assert (
        apply_limits(timeline, NEWS, keep=10)
        == apply_filter(timeline, NEWS, lambda entry: True)
        == 0
    )
    assert titles(timeline) == []


@pytest.mark.parametrize("order", ["old new", "new old", "new old new", "old new old"])
def test_an_older_download_undoes_nothing_of_a_newer_whichever_comes_first(
    timeline, entry, at, order
):
    newer = told(entry, closed="archived", title="", html="", summary="", language="")
    film = {"url": "https://example.org/a.mp4", "type": "video/mp4"}
    older = told(entry, address=False, author="Kommunen", categories=("bad",), media=[film])
    downloads = {"new": newer, "old": older}
    for day, name in enumerate(order.split(), 1):
        take(timeline, [downloads[name]], at, day=day)
    [stored] = all_entries(timeline, NEWS)
    assert (stored["record"], titles(timeline)) == ("archived", [])
    assert (stored["link"], stored["title"], stored["author"]) == (
        link("a"),
        "Download a",
        "Kommunen",
    )
    assert (stored["summary"], stored["language"]) == (SAID + "a", "sv")
    assert (tuple(stored["categories"]), list(stored["media"])) == (("bad",), [film])


def test_what_a_download_closed_a_person_opens_for_good(timeline, entry, at):
    take(timeline, [told(entry, closed="archived")], at)
    store_submission(timeline, NEWS, by_hand(entry), by="anna", now=at(2))
    for day, closed in ((3, "archived"), (4, "")):
        take(timeline, [told(entry, closed=closed)], at, day=day)
        assert titles(timeline) == ["Hand a"]


@pytest.mark.parametrize("before", ["network", "private"])
def test_what_a_person_has_decided_is_public_until_its_service_closes_it_otherwise(
    timeline, entry, at, before
):
    steps = [
        (told(entry, closed=before), []),
        (replace(told(entry), opened="network"), ["Download a"]),
        (told(entry, closed="network"), ["Download a"]),
        (told(entry), ["Download a"]),
        (told(entry, closed="archived"), []),
    ]
    for day, (post, shown) in enumerate(steps, 1):
        take(timeline, [post], at, day=day)
        assert titles(timeline) == shown


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_post_with_a_day_in_one_download_has_one(timeline, entry, at, order):
    undated = told(entry, published=None, dated="", closed="undated")
    for day, which in enumerate(order, 1):
        take(timeline, [(undated, told(entry, dated="2026-05-01"))[which]], at, day=day)
    [shown] = latest_entries(timeline, [NEWS])
    assert (shown["published"], shown["dated"]) == (at(1), "2026-05-01")


@pytest.mark.parametrize("order", [("record", "public"), ("public", "record")])
def test_what_was_public_once_stays_so(timeline, entry, at, order):
    for day, kept in enumerate(order, 1):
        take(timeline, [told(entry)], at, day=day, kept=kept)
    assert titles(timeline) == ["Download a"]


def test_a_post_that_its_service_closes_later_is_public_no_longer(timeline, entry, at):
    take(timeline, [told(entry)], at)
    take(timeline, [told(entry, closed="private")], at, day=2)
    assert titles(timeline) == []


def test_what_was_never_public_adds_nothing_to_what_somebody_writes(timeline, entry, at):
    for by, name in ((0, "a"), (1, "b")):
        closed = told(entry, name, closed="private", summary="Hemligt", html="<p>Hemligt</p>")
        hand = by_hand(entry, name, summary="", html="")
        if by:
            store_submission(timeline, NEWS, hand, by="anna", now=at(1))
        take(timeline, [closed], at)
        entry_id, _ = store_submission(timeline, NEWS, hand, by="anna", now=at(2))
        assert (timeline.get(entry_id)["html"], timeline.get(entry_id)["record"]) == ("", None)
    assert titles(timeline) == ["Hand a", "Hand b"]


def test_held_or_hidden_it_stays_so(timeline, entry, at):
    posts = [told(entry)]
    [(entry_id, _)] = take(timeline, posts, at, kept="record", hold=True)
    take(timeline, posts, at, day=2, hold=True)
    assert [each["entry_id"] for each in queued_entries(timeline, [NEWS], 9)] == [entry_id]
    release_entry(timeline, entry_id, by="bo", now=at(3))
    hide_entry(timeline, entry_id, by="bo", now=at(3))
    take(timeline, [told(entry, title="Another")], at, day=4)
    assert titles(timeline) == []


def test_what_a_source_has_withdrawn_a_download_does_not_bring_back(timeline, entry, at):
    store_document(timeline, NEWS, [entry("a"), entry("b")], now=at(2))
    store_document(timeline, NEWS, [entry("b")], now=at(3), deleted=["id:a"])
    [(_, done)] = take(timeline, [told(entry)], at, day=4)
    assert (done, titles(timeline)) == ("changed", ["Title b"])


def test_pictures_that_were_there_stay_where_a_later_download_lacks_them(
    timeline, entry, at, image
):
    mine = image("mine", alt=None)
    [(entry_id, _)] = take(timeline, [told(entry)], at)
    take(timeline, [told(entry, images=[mine])], at, day=2)
    assert take(timeline, [told(entry)], at, day=3) == [(entry_id, "same")]
    assert timeline.get(entry_id)["images"] == [mine]


def test_a_picture_of_a_file_is_made_once(timeline):
    assert upload_url(timeline, "abc") == ""
    src = store_upload(timeline, b"picture", 4, 3, "image/webp", origin="abc")
    assert upload_url(timeline, "abc") == src


@pytest.mark.parametrize("first", ["hand", "download"])
def test_a_post_without_address_is_the_one_that_somebody_wrote(timeline, entry, at, first):
    def write():
        return store_submission(timeline, NEWS, by_hand(entry), by="anna", now=at(2))[0]

    def bring_in():
        return take(timeline, [told(entry, address=False)], at)[0][0]

    steps = (write, bring_in) if first == "hand" else (bring_in, write)
    assert len({step() for step in steps}) == 1
    [shown] = latest_entries(timeline, [NEWS])
    assert (shown["title"], shown["link"]) == ("Download a", link("a"))


@pytest.mark.parametrize(
    ("ways", "theirs"),
    [
        (("download",), True),
        (("hand",), False),
        (("hand", "download"), True),
        (("hand", "closed"), False),
        (("closed",), True),
        (("feed",), True),
    ],
)
def test_whose_words_are_shown(timeline, entry, at, ways, theirs):
    for way in ways:
        if way == "hand":
            store_submission(timeline, NEWS, by_hand(entry), by="anna", now=at(1))
        elif way == "feed":
            store_document(timeline, NEWS, [entry(link=link("a"))], now=at(1))
        else:
            closed = "private" if way == "closed" else ""
            take(timeline, [told(entry, closed=closed)], at)
    [stored] = all_entries(timeline, NEWS)
    assert has_source_text(stored) is theirs


WAYS = st.sampled_from(["hand", "download", "bare", "record", "archived", "feed"])


def state(timeline):
    entries = sorted(all_entries(timeline, NEWS), key=lambda each: each["summary"])
    return [(each["title"], each["link"], each["summary"], each.get("record")) for each in entries]


@quick
@given(steps=st.lists(st.tuples(WAYS, NAMES), min_size=1, max_size=8), random=st.randoms())
def test_in_whatever_order_each_post_is_one_entry_and_the_same(
    new_timeline, entry, at, steps, random
):
    def walk(steps):
        timeline = new_timeline()
        for day, (way, name) in enumerate(steps, 1):
            if way == "hand":
                store_submission(timeline, NEWS, by_hand(entry, name), by="anna", now=at(day))
            elif way == "feed":
                store_document(
                    timeline, NEWS, [entry(name, link=link(name), summary=SAID + name)], now=at(day)
                )
            else:
                kept = "record" if way == "record" else "public"
                closed = "archived" if way == "archived" else ""
                post = told(entry, name, address=way != "bare", closed=closed)
                take(timeline, [post], at, day=day, kept=kept)
        return state(timeline)

    shuffled = random.sample(steps, len(steps))
    found = walk(steps)
    assert len(found) == len({name for _, name in steps})
    again = walk([*shuffled, *steps])
    for number in (0, 1, 3):
        assert [each[number] for each in walk(shuffled)] == [each[number] for each in found]
        assert [each[number] for each in again] == [each[number] for each in found]
