"""What the METS.xml at the top says of a package, against what is said within."""

from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from lxml import etree

from katrineholm.socialhub.core.files.package_check import package_errors
from katrineholm.socialhub.core.files.package_facts import stated_facts

TOLD = {
    "the organisation number": (b"212000-0340", b"212000-0341", "the header"),
    "whose it is": ("Bildningsnämnden".encode(), b"Kulturen", "the owner"),
    "who sends it": (b"Katrineholms kommun", b"Flens kommun", "the sender"),
    "who receives it": (b"Sydarkivera", b"Nordarkivera", "the header"),
    "the agreement": (b"2026:1<", b"2026:2<", "the header"),
    "the reference": (b"SE/K/1", b"SE/K/2", "the header"),
    "the label": (b"juni 2026", b"maj 2026", "the title"),
    "when it was made": (b"2026-07-01T12", b"2026-07-02T12", "the day"),
    "when a file was made": (b'CREATED="2026-07-01T12', b'CREATED="2026-07-01T13', "the time"),
    "the status": (b'"NEW"', b'"TEST"', "the header"),
    "the version": (b">1.0.0<", b">1.0.1<", "the software"),
    "the identifier": (b'OBJID="uuid-0', b'OBJID="uuid-1', "the identifier"),
    "the kind": (b"Social media", b"Antisocial media", "the kind of content"),
}


@pytest.mark.parametrize("what", TOLD)
def test_what_only_the_mets_at_the_top_says_otherwise_is_found(package, what):
    old, new, fact = TOLD[what]
    with ZipFile(package) as zipped:
        files = {name: zipped.read(name) for name in zipped.namelist()}
    with ZipFile(package, "w", ZIP_DEFLATED) as zipped:
        for name, data in files.items():
            top = name.count("/") == 1
            assert not top or old in data
            zipped.writestr(name, data.replace(old, new) if top else data)
    assert any(f"METS.xml: {fact} is not" in each for each in package_errors(package))


def test_dublin_core_states_some_of_the_facts(package, tree):
    facts = stated_facts(tree(package, "metadata/descriptive/dc.xml"))
    assert facts["the owner"] == {"Bildningsnämnden"}
    assert facts["the day"] == {"2026-07-01"}
    assert facts["the related packages"] == set()


def test_of_no_known_document_nothing_is_known():
    assert not any(stated_facts(etree.fromstring("<x/>")).values())
