"""METS as required by CSIP 2.1.0 and SIP 2.1.0, for the package and for its representation.

The numbers in comments are those of the specifications' requirements.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from .package_model import Organisation, PackageFile, PackageInfo
from .xml_stream import XSI, Element, timestamp, xml_element, xml_text

METS = "http://www.loc.gov/METS/"
XLINK = "http://www.w3.org/1999/xlink"
CSIP = "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"
SIP = "https://DILCIS.eu/XML/METS/SIPExtensionMETS"
NAMES = {None: METS, "xlink": XLINK, "csip": CSIP, "sip": SIP, "xsi": XSI}
PROFILE = "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"
CONTENT_TYPE = "Social media posts of an authority, katrineholm.socialhub"
SOFTWARE = "katrineholm.socialhub"


@dataclass(frozen=True, slots=True)
class Metadata:
    """A metadata file of a package; ``kind`` is DC or PREMIS."""

    file: PackageFile
    kind: str

    @property
    def section(self) -> str:
        """Return the name of the METS element that refers to the file."""
        return "dmdSec" if self.kind == "DC" else "digiprovMD"


@dataclass(frozen=True, slots=True)
class Group:
    """Files with the same use, such as ``Documentation``; ``pointer`` is the path of their METS."""

    use: str
    files: Iterable[PackageFile]
    pointer: str = ""

    @property
    def id(self) -> str:
        return xml_id(f"group {self.use}")


def write_mets(
    out: Any, about: PackageInfo, name: str, metadata: list[Metadata], groups: list[Group]
) -> None:
    """Write the METS document for the folder ``name``; paths in it are relative to that folder."""
    with out.element(_mets_name("mets"), _root_attributes(name, about), nsmap=NAMES):
        out.write(_header_element(about))
        for each in metadata:
            if each.kind == "DC":
                out.write(_metadata_section(each, about.made))
        for each in metadata:
            if each.kind != "DC":
                administrative = xml_element(_mets_name("amdSec"))
                administrative.append(_metadata_section(each, about.made))
                out.write(administrative)
        _write_files(out, about, groups)
        out.write(_structure_map(name, about, metadata, groups))


def xml_id(text: str) -> str:
    """Return an XML id made from a text, always the same one."""
    digest = sha256(text.encode()).hexdigest()
    return f"uuid-{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:32]}"


def _root_attributes(name: str, about: PackageInfo) -> dict[str, str]:
    top = "" if name == about.identifier else "../../"
    return {
        "OBJID": name,
        "LABEL": xml_text(about.name),
        "TYPE": "Other",  # CSIP2: none of the vocabulary's kinds of content
        _csip_name("OTHERTYPE"): "Social media",
        "PROFILE": PROFILE,
        **_content_attributes(),
        f"{{{XSI}}}schemaLocation": f"{METS} {top}schemas/mets.xsd",
    }


def _content_attributes() -> dict[str, str]:
    return {
        _csip_name("CONTENTINFORMATIONTYPE"): "OTHER",
        _csip_name("OTHERCONTENTINFORMATIONTYPE"): CONTENT_TYPE,
    }


def _header_element(about: PackageInfo) -> Element:
    when = timestamp(about.made)
    header = xml_element(
        _mets_name("metsHdr"), CREATEDATE=when, LASTMODDATE=when, RECORDSTATUS=_status(about)
    )
    header.set(_csip_name("OAISPACKAGETYPE"), "SIP")
    software = _agent_element("CREATOR", "OTHER", SOFTWARE, about.version, "SOFTWARE VERSION")
    software.set("OTHERTYPE", "SOFTWARE")
    header.append(software)
    header.extend(_organisation_agents("ARCHIVIST", about.archivist))
    header.extend(_organisation_agents("CREATOR", about.creator))
    header.extend(_organisation_agents("PRESERVATION", about.archive))
    for kind, number in (
        ("SUBMISSIONAGREEMENT", about.agreement),
        ("REFERENCECODE", about.reference),
    ):
        if number:
            header.append(xml_element(_mets_name("altRecordID"), number, TYPE=kind))
    return header


def _status(about: PackageInfo) -> str:
    return "SUPPLEMENT" if about.related else "NEW"  # SIP3


def _organisation_agents(role: str, who: Organisation) -> list[Element]:
    if not who.name:
        return []
    return [_agent_element(role, "ORGANIZATION", who.name, who.number, "IDENTIFICATIONCODE")]


def _agent_element(role: str, kind: str, name: str, note: str, note_kind: str) -> Element:
    agent = xml_element(_mets_name("agent"), ROLE=role, TYPE=kind)
    agent.append(xml_element(_mets_name("name"), name))
    if note:
        agent.append(xml_element(_mets_name("note"), note))
        agent[-1].set(_csip_name("NOTETYPE"), note_kind)
    return agent


def _metadata_section(metadata: Metadata, made: datetime) -> Element:
    file = metadata.file
    section = xml_element(_mets_name(metadata.section), ID=xml_id(file.path), STATUS="CURRENT")
    section.set("CREATED", timestamp(made))
    reference = xml_element(
        _mets_name("mdRef"), LOCTYPE="URL", MDTYPE=metadata.kind, **_file_attributes(file, made)
    )
    _set_link(reference, file.path)
    section.append(reference)
    return section


def _write_files(out: Any, about: PackageInfo, groups: list[Group]) -> None:
    with out.element(_mets_name("fileSec"), ID=xml_id("files")):
        for group in groups:
            attributes = {"USE": group.use, "ID": group.id, **_content_attributes()}
            with out.element(_mets_name("fileGrp"), attributes):
                for file in group.files:
                    out.write(_file_element(file, about.made))


def _file_element(file: PackageFile, made: datetime) -> Element:
    node = xml_element(
        _mets_name("file"), ID=xml_id(f"file {file.path}"), **_file_attributes(file, made)
    )
    place = xml_element(_mets_name("FLocat"), LOCTYPE="URL")
    _set_link(place, file.path)
    node.append(place)
    return node


def _file_attributes(file: PackageFile, made: datetime) -> dict[str, str]:
    return {
        "MIMETYPE": file.type,
        "SIZE": str(file.size),
        "CREATED": timestamp(made),
        "CHECKSUM": file.sha256,
        "CHECKSUMTYPE": "SHA-256",
    }


def _structure_map(
    name: str, about: PackageInfo, metadata: list[Metadata], groups: list[Group]
) -> Element:
    plan = xml_element(_mets_name("structMap"), ID=xml_id("plan"), TYPE="PHYSICAL", LABEL="CSIP")
    whole = _division(name)
    plan.append(whole)
    whole.append(_division("Metadata"))
    for attribute, section in (("DMDID", "dmdSec"), ("ADMID", "digiprovMD")):
        ids = [xml_id(each.file.path) for each in metadata if each.section == section]
        if ids:
            whole[-1].set(attribute, " ".join(ids))
    whole.extend(_group_division(group) for group in groups)
    whole.extend(_part_divisions(about))
    return plan


def _part_divisions(about: PackageInfo) -> list[Element]:
    """Return divisions of the packages that the whole was split into, and of those supplemented.

    They are in the one plan (CSIP81, CSIP82).
    """
    lists = (("Parts", about.parts), ("Supplemented packages", about.related))
    return [_package_division(label, others) for label, others in lists if others]


def _package_division(label: str, others: Iterable[str]) -> Element:
    whole = _division(label)
    for number, other in enumerate(others, 1):
        whole.append(xml_element(_mets_name("div"), ID=xml_id(f"part {other}"), LABEL=other))
        whole[-1].set("ORDER", str(number))
    return whole


def _group_division(group: Group) -> Element:
    division = _division(group.use)
    if group.pointer:
        pointer = xml_element(_mets_name("mptr"), LOCTYPE="URL")
        _set_link(pointer, group.pointer)
        pointer.set(f"{{{XLINK}}}title", group.id)
        division.append(pointer)
    else:
        division.append(xml_element(_mets_name("fptr"), FILEID=group.id))
    return division


def _division(label: str) -> Element:
    return xml_element(_mets_name("div"), ID=xml_id(f"division {label}"), LABEL=label)


def _set_link(node: Element, path: str) -> None:
    node.set(f"{{{XLINK}}}type", "simple")
    node.set(f"{{{XLINK}}}href", path)


def _mets_name(name: str) -> str:
    return f"{{{METS}}}{name}"


def _csip_name(name: str) -> str:
    return f"{{{CSIP}}}{name}"
