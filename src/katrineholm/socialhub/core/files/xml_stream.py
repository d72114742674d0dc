"""XML that is written to a file piece by piece, as a package's METS lists all of its files."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from tempfile import TemporaryFile
from typing import Any, TypeAlias

from lxml import etree

XSI = "http://www.w3.org/2001/XMLSchema-instance"
CHUNK = 2**16
# See https://www.w3.org/TR/xml/#charsets.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

XmlWriter = Callable[[Any], None]
Element: TypeAlias = etree._Element


def xml_chunks(write: XmlWriter) -> Iterator[bytes]:
    """Yield, in chunks, the document that ``write(out)`` writes to an ``etree.xmlfile``."""
    with TemporaryFile() as file:
        with etree.xmlfile(file, encoding="utf-8") as out:
            out.write_declaration()
            write(out)
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


def xml_element(name: str, text: str | None = None, /, **attributes: str) -> Element:
    """Return an XML element named ``{namespace}name``; empty attributes are left out."""
    made = etree.Element(name, {key: value for key, value in attributes.items() if value})
    made.text = None if text is None else xml_text(text)
    return made


def xml_text(text: str) -> str:
    """Return a text with each character that XML 1.0 forbids replaced by its code point."""
    return FORBIDDEN.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", text)


def timestamp(moment: datetime) -> str:
    """Return a datetime in ISO 8601, to the second."""
    return moment.isoformat(timespec="seconds")
