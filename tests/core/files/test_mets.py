"""What METS tells of a package."""

import hashlib
import posixpath
from zipfile import ZipFile

import pytest

from katrineholm.socialhub.core.files.mets import CSIP, METS
from katrineholm.socialhub.core.files.xml_stream import XSI

XLINK = "http://www.w3.org/1999/xlink"


def test_mets_says_whose_it_is_and_by_which_agreement(package, tree):
    header = tree(package, "METS.xml").find(f"{{{METS}}}metsHdr")
    agents = [
        (each.get("ROLE"), *(part.text for part in each))
        for each in header.findall(f"{{{METS}}}agent")
    ]
    assert agents == [
        ("CREATOR", "katrineholm.socialhub", "1.0.0"),
        ("ARCHIVIST", "Katrineholms kommun", "212000-0340"),
        ("CREATOR", "Bildningsnämnden", "212000-0340"),
        ("PRESERVATION", "Sydarkivera", "222000-3103"),
    ]
    records = [(each.get("TYPE"), each.text) for each in header.findall(f"{{{METS}}}altRecordID")]
    assert records == [("SUBMISSIONAGREEMENT", "LÖ 2026:1"), ("REFERENCECODE", "SE/K/1")]
    assert header.get(f"{{{CSIP}}}OAISPACKAGETYPE") == "SIP"


@pytest.mark.parametrize("name", ["METS.xml", "representations/posts/METS.xml"])
def test_each_mets_says_where_its_schema_is_in_the_package(package, tree, about, name):
    namespace, place = tree(package, name).get(f"{{{XSI}}}schemaLocation").split()
    path = posixpath.normpath(posixpath.join(about.identifier, posixpath.dirname(name), place))
    assert namespace == METS
    assert path in ZipFile(package).namelist()


@pytest.mark.parametrize("folder", ["", "representations/posts/"])
def test_each_mets_gives_the_size_and_the_checksum_of_what_it_names(package, tree, about, folder):
    named = {}
    for node in tree(package, f"{folder}METS.xml").iter(
        *(f"{{{METS}}}{name}" for name in ("file", "mdRef"))
    ):
        [place] = node.findall(f"{{{METS}}}FLocat") or [node]
        facts = tuple(node.get(name) for name in ("SIZE", "CHECKSUM", "CHECKSUMTYPE"))
        named[place.get(f"{{{XLINK}}}href")] = facts
    with ZipFile(package) as zipped:
        found = {name: zipped.read(f"{about.identifier}/{folder}{name}") for name in named}
    assert named
    assert named == {
        name: (str(len(data)), hashlib.sha256(data).hexdigest(), "SHA-256")
        for name, data in found.items()
    }
