import pytest
from helpers.core.timeline import Names

from katrineholm.socialhub.core.timeline.decisions import apply_limits, hide_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.layout import OPTIONAL_PARTS, optional_part, writable_part
from katrineholm.socialhub.core.timeline.pictures import add_picture, postpone_picture

PLAIN = {
    "BTrees.IIBTree IIBTree",
    "BTrees.LOBTree LOBTree",
    "BTrees.Length Length",
    "BTrees.OOBTree OOBTree",
    "BTrees.OOBTree OOTreeSet",
    "ZODB.blob Blob",
    "builtins frozenset",
    "persistent.mapping PersistentMapping",
}


def classes(database):
    found = set()
    for transaction in database.storage.iterator():
        for record in transaction:
            names = Names(record.data)
            names.load()
            names.load()
            found |= names.found
    return found


def test_what_is_stored_can_be_read_without_the_add_on(site, timeline, entry, image, at):
    same = {"link": "https://example.org/same", "title": "Same"}
    for channel in ("one", "two"):
        shared = [entry(name, keys=("id", name)) for name in "cd"]
        entries = [*shared, entry("a", images=[image("a"), image("b"), image("c")], **same)]
        ids = store_document(timeline, channel, entries, now=at(2)).new
        store_document(timeline, channel, shared, now=at(3), floor=at(1) - 1)
        store_document(timeline, channel, [{**shared[0], "title": "Changed"}], now=at(3))
        hide_entry(timeline, ids[0], by="anna", now=at(3))
        for _ in range(3):
            postpone_picture(timeline, ids[2], image("b")["src"], at(3))
        add_picture(timeline, ids[2], image("a")["src"], b"bytes", 1, 1, "image/webp")
        apply_limits(timeline, channel, keep=1)
        site.commit()
    assert classes(site.database) == PLAIN


@pytest.mark.parametrize("channel", ["", "å" * 500, "\ud800", "a" * 32])
def test_any_uid_may_name_a_channel(site, timeline, entry, at, channel):
    (entry_id,) = store_document(
        timeline, channel, [entry(keys=("å" * 9000, "\ud800"))], now=at(2)
    ).new
    site.commit()
    assert site.connection().timeline.get(entry_id)["channel"] == channel


def test_two_channels_whose_digests_begin_alike_are_told_apart(timeline, entry, at):
    ids = {}
    for channel in ("channel-11024", "channel-102882", "channel-11024"):
        ids[channel] = store_document(timeline, channel, [entry(f"{len(ids)}")], now=at(2)).new[0]
    for channel, entry_id in ids.items():
        assert timeline.get(entry_id)["channel"] == channel


def test_a_channel_has_nothing_stored_that_it_has_no_use_for(timeline, entry, image):
    store_document(timeline, "news", [entry("a", images=[image("a")])], now=1)
    box = timeline.root["channels"]["news"]
    assert OPTIONAL_PARTS.keys().isdisjoint({*box, *box["described"]})


@pytest.mark.parametrize("begun_before", [(), ("expired", "invisible", "aliases", "given_up")])
def test_what_a_channel_comes_to_use_is_begun_where_it_is_not_there(
    timeline, entry, image, begun_before
):
    store_document(timeline, "news", [entry("a")], now=1)
    box = timeline.root["channels"]["news"]
    older = {name: writable_part(box, name) for name in begun_before}
    bare = entry("b", images=[image("b")], published=2)
    ids = store_document(timeline, "news", [bare, entry("c"), entry("a")], now=2).new
    hide_entry(timeline, ids[1], by="anna", now=3)
    apply_limits(timeline, "news", keep=1)
    for now in (1, 2, 3):
        postpone_picture(timeline, ids[0], image("b")["src"], now)
    assert [len(optional_part(box, name)) for name in ("visible", "expired", "invisible")] == [
        1,
        1,
        1,
    ]
    assert list(optional_part(box, "given_up")) == [image("b")["src"]]
    assert all(box[name] is tree for name, tree in older.items())
