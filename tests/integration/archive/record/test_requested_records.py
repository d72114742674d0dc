"""What a request holds is read as whoever asks may see it."""

import pytest
import transaction
from plone import api

from katrineholm.socialhub.archive.record.requested_records import HTML, URL, requested_record
from katrineholm.socialhub.core.timeline.disposal import erase_entry, erase_versions
from katrineholm.socialhub.core.timeline.store import timeline_of


def values(thing):
    return {field.name: field.value for field in thing.fields}


def test_a_post_says_what_it_says_without_pictures_from_elsewhere(hub, kept, as_rut):
    thing = requested_record(hub, kept.entry)
    told = values(thing)
    assert (thing.kind, thing.title) == ("Inlägg", "Åsa Hemligson vann")
    assert told["html"] == "<p>Badet är stängt. Grattis Åsa Hemligson!</p>"
    assert told["channel"] == "Bloggen"
    assert {field.name: field.shape for field in thing.fields}["link"] == URL
    [picture] = thing.pictures
    assert (picture.title, picture.read()) == ("Åsa Hemligson på isen", b"RIFF....WEBP")


def test_an_earlier_version_is_found_by_when_it_ended(hub, kept, as_rut):
    thing = requested_record(hub, kept.version)
    [html] = [field for field in thing.fields if field.shape == HTML]
    assert "öppet" in html.value
    assert "cdn.example.se" not in html.value
    assert thing.kind == "Tidigare version"


def test_a_message_is_told_with_its_files_by_harmless_names(hub, kept, as_rut):
    thing = requested_record(hub, kept.message)
    told = values(thing)
    assert (told["text"], told["name"]) == ("Åsa Hemligson åkte fel", "Eva Ek")
    paths = {part.path for part in thing.files}
    assert paths == {f"filer/{kept.number}-1.png", f"filer/{kept.number}-2.bin"}
    assert thing.secrecy is None


def test_what_may_be_secret_says_by_which_provision(hub, kept, as_rut):
    assert requested_record(hub, kept.secret).secrecy == "25 kap. 1 §"


def test_the_diary_is_the_registrars(hub, kept, as_rut):
    assert [field.value for field in requested_record(hub, kept.diary).fields][1:] == [
        "KS 2026/1",
        "Eva Ek",
        "Isen",
    ]
    with api.env.adopt_user("arne"):
        assert requested_record(hub, kept.diary) is None


def test_a_message_is_read_by_the_inboxs_own_rule(hub, kept, people):
    for name, is_seen in (("rut", True), ("anna", True), ("cia", False)):
        with api.env.adopt_user(name):
            assert (requested_record(hub, kept.message) is not None) is is_seen


@pytest.mark.parametrize(
    "key",
    [
        *("", ":", "x", "entry", "entry:", "entry:x", "entry:x:y", "version:x:1", "message:0"),
        *("message:x", "message:99", "message:" + "9" * 40, "message:²", "diary:x:1"),
        *("diary:2026-01-02:99", "picture:1", "entry:\x00", "message:-1"),
    ],
)
def test_what_there_is_not_is_none(hub, kept, as_rut, key):
    assert requested_record(hub, key) is None


def test_what_is_disposed_of_is_gone(hub, kept, as_rut):
    told = {"by": "bo", "when": 1, "decision": "DHP", "proposed": "eva"}
    erase_versions(timeline_of(hub), kept.id, 2**40, told)
    assert requested_record(hub, kept.version) is None
    erase_entry(timeline_of(hub), kept.id, told)
    assert requested_record(hub, kept.entry) is None
    transaction.abort()
