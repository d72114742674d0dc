"""What PREMIS tells of a package, by the standard's schema and by the part of it that is ours."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from helpers.core.packages import STANDARD_PREMIS
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from katrineholm.socialhub.core.files import package_model
from katrineholm.socialhub.core.files.package_model import PackageFile, RecordEvent
from katrineholm.socialhub.core.files.premis import PREMIS, write_premis
from katrineholm.socialhub.core.files.xml_stream import xml_chunks

POSTS = "representations/posts/metadata/preservation/premis.xml"
WHOLE = "metadata/preservation/premis.xml"
MADE = datetime(2026, 7, 1, 12, tzinfo=UTC)
FILES = [
    PackageFile("data/entries.jsonl", "application/x-ndjson", 9, "0a" * 32, "fmt/2054"),
    PackageFile("data/unknown", "", 9, "0a" * 32),
]
EVENTS = [
    RecordEvent("urn:x:1", "capture", MADE, "Ett inlägg"),
    RecordEvent("urn:x:2", "hidden", MADE.astimezone(timezone(timedelta(hours=2)))),
    RecordEvent("data/a.webp", "migration", MADE, made_from="data/a.jpg"),
]
# (what is written, what stands there instead)
AGAINST_THE_STANDARD = {
    "another element": (b"eventType>", b"eventTipe>"),
    "a size that is none": (b"size>9<", b"size>nine<"),
    "a kind of object that is none": (b'"premis:file"', b'"premis:folder"'),
    "another version": (b'version="3.0"', b'version="2.3"'),
}
NEVER_WRITTEN = {
    "another algorithm": (b">SHA-256<", b">MD5<"),
    "no algorithm": (b">SHA-256<", b"><"),
    "no size": (b"<ns0:size>9</ns0:size>", b""),
    "a checksum that is cut off": (b"0a0a<", b"<"),
    "an identifier that is not local": (b">local<", b">ARK<"),
    "a moment that is none": (b"2026-07-01T12", b"2026-07-01 12"),
    "a person": (b">software<", b">person<"),
    "another registry": (b">PRONOM<", b">MIME<"),
    "an id that is none": (b">fmt/2054<", b">fmt<"),
    "another role": (b">outcome<", b">witness<"),
}
text = st.text(max_size=20)
puids = st.sampled_from(["", "fmt/43", "x-fmt/18"])
files = st.builds(PackageFile, text, text, st.integers(0, 2**63 - 1), st.just("0a" * 32), puids)
events = st.builds(RecordEvent, text, text, st.datetimes(timezones=st.just(UTC)), text, text)


@pytest.fixture(scope="module")
def standard():
    """The Library of Congress's schema."""
    assert STANDARD_PREMIS.is_file(), "make test fetches it"
    return etree.XMLSchema(file=str(STANDARD_PREMIS))


@pytest.fixture(scope="module")
def ours():
    """The schema that a package carries."""
    return etree.XMLSchema(file=str(package_model.SCHEMA_FOLDER / "premis-subset.xsd"))


@pytest.fixture
def document(about):
    """A function that gives a document in which one piece of text stands for another."""

    def document(old, new):
        written = b"".join(xml_chunks(lambda out: write_premis(out, about, FILES, EVENTS)))
        assert old in written
        return etree.fromstring(written.replace(old, new))

    return document


def test_premis_tells_what_happened_and_what_xml_cannot_hold_by_its_number(package, tree):
    told = tree(package, POSTS)
    assert told.findtext(f".//{{{PREMIS}}}eventDetail") == "Ett [U+0000] inlägg"
    assert told.findtext(f".//{{{PREMIS}}}linkingObjectIdentifierValue") == "urn:x:1"


def test_a_change_of_format_names_both_files_and_an_unknown_format_is_called_so(about):
    written = b"".join(xml_chunks(lambda out: write_premis(out, about, FILES, EVENTS)))
    told = etree.fromstring(written)
    names = {"p": PREMIS}
    event = told.xpath("//p:event[p:eventType='migration']", namespaces=names)[0]
    linked = event.findall(f"{{{PREMIS}}}linkingObjectIdentifier")
    assert [[part.text for part in each] for each in linked] == [
        ["local", "data/a.jpg", "source"],
        ["local", "data/a.webp", "outcome"],
    ]
    formats = told.xpath("//p:format", namespaces=names)
    assert ["".join(each.itertext()) for each in formats] == [
        "application/x-ndjsonPRONOMfmt/2054",
        "unknown",
    ]


@pytest.mark.parametrize("path", [POSTS, WHOLE])
def test_what_a_package_carries_is_valid_by_both(package, tree, standard, ours, path):
    told = tree(package, path)
    standard.assertValid(told)
    ours.assertValid(told)


@given(st.lists(files, max_size=3), st.lists(events, max_size=3))
def test_it_is_valid_by_both_whatever_files_and_events_are_called(
    about, standard, ours, files, events
):
    written = b"".join(xml_chunks(lambda out: write_premis(out, about, files, events)))
    told = etree.fromstring(written)
    standard.assertValid(told)
    ours.assertValid(told)


@pytest.mark.parametrize("change", AGAINST_THE_STANDARD.values(), ids=AGAINST_THE_STANDARD)
def test_both_refuse_what_the_standard_does_not_have(document, standard, ours, change):
    told = document(*change)
    assert (standard.validate(told), ours.validate(told)) == (False, False)


@pytest.mark.parametrize("change", NEVER_WRITTEN.values(), ids=NEVER_WRITTEN)
def test_ours_refuses_what_the_standard_has_and_is_never_written(document, standard, ours, change):
    told = document(*change)
    assert (standard.validate(told), ours.validate(told)) == (True, False)
