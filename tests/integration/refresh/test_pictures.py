from types import SimpleNamespace

import pytest
import transaction
from helpers.integration.refresh import NOW
from PIL import Image
from plone import api

from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import FeedState, Reading
from katrineholm.socialhub.core.feeds.reader import parse_feed
from katrineholm.socialhub.core.timeline.originals import stored_original
from katrineholm.socialhub.core.timeline.pictures import picture_file, stored_pictures
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.streams import latest_entries
from katrineholm.socialhub.refresh.answer_storage import store_answer
from katrineholm.socialhub.refresh.pictures import fetch_pictures
from katrineholm.socialhub.refresh.worker import Worker
from katrineholm.socialhub.site.pages.parser_calls import run_here

HOUR, DAY = 3600, 24 * 3600


@pytest.fixture
def clock():
    return SimpleNamespace(now=NOW)


@pytest.fixture
def worker(functional_portal, clock):
    parsers = SimpleNamespace(run=run_here)
    return Worker(functional_portal, parsers=parsers, clock=lambda: clock.now)


@pytest.fixture
def png(tmp_path):
    Image.new("RGB", (1600, 400), "navy").save(tmp_path / "p.png")
    return (tmp_path / "p.png").read_bytes()


@pytest.fixture
def stored(worker, make_functional_channel, rss):
    """``stored(a=address, b=address)``: a channel with entries that want these pictures."""

    def store(inside=True, **addresses):
        channel = make_functional_channel()
        images = {name: {"image": src} for name, src in addresses.items()}
        feed = parse_feed(rss(*sorted(addresses, reverse=True), **images))
        reading = Reading(FeedState(inside=inside), feed)
        worker.write(lambda: store_answer(worker.site.hub, facts_of(channel), reading, NOW))
        return channel

    return store


def pictures(channel):
    timeline = timeline_of(api.portal.get().hub)
    entries = latest_entries(timeline, [channel.UID()])
    return {each["title"]: [p["name"] for p in stored_pictures(timeline, each)] for each in entries}


def asked(server):
    found, server.requests = [request.path for request in server.requests], []
    return sorted(found)


def test_a_picture_is_fetched_made_small_and_kept(worker, stored, server, png):
    server.says("/a.png", png)
    channel = stored(a=server.url("/a.png"))
    assert fetch_pictures(worker) == 1
    timeline = timeline_of(worker.site.hub)
    (entry,) = latest_entries(timeline, [channel.UID()])
    (picture,) = stored_pictures(timeline, entry)
    assert (picture["width"], picture["height"], picture["alt"]) == (800, 200, "En bild")
    assert (
        picture_file(timeline, timeline.get(entry["entry_id"]), picture["name"])[1] == "image/webp"
    )
    assert fetch_pictures(worker) == 0
    assert asked(server) == ["/a.png"]


def test_its_original_is_kept_for_the_record_unless_a_setting_says_no(worker, stored, server, png):
    server.says("/a.png", png, Content_Type="image/x-png")
    server.says("/b.png", png + b" ")
    stored(a=server.url("/a.png"))
    fetch_pictures(worker)
    kept = stored_original(timeline_of(worker.site.hub), server.url("/a.png"))
    assert kept.blob.open().read() == png
    assert kept[2:5] == ("image/png", "image/x-png", NOW)
    api.portal.set_registry_record("katrineholm.socialhub.keep_originals", False)
    transaction.commit()
    stored(b=server.url("/b.png"))
    fetch_pictures(worker)
    assert stored_original(timeline_of(worker.site.hub), server.url("/b.png")) is None


def test_a_feed_from_outside_names_no_picture_inside(worker, stored, server, png):
    server.says("/a.png", png)
    channel = stored(inside=False, a=server.url("/a.png"))
    assert fetch_pictures(worker) == 1
    assert (pictures(channel), asked(server)) == ({"A": []}, [])


def test_a_failure_is_tried_again_in_an_hour_then_in_a_day_then_never(
    worker, stored, server, clock, png
):
    server.says("/a.png", status=404)
    server.says("/b.png", png)
    channel = stored(a=server.url("/a.png"), b=server.url("/b.png"))
    tries = []
    for hour in (0, 1, 2, 24, 25, 26, 99):
        clock.now = NOW + hour * HOUR
        fetch_pictures(worker)
        if "/a.png" in asked(server):
            tries.append(hour)
    assert tries == [0, 1, 25]
    assert {name: len(names) for name, names in pictures(channel).items()} == {"A": 0, "B": 1}


def test_a_picture_that_this_machine_cannot_read_now_is_tried_again_soon(
    worker, stored, server, clock, png
):
    server.says("/a.png", png)
    channel = stored(a=server.url("/a.png"))

    def overloaded(*_):
        raise FeedError("overloaded")

    able, worker.parsers.run = worker.parsers.run, overloaded
    for _time in range(9):
        fetch_pictures(worker)
        assert fetch_pictures(worker) == 0
        clock.now += 60
    worker.parsers.run = able
    fetch_pictures(worker)
    assert len(pictures(channel)["A"]) == 1


def test_what_failed_comes_when_it_is_there_again(worker, stored, server, clock, png):
    server.says("/a.png", b"no picture")
    channel = stored(a=server.url("/a.png"))
    fetch_pictures(worker)
    server.says("/a.png", png)
    clock.now = NOW + HOUR
    fetch_pictures(worker)
    assert len(pictures(channel)["A"]) == 1


def test_a_busy_host_is_left_alone_as_long_as_it_asks(worker, stored, server, clock):
    for name in "abc":
        server.says(f"/{name}.png", status=429, Retry_After="1800")
    stored(**{name: server.url(f"/{name}.png") for name in "abc"})
    counts = []
    for minute in range(0, 61, 10):
        clock.now = NOW + minute * 60
        fetch_pictures(worker)
        counts.append(len(asked(server)))
    assert counts == [1, 0, 0, 1, 0, 0, 1]


def test_channels_take_turns_and_the_newest_entries_come_first(worker, stored, server, png):
    names = "abcdefghijkl"
    for number in "12":
        stored(**{name: server.url(f"/{number}{name}.png") for name in names})
        for name in names:
            server.says(f"/{number}{name}.png", png)
    rounds = []
    while fetch_pictures(worker, most=10):
        rounds.append(asked(server))
    counts = [[sum(path[1] == number for path in paths) for number in "12"] for paths in rounds]
    assert sorted(counts[0]) == [2, 8]
    assert [sorted(row) for row in counts[1:]] == [[4, 6], [0, 4]]
    assert [sum(column) for column in zip(*counts, strict=True)] == [12, 12]
    first = "12"[counts[0].index(8)]
    assert {path[2] for path in rounds[0] if path[1] == first} == set("lkjihgfe")


def test_told_to_stop_it_fetches_no_more(worker, stored, server):
    stored(a=server.url("/a.png"))
    worker.stop.set()
    fetch_pictures(worker)
    assert asked(server) == []


def test_pictures_wait_until_there_is_room(worker, stored, server, png, fill_storage):
    server.says("/a.png", png)
    channel = stored(a=server.url("/a.png"))
    fill_storage()
    assert (fetch_pictures(worker), pictures(channel), asked(server)) == (0, {"A": []}, [])
    fill_storage(False)
    assert (fetch_pictures(worker), asked(server)) == (1, ["/a.png"])
