"""The metadata of a package apart from METS.

PREMIS 3 lists the files with their checksums, the records, their events, and the agent; Dublin Core
describes the package, its owner and its period.
"""

from collections.abc import Iterable
from typing import Any

from .mets import SOFTWARE
from .package_model import PackageFile, PackageInfo, RecordEvent
from .xml_stream import XSI, Element, timestamp, xml_element

PREMIS = "http://www.loc.gov/premis/v3"
NAMES = {"premis": PREMIS, "xsi": XSI}
LOCAL = "local"
UNKNOWN = "unknown"  # the format of a file without a declared type


def write_premis(
    out: Any, about: PackageInfo, files: Iterable[PackageFile], events: Iterable[RecordEvent]
) -> None:
    """Write the PREMIS document; each event in it names the record that it happened to."""
    with out.element(_premis_name("premis"), {"version": "3.0"}, nsmap=NAMES):
        out.write(_package_object(about))
        for file in files:
            out.write(_file_object(file))
        for number, event in enumerate(events, 1):
            out.write(_event_element(event, f"{about.identifier}-{number}"))
        out.write(_agent_element(about))


def _package_object(about: PackageInfo) -> Element:
    node = _identified_element("object", "objectIdentifier", about.identifier)
    node.set(f"{{{XSI}}}type", "premis:intellectualEntity")
    _add_child(node, "originalName", about.name)
    return node


def _file_object(file: PackageFile) -> Element:
    node = _identified_element("object", "objectIdentifier", file.path)
    node.set(f"{{{XSI}}}type", "premis:file")
    facts = _add_child(node, "objectCharacteristics")
    fixity = _add_child(facts, "fixity")
    _add_child(fixity, "messageDigestAlgorithm", "SHA-256")
    _add_child(fixity, "messageDigest", file.sha256)
    _add_child(facts, "size", str(file.size))
    facts.append(_format_element(file))
    return node


def _format_element(file: PackageFile) -> Element:
    node = xml_element(_premis_name("format"))
    _add_child(_add_child(node, "formatDesignation"), "formatName", file.type or UNKNOWN)
    if file.puid:
        registry = _add_child(node, "formatRegistry")
        _add_child(registry, "formatRegistryName", "PRONOM")
        _add_child(registry, "formatRegistryKey", file.puid)
    return node


def _event_element(event: RecordEvent, number: str) -> Element:
    node = _identified_element("event", "eventIdentifier", number)
    _add_child(node, "eventType", event.kind)
    _add_child(node, "eventDateTime", timestamp(event.when))
    if event.detail:
        _add_child(_add_child(node, "eventDetailInformation"), "eventDetail", event.detail)
    _add_identifier(node, "linkingAgentIdentifier", SOFTWARE)
    if event.made_from:
        _add_linked_object(node, event.made_from, "source")
        _add_linked_object(node, event.record, "outcome")
    else:
        _add_identifier(node, "linkingObjectIdentifier", event.record)
    return node


def _add_linked_object(node: Element, value: str, role: str) -> None:
    _add_identifier(node, "linkingObjectIdentifier", value)
    _add_child(node[-1], "linkingObjectRole", role)


def _agent_element(about: PackageInfo) -> Element:
    node = _identified_element("agent", "agentIdentifier", SOFTWARE)
    _add_child(node, "agentName", SOFTWARE)
    _add_child(node, "agentType", "software")
    _add_child(node, "agentVersion", about.version)
    return node


def _identified_element(name: str, kind: str, value: str) -> Element:
    node = xml_element(_premis_name(name))
    _add_identifier(node, kind, value)
    return node


def _add_identifier(node: Element, kind: str, value: str) -> None:
    identifier = _add_child(node, kind)
    _add_child(identifier, f"{kind}Type", LOCAL)
    _add_child(identifier, f"{kind}Value", value)


def _add_child(parent: Element, name: str, text: str | None = None) -> Element:
    parent.append(xml_element(_premis_name(name), text))
    return parent[-1]


def _premis_name(name: str) -> str:
    return f"{{{PREMIS}}}{name}"


DC = "http://purl.org/dc/elements/1.1/"


def write_dublin_core(out: Any, about: PackageInfo) -> None:
    """Write the Dublin Core document, which describes the package."""
    values = {
        "identifier": about.identifier,
        "title": about.name,
        "description": about.description,
        "creator": about.creator.name,
        "publisher": about.archivist.name,
        "date": about.made.date().isoformat(),
        "coverage": f"{about.start.isoformat()}/{about.end.isoformat()}",
        "type": "Collection",
        "rights": about.access,
        "language": "sv",
    }
    with out.element(f"{{{DC}}}dc", nsmap={"dc": DC}):
        for name, text in values.items():
            if text:
                out.write(xml_element(f"{{{DC}}}{name}", text))
        for other in (*about.parts, *about.related):
            if other != about.identifier:
                out.write(xml_element(f"{{{DC}}}relation", other))
