"""What PREMIS tells of a package."""

from katrineholm.socialhub.core.packages.premis import PREMIS


def test_premis_tells_what_happened_and_what_xml_cannot_hold_by_its_number(package, tree):
    told = tree(package, "representations/posts/metadata/preservation/premis.xml")
    assert told.findtext(f".//{{{PREMIS}}}eventDetail") == "Ett [U+0000] inlägg"
    assert told.findtext(f".//{{{PREMIS}}}linkingObjectIdentifierValue") == "urn:x:1"
