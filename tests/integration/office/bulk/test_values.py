"""From a cell to a value."""

import pytest
from helpers.integration.office.importing import alerts, confirm, judged, look, report, stored

from katrineholm.socialhub.office.bulk.import_page import packed_file
from katrineholm.socialhub.office.bulk.values import accepted_titles

HEADER = "title;administration;profile_url"
NEW = "Nya kanalen;kultur;https://mastodon.se/@kultur"


@pytest.mark.parametrize("substitute", ["Anna Berg", "A. B."])
def test_nobody_becomes_their_own_substitute(existing, functional_portal, substitute):
    data = (
        f"{HEADER};substitute;substitute_email\n"
        f"Bloggen;kultur;https://bloggen.example.se/;{substitute};Anna@example.se"
    )
    [planned] = judged(functional_portal, data.encode())
    assert planned.reasons == [
        "Ersättaren är samma person som den ansvarige och kan inte ersätta sig själv: "
        "skriv någon annan."
    ]


@pytest.mark.parametrize(
    ("columns", "row", "field"),
    [
        ("", "T;finns inte;https://a.example.se/", ""),
        ("", ";kultur;https://a.example.se/", "title"),
        ("", "T;kultur;javascript:alert(1)", "profile_url"),
        ("", "T;kultur;http://10.0.0.1/", "profile_url"),
        ("", "T;kultur;", "profile_url"),
        (";feed_url", "T;kultur;https://a.example.se/;ftp://a", "feed_url"),
        (";service", "T;kultur;https://a.example.se/;Friendface", "service"),
        (";kind", "T;kultur;https://a.example.se/;roman", "kind"),
        (";dialogue", "T;kultur;https://a.example.se/;kanske", "dialogue"),
        (";starts", "T;kultur;https://a.example.se/;31/1", "starts"),
        (";interval", "T;kultur;https://a.example.se/;1", "interval"),
        (";interval", "T;kultur;https://a.example.se/;ofta", "interval"),
        (";rhythm", "T;kultur;https://a.example.se/;8", "rhythm"),
        (";language", "T;kultur;https://a.example.se/;klingon", "language"),
        (";contact_email", "T;kultur;https://a.example.se/;a@", "contact_email"),
        (";responsible", "T;kultur;https://a.example.se/;Anna", "responsible"),
        (";uid", "T;kultur;https://a.example.se/;0123", ""),
    ],
)
def test_a_cell_that_cannot_be_used_refuses_the_row_and_nothing_is_stored(
    office, functional_portal, columns, row, field
):
    page = look(office, HEADER + columns, NEW + ";" * columns.count(";"), row)
    refused, new = report(page)
    assert refused.startswith("3 ")
    assert 'name="seen"' not in page.text
    assert 'name="carried"' not in page.text
    assert new.startswith("2 ")
    forged = {"carried": packed_file(f"{HEADER}{columns}\n{row}".encode()), "seen": "x"}
    confirm(office, page, **forged)
    assert stored(functional_portal) == {}


PAGE = "hub/@@import"


def test_a_column_that_is_missing_is_called_as_in_the_readers_language(office):
    [alert] = alerts(look(office, "id;x", "1;2"))
    assert "Kanal, Förvaltning, Publik adress" in alert


def test_no_title_stands_for_two_columns(portal):
    titles = [
        title
        for name, others in accepted_titles().items()
        for title in {each.casefold() for each in (name, *others)}
    ]
    assert sorted(titles) == sorted(set(titles))
