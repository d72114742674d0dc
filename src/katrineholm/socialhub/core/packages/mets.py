"""METS as required by CSIP 2.1.0 and SIP 2.1.0: of the package, and of its representation.

The numbers in comments are those of the specifications' requirements.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from .model import About, File, Organisation
from .xmlout import XSI, Element, element, legible, timestamp

METS = "http://www.loc.gov/METS/"
XLINK = "http://www.w3.org/1999/xlink"
CSIP = "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"
SIP = "https://DILCIS.eu/XML/METS/SIPExtensionMETS"
NAMES = {None: METS, "xlink": XLINK, "csip": CSIP, "sip": SIP, "xsi": XSI}
PROFILE = "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"
CONTENT = "Social media posts of an authority, katrineholm.socialhub"
SOFTWARE = "katrineholm.socialhub"


@dataclass(frozen=True, slots=True)
class Metadata:
    """A file of metadata: ``kind`` is DC or PREMIS."""

    file: File
    kind: str

    @property
    def section(self) -> str:
        """Return the element of METS that refers to it."""
        return "dmdSec" if self.kind == "DC" else "digiprovMD"


@dataclass(frozen=True, slots=True)
class Group:
    """Files of one use, such as ``Documentation``; ``pointer`` leads to METS of their own."""

    use: str
    files: Iterable[File]
    pointer: str = ""

    @property
    def id(self) -> str:
        return identified(f"group {self.use}")


def write(out: Any, about: About, name: str, metadata: list[Metadata], groups: list[Group]) -> None:
    """Write METS for the folder ``name``; paths are relative to that."""
    with out.element(_mets("mets"), _of_root(name, about), nsmap=NAMES):
        out.write(_header(about))
        for each in metadata:
            if each.kind == "DC":
                out.write(_reference(each, about.made))
        for each in metadata:
            if each.kind != "DC":
                administrative = element(_mets("amdSec"))
                administrative.append(_reference(each, about.made))
                out.write(administrative)
        _write_files(out, about, groups)
        out.write(_structure(name, about, metadata, groups))


def identified(text: str) -> str:
    """Return an XML id that is the same for the same text."""
    digest = sha256(text.encode()).hexdigest()
    return f"uuid-{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:32]}"


def _of_root(name: str, about: About) -> dict[str, str]:
    top = "" if name == about.identifier else "../../"
    return {
        "OBJID": name,
        "LABEL": legible(about.name),
        "TYPE": "Other",  # CSIP2: none of the vocabulary's kinds of content
        _csip("OTHERTYPE"): "Social media",
        "PROFILE": PROFILE,
        **_content(),
        f"{{{XSI}}}schemaLocation": f"{METS} {top}schemas/mets.xsd",
    }


def _content() -> dict[str, str]:
    return {
        _csip("CONTENTINFORMATIONTYPE"): "OTHER",
        _csip("OTHERCONTENTINFORMATIONTYPE"): CONTENT,
    }


def _header(about: About) -> Element:
    when = timestamp(about.made)
    header = element(_mets("metsHdr"), CREATEDATE=when, LASTMODDATE=when, RECORDSTATUS="NEW")
    header.set(_csip("OAISPACKAGETYPE"), "SIP")
    software = _agent("CREATOR", "OTHER", SOFTWARE, about.version, "SOFTWARE VERSION")
    software.set("OTHERTYPE", "SOFTWARE")
    header.append(software)
    header.extend(_organisation("ARCHIVIST", about.archivist))
    header.extend(_organisation("CREATOR", about.creator))
    header.extend(_organisation("PRESERVATION", about.archive))
    for kind, number in (
        ("SUBMISSIONAGREEMENT", about.agreement),
        ("REFERENCECODE", about.reference),
    ):
        if number:
            header.append(element(_mets("altRecordID"), number, TYPE=kind))
    return header


def _organisation(role: str, who: Organisation) -> list[Element]:
    if not who.name:
        return []
    return [_agent(role, "ORGANIZATION", who.name, who.number, "IDENTIFICATIONCODE")]


def _agent(role: str, kind: str, name: str, note: str, note_kind: str) -> Element:
    agent = element(_mets("agent"), ROLE=role, TYPE=kind)
    agent.append(element(_mets("name"), name))
    if note:
        agent.append(element(_mets("note"), note))
        agent[-1].set(_csip("NOTETYPE"), note_kind)
    return agent


def _reference(metadata: Metadata, made: datetime) -> Element:
    file = metadata.file
    section = element(_mets(metadata.section), ID=identified(file.path), STATUS="CURRENT")
    section.set("CREATED", timestamp(made))
    reference = element(_mets("mdRef"), LOCTYPE="URL", MDTYPE=metadata.kind, **_facts(file, made))
    _link(reference, file.path)
    section.append(reference)
    return section


def _write_files(out: Any, about: About, groups: list[Group]) -> None:
    with out.element(_mets("fileSec"), ID=identified("files")):
        for group in groups:
            attributes = {"USE": group.use, "ID": group.id, **_content()}
            with out.element(_mets("fileGrp"), attributes):
                for file in group.files:
                    out.write(_file(file, about.made))


def _file(file: File, made: datetime) -> Element:
    node = element(_mets("file"), ID=identified(f"file {file.path}"), **_facts(file, made))
    place = element(_mets("FLocat"), LOCTYPE="URL")
    _link(place, file.path)
    node.append(place)
    return node


def _facts(file: File, made: datetime) -> dict[str, str]:
    return {
        "MIMETYPE": file.type,
        "SIZE": str(file.size),
        "CREATED": timestamp(made),
        "CHECKSUM": file.sha256,
        "CHECKSUMTYPE": "SHA-256",
    }


def _structure(name: str, about: About, metadata: list[Metadata], groups: list[Group]) -> Element:
    plan = element(_mets("structMap"), ID=identified("plan"), TYPE="PHYSICAL", LABEL="CSIP")
    whole = _division(name)
    plan.append(whole)
    whole.append(_division("Metadata"))
    for attribute, section in (("DMDID", "dmdSec"), ("ADMID", "digiprovMD")):
        ids = [identified(each.file.path) for each in metadata if each.section == section]
        if ids:
            whole[-1].set(attribute, " ".join(ids))
    whole.extend(_of_group(group) for group in groups)
    whole.extend(_parts(about))
    return plan


def _parts(about: About) -> list[Element]:
    """Return the packages that the whole was split into, in their order.

    They are within the one plan: another one would not be CSIP (CSIP81, CSIP82).
    """
    if not about.parts:
        return []
    whole = _division("Parts")
    for number, part in enumerate(about.parts, 1):
        whole.append(element(_mets("div"), ID=identified(f"part {part}"), LABEL=part))
        whole[-1].set("ORDER", str(number))
    return [whole]


def _of_group(group: Group) -> Element:
    division = _division(group.use)
    if group.pointer:
        pointer = element(_mets("mptr"), LOCTYPE="URL")
        _link(pointer, group.pointer)
        pointer.set(f"{{{XLINK}}}title", group.id)
        division.append(pointer)
    else:
        division.append(element(_mets("fptr"), FILEID=group.id))
    return division


def _division(label: str) -> Element:
    return element(_mets("div"), ID=identified(f"division {label}"), LABEL=label)


def _link(node: Element, path: str) -> None:
    node.set(f"{{{XLINK}}}type", "simple")
    node.set(f"{{{XLINK}}}href", path)


def _mets(name: str) -> str:
    return f"{{{METS}}}{name}"


def _csip(name: str) -> str:
    return f"{{{CSIP}}}{name}"
