"""All that may be about a person is found, and nothing that is not the registrar's to read."""

import pytest

from katrineholm.socialhub.archive.record.extract_search import find_matches, term_text


@pytest.mark.usefixtures("as_rut")
def test_a_name_is_found_in_posts_versions_messages_and_the_diary(hub, kept):
    found = find_matches(hub, ["Hemligson"])
    assert {kept.entry, kept.version, kept.message} <= set(found.keys)
    assert found.is_whole
    assert found.elsewhere == 0


@pytest.mark.usefixtures("as_rut")
@pytest.mark.parametrize("term", ["eva@hemma.example", "Eva Ek", "bild.png"])
def test_a_sender_and_a_file_are_found(hub, kept, term):
    assert kept.message in find_matches(hub, [term]).keys


@pytest.mark.usefixtures("as_rut")
def test_whoever_has_duties_is_found_as_a_person(hub, kept):
    [key] = [each for each in find_matches(hub, ["rut"]).keys if each.startswith("person:")]
    assert "rut" not in key


def test_nobody_without_a_role_finds_messages(hub, kept):
    found = find_matches(hub, ["eva@hemma.example"])
    assert kept.message not in found.keys
    assert found.elsewhere == 1


@pytest.mark.parametrize(
    "term", ["https://www.example.org/anna", "http://example.org/anna", "@example.org/anna"]
)
def test_an_address_is_searched_for_without_what_may_be_left_out(term):
    assert term_text(term) == "example.org/anna"
