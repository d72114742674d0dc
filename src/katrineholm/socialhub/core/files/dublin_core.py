"""Dublin Core: the description of a package, its owner and its period."""

from typing import Any

from .package_model import PackageInfo
from .xml_stream import xml_element

DC = "http://purl.org/dc/elements/1.1/"


def write_dublin_core(out: Any, about: PackageInfo) -> None:
    """Write the document."""
    values = {
        "identifier": about.identifier,
        "title": about.name,
        "description": about.description,
        "creator": about.creator.name,
        "publisher": about.archivist.name,
        "date": about.made.date().isoformat(),
        "coverage": f"{about.start.isoformat()}/{about.end.isoformat()}",
        "type": "Collection",
        "language": "sv",
    }
    with out.element(f"{{{DC}}}dc", nsmap={"dc": DC}):
        for name, text in values.items():
            if text:
                out.write(xml_element(f"{{{DC}}}{name}", text))
        for part in about.parts:
            if part != about.identifier:
                out.write(xml_element(f"{{{DC}}}relation", part))
