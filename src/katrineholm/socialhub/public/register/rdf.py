"""A writer of RDF/XML (https://www.w3.org/TR/rdf-syntax-grammar/).

Names of elements have a prefix, as in ``dcat:Dataset``.
"""

import re
from collections.abc import Mapping
from datetime import date
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
DATE = "http://www.w3.org/2001/XMLSchema#date"
# Characters that XML 1.0 cannot contain, not even escaped.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def empty_document() -> Element:
    for prefix, space in SPACES.items():
        ElementTree.register_namespace(prefix, space)
    return Element(_name("rdf:RDF"))


def rdf_bytes(root: Element) -> bytes:
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def add_node(parent: Element, name: str, about: str = "") -> Element:
    """Add a node or a property below ``parent`` and return it; ``about`` is its URI, if any."""
    element = ElementTree.SubElement(parent, _name(name))
    if about:
        element.set(_name("rdf:about"), _writable(about))
    return element


def add_text(item: Element, name: str, value: str) -> Element:
    """Add a property with a text and return it; characters that are invalid in XML are removed."""
    element = add_node(item, name)
    element.text = _writable(value)
    return element


def add_texts(item: Element, name: str, values: Mapping[str, str]) -> None:
    """Add a property with a text in several languages; ``values`` are keyed by language code."""
    for language, value in values.items():
        add_text(item, name, value).set(LANGUAGE, language)


def add_links(item: Element, targets: Mapping[str, str]) -> None:
    """Add properties that link to URIs; ``targets`` are the URIs keyed by property."""
    for name, target in targets.items():
        add_node(item, name).set(_name("rdf:resource"), _writable(target))


def add_day(item: Element, name: str, value: date) -> None:
    add_text(item, name, value.isoformat()).set(_name("rdf:datatype"), DATE)


def _writable(value):
    return _UNWRITABLE.sub("", value)


def _name(name):
    prefix, _colon, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"
