from datetime import date
from xml.etree import ElementTree

import pytest

from katrineholm.socialhub.public.register.dcat import Distribution, dcat_document
from katrineholm.socialhub.public.register.jsonld import Organisation
from katrineholm.socialhub.public.register.rdf import SPACES

PAGE = "https://www.katrineholm.se/sociala-medier/@@official-list"
TOWN = Organisation(
    "Katrineholms kommun", "https://www.katrineholm.se", "info@katrineholm.se", "+46 150-570 00"
)
CSV = Distribution("https://www.katrineholm.se/sociala-medier/@@export-csv", "text/csv", "CSV")
OPML = Distribution("https://www.katrineholm.se/sociala-medier/@@opml", "text/x-opml", "OPML")
CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
IANA = "https://www.iana.org/assignments/media-types/"
SWEDISH = {"Official channels in social media": "Officiella kanaler i sociala medier"}


def translate(text, target_language):
    return SWEDISH.get(text, text) if target_language == "sv" else str(text)


def described(files=(CSV, OPML), publisher=TOWN):
    """What is said, as (subject, property) → values, the two spellings of a value told apart."""
    day = date(2026, 11, 25)
    body = dcat_document(PAGE, publisher, files, modified=day, translate=translate)
    root = ElementTree.fromstring(body)
    said = {}
    for node in root:
        subject = node.get(name("rdf:about"))
        said.setdefault((subject, "rdf:type"), []).append(short(node.tag))
        for each in node:
            value = each.get(name("rdf:resource")) or (each.text or "").strip() or each[0][0]
            said.setdefault((subject, short(each.tag)), []).append(value)
    return said


def name(short_name):
    prefix, _, local = short_name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def short(tag):
    space, local = tag[1:].split("}")
    return f"{next(prefix for prefix, each in SPACES.items() if each == space)}:{local}"


# What DCAT-AP-SE 3 calls mandatory, and what it recommends of what we know.
@pytest.mark.parametrize(
    ("subject", "property_name", "values"),
    [
        (f"{PAGE}#catalogue", "rdf:type", ["dcat:Catalog"]),
        (f"{PAGE}#catalogue", "dcterms:title", ["Open data on social media"] * 2),
        (f"{PAGE}#catalogue", "dcterms:publisher", [f"{PAGE}#publisher"]),
        (f"{PAGE}#catalogue", "dcterms:license", [CC0]),
        (f"{PAGE}#catalogue", "dcat:dataset", [f"{PAGE}#dataset"]),
        (f"{PAGE}#catalogue", "dcat:themeTaxonomy", [f"{AUTHORITY}data-theme"]),
        (f"{PAGE}#publisher", "rdf:type", ["foaf:Agent"]),
        (f"{PAGE}#publisher", "foaf:name", ["Katrineholms kommun"]),
        (
            f"{PAGE}#publisher",
            "dcterms:type",
            ["http://purl.org/adms/publishertype/LocalAuthority"],
        ),
        (f"{PAGE}#dataset", "rdf:type", ["dcat:Dataset"]),
        (
            f"{PAGE}#dataset",
            "dcterms:title",
            ["Officiella kanaler i sociala medier", "Official channels in social media"],
        ),
        (f"{PAGE}#dataset", "dcterms:publisher", [f"{PAGE}#publisher"]),
        (f"{PAGE}#dataset", "dcat:contactPoint", [f"{PAGE}#contact"]),
        (f"{PAGE}#dataset", "dcat:theme", [f"{AUTHORITY}data-theme/GOVE"]),
        (f"{PAGE}#dataset", "dcterms:accrualPeriodicity", [f"{AUTHORITY}frequency/UPDATE_CONT"]),
        (f"{PAGE}#dataset", "dcterms:language", [f"{AUTHORITY}language/SWE"]),
        (f"{PAGE}#dataset", "dcterms:modified", ["2026-11-25"]),
        (
            f"{PAGE}#dataset",
            "dcat:distribution",
            [f"{CSV.url}#distribution", f"{OPML.url}#distribution"],
        ),
        (f"{PAGE}#contact", "rdf:type", ["vcard:Organization"]),
        (f"{PAGE}#contact", "vcard:fn", ["Katrineholms kommun"]),
        (f"{PAGE}#contact", "vcard:hasEmail", ["mailto:info@katrineholm.se"]),
        (f"{CSV.url}#distribution", "rdf:type", ["dcat:Distribution"]),
        (f"{CSV.url}#distribution", "dcat:accessURL", [PAGE]),
        (f"{CSV.url}#distribution", "dcat:downloadURL", [CSV.url]),
        (f"{CSV.url}#distribution", "dcterms:license", [CC0]),
        (f"{CSV.url}#distribution", "dcterms:format", ["text/csv"]),
        (f"{CSV.url}#distribution", "dcat:mediaType", [f"{IANA}text/csv"]),
        (f"{OPML.url}#distribution", "dcterms:format", ["text/x-opml"]),
        (f"{OPML.url}#distribution", "dcat:mediaType", [f"{IANA}application/xml"]),
    ],
)
def test_the_portal_is_told(subject, property_name, values):
    assert described()[subject, property_name] == values


def test_every_thing_that_is_pointed_to_within_the_document_is_described():
    said = described()
    subjects = {subject for subject, _ in said}
    pointed = {
        value
        for values in said.values()
        for value in values
        if isinstance(value, str)
        and value.startswith("https://www.katrineholm.se/")
        and "#" in value
    }
    assert pointed <= subjects


def test_the_telephone_is_an_address_to_call():
    phone = described()[f"{PAGE}#contact", "vcard:hasTelephone"]
    assert [each.get(name("rdf:resource")) for each in phone] == ["tel:+4615057000"]


def test_what_is_not_known_is_not_told():
    said = described(publisher=Organisation("Kommunen", "https://www.katrineholm.se"))
    told = {property_name for subject, property_name in said if subject == f"{PAGE}#contact"}
    assert told == {"rdf:type", "vcard:fn"}


@pytest.mark.parametrize("text", ["<b>&amp;]]></b>", "\"'", "Ö\u2028Å"])
def test_any_name_stays_a_text(text):
    assert described([Distribution(CSV.url, "text/csv", text)])[
        f"{CSV.url}#distribution", "dcterms:title"
    ] == [text]


def test_a_sign_that_xml_cannot_hold_is_left_out():
    said = described([Distribution(CSV.url, "text/csv", "a\0b\x1bc\ud800\uffffd")])
    assert said[f"{CSV.url}#distribution", "dcterms:title"] == ["abcd"]
