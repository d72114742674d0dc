"""Copies are without what is masked; the record and what visitors see stay as they are."""

import pytest

from katrineholm.socialhub.archive.requests.answering import Wish, add, begin, mask
from katrineholm.socialhub.archive.requests.book import one
from katrineholm.socialhub.archive.requests.copying import sort_out, unfound
from katrineholm.socialhub.archive.requests.things import read
from katrineholm.socialhub.core.timeline.store import timeline_of

WHY = {"provision": "21 kap. 7 §", "reason": "Personuppgift"}
LAWS = tuple(WHY.values())


def said(copy):
    parts = (*copy.thing.pictures, *copy.thing.files)
    texts = (copy.thing.title, *(field.value for field in copy.thing.fields))
    return "\n".join((*texts, *(part.title for part in parts)))


@pytest.fixture
def copies(hub, asked, request_of):
    """A function that gives the copies by their keys."""
    return lambda: {each.thing.key: each for each in sort_out(hub, request_of()).copies}


def test_words_are_gone_from_all_of_it(hub, kept, asked, as_rut, copies):
    assert "Hemligson" in said(copies()[kept.entry])
    mask(hub, asked, Wish("", ("åsa  hemligson",), **WHY))
    for copy in copies().values():
        assert "Hemligson" not in said(copy)
    assert "[uppgift dold] vann" in said(copies()[kept.entry])
    assert copies()[kept.message].lengths == {"text": [13]}
    assert copies()[kept.diary].masks == ()


def test_neither_the_record_nor_what_visitors_see_is_another(hub, kept, asked, as_rut, copies):
    mask(hub, asked, Wish("", ("Åsa Hemligson",), (kept.picture,), **WHY))
    timeline = timeline_of(hub)
    assert dict(timeline.masks()) == {}
    assert timeline.get(kept.id)["title"] == "Åsa Hemligson vann"
    assert "Hemligson" in read(hub, kept.message).fields[0].value
    other = begin(hub, "", [kept.entry])
    [copy] = sort_out(hub, one(hub, other)).copies
    assert "Hemligson" in said(copy)
    assert copy.thing.pictures


def test_words_of_one_thing_stay_in_the_others(hub, kept, asked, as_rut, copies):
    mask(hub, asked, Wish(kept.message, ("Hemligson",), **WHY))
    assert "Hemligson" not in said(copies()[kept.message])
    assert "Hemligson" in said(copies()[kept.entry])


def test_a_picture_is_masked_wherever_it_is_shown(hub, kept, asked, as_rut, copies):
    assert copies()[kept.version].thing.pictures
    mask(hub, asked, Wish(kept.entry, (), (kept.picture,), **WHY))
    for key in (kept.entry, kept.version):
        assert copies()[key].thing.pictures == ()
        assert len(copies()[key].masks) == 1


def test_a_file_is_masked_in_its_own_message(hub, kept, asked, as_rut, copies):
    mask(hub, asked, Wish(kept.message, (), (), (f"{kept.number}/../../bild.png",), *LAWS))
    assert [part.title for part in copies()[kept.message].thing.files] == ['a"<b>.exe']


def test_what_may_be_secret_is_sorted_out_and_what_is_gone_is_told(hub, kept, asked, as_rut):
    found = sort_out(hub, one(hub, asked))
    assert [each.key for each in found.withheld] == [kept.secret]
    assert found.gone == ()
    one(hub, asked)["things"]["entry:gone"] = ""
    assert sort_out(hub, one(hub, asked)).gone == ("entry:gone",)


def test_what_stands_nowhere_is_told(hub, kept, as_rut):
    things = [read(hub, kept.entry), read(hub, kept.message)]
    assert unfound(things, ["Hemligson", "Bo Ek", "åkte fel"]) == ["Bo Ek"]


def test_a_thing_is_in_a_request_once(hub, kept, asked, as_rut):
    assert add(hub, asked, [kept.entry, kept.entry]) == 0
