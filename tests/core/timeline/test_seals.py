"""Seals of entries and pictures."""

import pytest

from katrineholm.socialhub.core.timeline.decisions import hide_entry, show_entry
from katrineholm.socialhub.core.timeline.disposal import (
    delete_files,
    erase_entry,
    erase_versions,
    needed_sources,
)
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.layout import channel_and_box, version_list
from katrineholm.socialhub.core.timeline.marks import set_mark
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.seal_documents import (
    content_text,
    content_texts,
    state_text,
)
from katrineholm.socialhub.core.timeline.seals import (
    CONTENT,
    NO_SALT,
    STATE,
    entry_seals,
    has_unsealed_changes,
    is_sealed_throughout,
    picture_seals,
    seal_changes,
    stored_batch,
    waiting_changes,
)

NEWS = "news"
ACT = {"by": "bo", "when": 1, "decision": "KS 7"}


@pytest.fixture
def keep(timeline, entry, at):
    """Store a document with these entries, by their names and titles; return the new ids."""

    def run(day=2, **titles):
        entries = [entry(name, title=title) for name, title in titles.items()]
        return store_document(timeline, NEWS, entries, now=at(day)).new

    return run


def seals(timeline, entry_id):
    return entry_seals(channel_and_box(timeline.root, entry_id)[1], entry_id)


def kinds(timeline, entry_id):
    return b"".join(each.kind for each in seals(timeline, entry_id))


def salted(timeline, entry_id):
    return [each.salt != NO_SALT for each in seals(timeline, entry_id)]


def test_each_new_entry_has_a_leaf_for_its_content_and_one_for_its_state(timeline, keep):
    [first, second] = keep(a="A", b="B")
    batch = seal_changes(timeline)
    assert sorted(batch.names) == sorted([first, first, second, second])
    own = seals(timeline, first)
    entry = timeline.unmasked(first)
    assert [each.kind for each in own] == [CONTENT, STATE]
    assert own[0].fits(content_text(first, entry))
    assert own[1].fits(state_text(timeline.root, entry, content_texts(entry)))
    stored = stored_batch(0, timeline.root["seals"]["batches"][0])
    assert (stored, stored.root) == (batch, batch.root)


def test_nothing_is_sealed_where_nothing_is_new(site, timeline, keep):
    keep(a="A")
    seal_changes(timeline)
    site.commit()
    assert not has_unsealed_changes(timeline)
    assert seal_changes(timeline) is None
    assert site.written() == 0


def test_a_changed_text_gets_a_leaf_of_its_own_and_only_the_last_state_a_salt(timeline, keep):
    [name] = keep(a="A")
    seal_changes(timeline)
    keep(day=3, a="B")
    assert has_unsealed_changes(timeline)
    batch = seal_changes(timeline)
    assert (batch.first, batch.names) == (2, (name, name))
    assert kinds(timeline, name) == b"cscs"
    assert salted(timeline, name) == [True, False, True, True]
    earlier = version_list(timeline.unmasked(name))[0]
    assert seals(timeline, name)[0].fits(content_text(name, earlier))


def test_a_decision_gets_a_leaf_without_its_text(timeline, keep, at):
    [name] = keep(a="A")
    seal_changes(timeline)
    hide_entry(timeline, name, by="anna", now=at(3))
    assert seal_changes(timeline).names == (name,)
    show_entry(timeline, name)
    set_mark(timeline, "pinned", name, by="anna", now=at(3))
    seal_changes(timeline)
    assert kinds(timeline, name) == b"csss"


def test_the_same_text_has_another_hash_in_another_post(timeline, keep):
    keep(a="A")
    first = seal_changes(timeline).leaves
    timeline.root["seals"]["channels"].clear()
    timeline.root["channels"][NEWS]["seals"].clear()
    assert seal_changes(timeline).leaves != first


def test_many_are_sealed_in_pieces_and_what_changes_meanwhile_too(timeline, keep):
    names = keep(**{f"n{number}": "A" for number in range(25)})
    found = []
    while has_unsealed_changes(timeline):
        found.append(seal_changes(timeline, 10))
        if len(found) == 1:
            assert not is_sealed_throughout(timeline, NEWS)
            keep(day=3, n3="B", n24="B")
    assert sum(len(each.names) for each in found if each) == 2 * 25 + 2 * sum(
        kinds(timeline, each) == b"cscs" for each in names
    )
    assert {*names} == {name for each in found if each for name in each.names}
    assert is_sealed_throughout(timeline, NEWS)
    assert waiting_changes(timeline, NEWS) == set()


def test_a_picture_has_a_leaf_when_it_comes_and_loses_its_salt_with_its_file(
    timeline, entry, image, at
):
    picture = image("p")
    [name] = store_document(timeline, NEWS, [entry("a", images=[picture])], now=at(2)).new
    seal_changes(timeline)
    add_picture(timeline, name, picture["src"], b"bytes", 1, 1, "image/webp")
    [source] = needed_sources(timeline.unmasked(name))
    assert seal_changes(timeline).names == (source,)
    assert len(picture_seals(timeline.root, source)) == 1
    delete_files(timeline, [source])
    assert [each.salt for each in picture_seals(timeline.root, source)] == [NO_SALT]


def test_the_salts_of_an_entry_go_with_it_and_its_leaves_stay(timeline, keep):
    [name] = keep(a="A")
    keep(day=3, a="B")
    seal_changes(timeline)
    before = [each.hash for each in seals(timeline, name)]
    erase_entry(timeline, name, ACT)
    assert salted(timeline, name) == [False, False, False]
    assert [each.hash for each in seals(timeline, name)] == before
    assert seal_changes(timeline).names == (name, name)


def test_the_salt_of_a_version_goes_with_it_and_that_of_the_rest_stays(timeline, keep, at):
    [name] = keep(a="A")
    seal_changes(timeline)
    keep(day=3, a="B")
    seal_changes(timeline)
    erase_versions(timeline, name, at(9), ACT)
    assert salted(timeline, name) == [False, False, True, False]
    seal_changes(timeline)
    assert kinds(timeline, name) == b"cscss"


def test_a_position_that_the_store_never_had_is_unknown(timeline, keep):
    keep(a="A")
    seal_changes(timeline)
    timeline.root["seals"]["channels"][NEWS] = (1, 7)
    assert waiting_changes(timeline, NEWS) is None


def test_a_version_that_came_and_went_between_two_rounds_is_sealed_as_well(timeline, keep):
    [name] = keep(a="A")
    keep(day=3, a="B")
    seal_changes(timeline)
    assert kinds(timeline, name) == b"ccs"
    keep(day=4, a="A")
    seal_changes(timeline)
    assert kinds(timeline, name) == b"ccscs"
    texts = content_texts(timeline.unmasked(name))
    assert [each.fits(text) for each, text in zip(seals(timeline, name), texts, strict=False)] == [
        *(True, True, False)
    ]
