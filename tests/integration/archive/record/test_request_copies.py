"""Copies are without what is masked; the record and what visitors see stay as they are."""

import pytest

from katrineholm.socialhub.archive.record.request_actions import (
    MaskInput,
    add_records,
    begin_request,
    mask_records,
)
from katrineholm.socialhub.archive.record.request_copies import missing_passages, request_contents
from katrineholm.socialhub.archive.record.request_storage import find_request
from katrineholm.socialhub.archive.record.requested_records import requested_record
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
    return lambda: {each.thing.key: each for each in request_contents(hub, request_of()).copies}


def test_words_are_gone_from_all_of_it(hub, kept, asked, as_rut, copies):
    assert "Hemligson" in said(copies()[kept.entry])
    mask_records(hub, asked, MaskInput("", ("åsa  hemligson",), **WHY))
    for copy in copies().values():
        assert "Hemligson" not in said(copy)
    assert "[uppgift dold] vann" in said(copies()[kept.entry])
    assert copies()[kept.message].lengths == {"text": [13]}
    assert copies()[kept.diary].masks == ()


def test_neither_the_record_nor_what_visitors_see_is_another(hub, kept, asked, as_rut, copies):
    mask_records(hub, asked, MaskInput("", ("Åsa Hemligson",), (kept.picture,), **WHY))
    timeline = timeline_of(hub)
    assert dict(timeline.masks()) == {}
    assert timeline.get(kept.id)["title"] == "Åsa Hemligson vann"
    assert "Hemligson" in requested_record(hub, kept.message).fields[0].value
    other = begin_request(hub, "", [kept.entry])
    [copy] = request_contents(hub, find_request(hub, other)).copies
    assert "Hemligson" in said(copy)
    assert copy.thing.pictures


def test_words_of_one_thing_stay_in_the_others(hub, kept, asked, as_rut, copies):
    mask_records(hub, asked, MaskInput(kept.message, ("Hemligson",), **WHY))
    assert "Hemligson" not in said(copies()[kept.message])
    assert "Hemligson" in said(copies()[kept.entry])


def test_a_picture_is_masked_wherever_it_is_shown(hub, kept, asked, as_rut, copies):
    assert copies()[kept.version].thing.pictures
    mask_records(hub, asked, MaskInput(kept.entry, (), (kept.picture,), **WHY))
    for key in (kept.entry, kept.version):
        assert copies()[key].thing.pictures == ()
        assert len(copies()[key].masks) == 1


def test_a_file_is_masked_in_its_own_message(hub, kept, asked, as_rut, copies):
    mask_records(
        hub, asked, MaskInput(kept.message, (), (), (f"{kept.number}/../../bild.png",), *LAWS)
    )
    assert [part.title for part in copies()[kept.message].thing.files] == ['a"<b>.exe']


def test_what_may_be_secret_is_sorted_out_and_what_is_gone_is_told(hub, kept, asked, as_rut):
    found = request_contents(hub, find_request(hub, asked))
    assert [each.key for each in found.withheld] == [kept.secret]
    assert found.gone == ()
    find_request(hub, asked)["things"]["entry:gone"] = ""
    assert request_contents(hub, find_request(hub, asked)).gone == ("entry:gone",)


def test_what_stands_nowhere_is_told(hub, kept, as_rut):
    things = [requested_record(hub, kept.entry), requested_record(hub, kept.message)]
    assert missing_passages(things, ["Hemligson", "Bo Ek", "åkte fel"]) == ["Bo Ek"]


def test_a_thing_is_in_a_request_once(hub, kept, asked, as_rut):
    assert add_records(hub, asked, [kept.entry, kept.entry]) == 0
