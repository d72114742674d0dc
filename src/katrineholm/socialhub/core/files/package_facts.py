"""The facts about a package in each of the documents that describe it, so as to compare them.

The METS documents state everything; PREMIS and Dublin Core repeat some of it. Facts are sets of
texts by name.
"""

from typing import Any, TypeAlias

from .mets import METS
from .premis import DC, PREMIS
from .xml_stream import XSI

Facts: TypeAlias = dict[str, set[str]]

DESCRIBING = ("/METS.xml", "/premis.xml", "/dc.xml")
OF_THE_WHOLE = ("the identifier", "the related packages")  # which a representation's METS is not
OF_THE_FOLDER = ("OBJID", f"{{{XSI}}}schemaLocation")
DUBLIN_CORE = {
    **{"the identifier": "identifier", "the title": "title", "the owner": "creator"},
    **{"the sender": "publisher", "the day": "date", "the related packages": "relation"},
}
NAMES = {"d": DC, "m": METS, "p": PREMIS}


def stated_facts(root: Any) -> Facts:
    """Return the facts in a METS, PREMIS or Dublin Core document, given by its root element."""
    stated = {f"{{{METS}}}mets": _mets_facts, f"{{{PREMIS}}}premis": _premis_facts}
    return stated.get(root.tag, _dublin_core_facts)(root)


def _mets_facts(root: Any) -> Facts:
    made = _texts(root, "m:metsHdr/@CREATEDATE")
    agent = "m:metsHdr/m:agent[@TYPE='ORGANIZATION'][@ROLE='{}']/m:name/text()"
    attributes = {name: each for name, each in root.attrib.items() if name not in OF_THE_FOLDER}
    return {
        "the identifier": _texts(root, "@OBJID"),
        "the header": _outlines(root, "m:metsHdr"),
        "the kind of content": {repr(sorted(attributes.items()))},
        "the list of packages": _outlines(root, "m:structMap//m:div[m:div/@ORDER]"),
        "the related packages": _texts(root, "m:structMap//m:div[@ORDER]/@LABEL[. != /*/@OBJID]"),
        "the title": _texts(root, "@LABEL"),
        "the owner": _texts(root, agent.format("CREATOR")),
        "the sender": _texts(root, agent.format("ARCHIVIST")),
        "the day": {each[:10] for each in made},
        "the time": made | _texts(root, "//@CREATED"),
        "the software": _texts(root, "m:metsHdr/m:agent[@OTHERTYPE]/m:note/text()"),
    }


def _premis_facts(root: Any) -> Facts:
    package = "p:object[p:originalName]"
    return {
        "the identifier": _texts(root, f"{package}//p:objectIdentifierValue/text()"),
        "the title": _texts(root, f"{package}/p:originalName/text()"),
        "the software": _texts(root, "p:agent/p:agentVersion/text()"),
    }


def _dublin_core_facts(root: Any) -> Facts:
    return {fact: _texts(root, f"d:{name}/text()") for fact, name in DUBLIN_CORE.items()}


def _texts(root: Any, path: str) -> set[str]:
    return {str(each) for each in root.xpath(path, namespaces=NAMES)}


def _outlines(root: Any, path: str) -> set[str]:
    """Return all that is in each of the elements, as one text."""
    return {
        repr([(each.tag, sorted(each.attrib.items()), each.text) for each in found.iter()])
        for found in root.xpath(path, namespaces=NAMES)
    }
