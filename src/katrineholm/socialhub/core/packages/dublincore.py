"""Dublin Core: the description of a package, its owner and its period."""

from typing import Any

from .model import About
from .xmlout import element

DC = "http://purl.org/dc/elements/1.1/"


def write(out: Any, about: About) -> None:
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
                out.write(element(f"{{{DC}}}{name}", text))
        for part in about.parts:
            if part != about.identifier:
                out.write(element(f"{{{DC}}}relation", part))
