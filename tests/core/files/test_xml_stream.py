"""XML that is written as it comes."""

import pytest
from lxml import etree

from katrineholm.socialhub.core.files.xml_stream import xml_element, xml_text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("åäö \U0001f600\n\t", "åäö \U0001f600\n\t"),
        ("a\x00b\x1f", "a[U+0000]b[U+001F]"),
        ("\ud83d", "[U+D83D]"),
        ("\ufffe\uffff", "[U+FFFE][U+FFFF]"),
    ],
)
def test_what_xml_cannot_hold_is_told_by_its_number(text, told):
    assert xml_text(text) == told
    assert etree.fromstring(etree.tostring(xml_element("a", text))).text == told
