"""What METS tells of a package."""

import posixpath
from zipfile import ZipFile

import pytest

from katrineholm.socialhub.core.files.mets import CSIP, METS
from katrineholm.socialhub.core.files.xml_stream import XSI


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
