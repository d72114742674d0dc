"""Downloads on hold: bounded in number, size and age, and never in clear."""

import io
from time import time

import pytest
import transaction
from plone import api

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.sources.download_files import Upload
from katrineholm.socialhub.public.posting import held_downloads
from katrineholm.socialhub.public.posting.held_downloads import (
    HELD_CHORE,
    KEY,
    drop_download,
    held_download,
    hold_download,
)
from katrineholm.socialhub.refresh.worker import Worker


def upload(data, name="a.zip"):
    return Upload(name, io.BytesIO(data))


def book(hub):
    return held_downloads.stored_data(hub, KEY)


@pytest.fixture
def channel(make_functional_channel):
    return make_functional_channel("insta")


@pytest.fixture
def hub(channel):
    return hub_of(channel)


def test_files_are_read_again_and_are_not_stored_in_clear(hub, channel):
    secret = b"hemligt " * 200_000
    files = [upload(secret), upload(b"mer", "b.csv"), upload(b"", "tom.txt")]
    key = hold_download(channel, files)
    transaction.savepoint()
    held = held_download(channel, key)
    assert [(each.name, each.stream.read()) for each in held] == [
        ("a.zip", secret),
        ("b.csv", b"mer"),
        ("tom.txt", b""),
    ]
    [(id, kept)] = book(hub).items()
    assert key not in (id, repr(dict(kept)))
    for _name, blob in kept["files"]:
        with blob.open() as file:
            assert b"hemligt" not in file.read()
    drop_download(channel, key)
    drop_download(channel, key)
    assert (held_download(channel, key), len(book(hub))) == ([], 0)


def test_a_persons_later_files_replace_the_earliest(hub, channel, monkeypatch):
    keys = []
    for number in range(4):
        monkeypatch.setattr(held_downloads, "time", lambda number=number: time() + number)
        keys.append(hold_download(channel, [upload(b"%d" % number)]))
    assert held_download(channel, keys[0]) == []
    assert [held_download(channel, key)[0].stream.read() for key in keys[1:]] == [b"1", b"2", b"3"]
    assert len(book(hub)) == 3


def test_there_is_room_for_so_many_and_so_much(hub, channel, person, monkeypatch):
    monkeypatch.setattr(held_downloads, "MOST", 2)
    monkeypatch.setattr(held_downloads, "MOST_BYTES", 10)
    sizes = {"Member": 4, "Editor": 4, "Reader": 4, "Contributor": 8}
    people = {person(role)[0]: size for role, size in sizes.items()}
    for number, (name, size) in enumerate(people.items()):
        monkeypatch.setattr(held_downloads, "time", lambda number=number: time() + number)
        with api.env.adopt_user(username=name):
            assert hold_download(channel, [upload(b"x" * size)])
        assert sum(each["size"] for each in book(hub).values()) <= 10
        assert len(book(hub)) <= 2
    assert hold_download(channel, [upload(b"x" * 11)]) == ""


def test_the_worker_drops_what_nobody_has_confirmed(hub, channel, monkeypatch):
    hold_download(channel, [upload(b"1")])
    transaction.commit()
    worker = Worker(api.portal.get(), chore="held-downloads")
    HELD_CHORE(worker)
    assert len(book(hub)) == 1
    monkeypatch.setattr(held_downloads, "time", lambda: time() + held_downloads.LONGEST)
    for _time in range(2):
        HELD_CHORE(worker)
    assert len(book(hub)) == 0
