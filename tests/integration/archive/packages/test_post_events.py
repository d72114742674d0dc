"""What happened to the posts."""

from collections import Counter

from lxml import etree

from katrineholm.socialhub.core.files.premis import PREMIS


def test_what_happened_is_told_in_premis(package, read):
    told = read(package, "posts/metadata/preservation/premis.xml")
    kinds = [each.text for each in etree.fromstring(told.encode()).iter(f"{{{PREMIS}}}eventType")]
    assert Counter(kinds) == {"capture": 3, "hidden": 1}
    assert ">anna<" in told
