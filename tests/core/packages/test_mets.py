"""What METS tells of a package."""

from katrineholm.socialhub.core.packages.mets import CSIP, METS


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
