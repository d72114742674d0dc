"""What all pages share as plain values: links, facts, sentences with links in them."""

import pytest

from katrineholm.socialhub import _
from katrineholm.socialhub.site.pages.page_values import (
    contact_facts,
    fact_row,
    fact_value,
    link,
    sentence_parts,
)

OTHER = _("In other matters, write to ${email}.")


def test_a_sentence_tells_where_its_link_is(portal):
    mail = link("mailto:info@example.se", "info@example.se")
    parts = sentence_parts(OTHER, email=mail)
    assert parts[1] == {"text": "info@example.se", "@id": "mailto:info@example.se"}
    assert (
        "".join(part["text"] for part in parts) == "I andra frågor skriver du till info@example.se."
    )
    assert [part["@id"] for part in parts if part is not parts[1]] == [None, None]


def test_what_is_no_link_in_a_sentence_is_strong(portal):
    parts = sentence_parts(_("We understood: ${understood}"), understood="katrineholm")
    assert [(part["text"], part.get("strong", False)) for part in parts] == [
        ("Vi uppfattade: ", False),
        ("katrineholm", True),
    ]


def test_a_sentence_without_links_is_one_part(portal):
    assert [part["@id"] for part in sentence_parts(_("Show everything"))] == [None]


@pytest.mark.parametrize("url", ["", None, False])
def test_without_an_address_there_is_no_link(url):
    assert link(url, "Text") is None


def test_a_fact_holds_what_is_said(portal):
    assert fact_row("Konto", fact_value(""), fact_value("@k", "https://k.example")) == {
        "title": "Konto",
        "values": [{"text": "@k", "@id": "https://k.example"}],
    }
    assert [each["values"][0]["@id"] for each in contact_facts("a@example.se", "0150-570 00")] == [
        "mailto:a@example.se",
        "tel:015057000",
    ]
    assert contact_facts("", "") == []
