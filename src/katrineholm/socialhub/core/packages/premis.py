"""PREMIS 3: the files with their checksums, the records, their events, and the agent."""

from collections.abc import Iterable
from typing import Any

from .mets import SOFTWARE
from .model import About, Event, File
from .xmlout import XSI, Element, element, timestamp

PREMIS = "http://www.loc.gov/premis/v3"
NAMES = {"premis": PREMIS, "xsi": XSI}
LOCAL = "local"


def write(out: Any, about: About, files: Iterable[File], events: Iterable[Event]) -> None:
    """Write one document; every event names the record that it happened to."""
    with out.element(_premis("premis"), {"version": "3.0"}, nsmap=NAMES):
        out.write(_whole(about))
        for file in files:
            out.write(_object(file))
        for number, event in enumerate(events, 1):
            out.write(_event(event, f"{about.identifier}-{number}"))
        out.write(_agent(about))


def _whole(about: About) -> Element:
    node = _identified("object", "objectIdentifier", about.identifier)
    node.set(f"{{{XSI}}}type", "premis:intellectualEntity")
    _in(node, "originalName", about.name)
    return node


def _object(file: File) -> Element:
    node = _identified("object", "objectIdentifier", file.path)
    node.set(f"{{{XSI}}}type", "premis:file")
    facts = _in(node, "objectCharacteristics")
    fixity = _in(facts, "fixity")
    _in(fixity, "messageDigestAlgorithm", "SHA-256")
    _in(fixity, "messageDigest", file.sha256)
    _in(facts, "size", str(file.size))
    _in(_in(_in(facts, "format"), "formatDesignation"), "formatName", file.type)
    return node


def _event(event: Event, number: str) -> Element:
    node = _identified("event", "eventIdentifier", number)
    _in(node, "eventType", event.kind)
    _in(node, "eventDateTime", timestamp(event.when))
    if event.detail:
        _in(_in(node, "eventDetailInformation"), "eventDetail", event.detail)
    for kind, value in (
        ("linkingAgentIdentifier", SOFTWARE),
        ("linkingObjectIdentifier", event.record),
    ):
        link = _in(node, kind)
        _in(link, f"{kind}Type", LOCAL)
        _in(link, f"{kind}Value", value)
    return node


def _agent(about: About) -> Element:
    node = _identified("agent", "agentIdentifier", SOFTWARE)
    _in(node, "agentName", SOFTWARE)
    _in(node, "agentType", "software")
    _in(node, "agentVersion", about.version)
    return node


def _identified(name: str, kind: str, value: str) -> Element:
    node = element(_premis(name))
    identifier = _in(node, kind)
    _in(identifier, f"{kind}Type", LOCAL)
    _in(identifier, f"{kind}Value", value)
    return node


def _in(parent: Element, name: str, text: str | None = None) -> Element:
    parent.append(element(_premis(name), text))
    return parent[-1]


def _premis(name: str) -> str:
    return f"{{{PREMIS}}}{name}"
