"""The validation of a package: all files against METS, METS and PREMIS against their schemas."""

import posixpath
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from .mets import METS, XLINK
from .package_model import schema_paths

# XLink comes first: METS would fetch it from the net, unless it is loaded already.
COMBINED_SCHEMA = b"""<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<xsd:import namespace="http://www.w3.org/1999/xlink" schemaLocation="xlink.xsd"/>
<xsd:import namespace="http://www.loc.gov/METS/" schemaLocation="mets.xsd"/>
<xsd:import namespace="https://DILCIS.eu/XML/METS/CSIPExtensionMETS"
 schemaLocation="DILCISExtensionMETS.xsd"/>
<xsd:import namespace="https://DILCIS.eu/XML/METS/SIPExtensionMETS"
 schemaLocation="DILCISExtensionSIPMETS.xsd"/>
<xsd:import namespace="http://www.loc.gov/premis/v3" schemaLocation="premis-subset.xsd"/>
</xsd:schema>"""
CHUNK = 2**20
SAFE_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def package_errors(path: Path) -> Iterator[str]:
    """Yield an error message for each problem in a package. Raise SchemaMissing."""
    try:
        with ZipFile(path) as zipped:
            yield from _Checker(zipped).faults()
    except (OSError, BadZipFile) as error:
        yield f"The file cannot be read as a ZIP file: {error}"


class _Checker:
    def __init__(self, zipped: ZipFile) -> None:
        self._zipped = zipped
        self._present = {each.filename for each in zipped.infolist() if not each.is_dir()}
        self._named: set[str] = set()
        self._schema = _schema()

    def faults(self) -> Iterator[str]:
        roots = [name for name in self._present if name.count("/") == 1 and _is_mets(name)]
        if len(roots) != 1:
            yield "There is no METS.xml in one folder at the top."
            return
        self._named.update(roots)
        for name in sorted(filter(_is_mets, self._present)):
            yield from self._described(name)
        for name in sorted(self._present - self._named):
            yield f"{name}: no METS.xml names it."

    def _described(self, mets: str) -> Iterator[str]:
        tree, wrong = self._parsed(mets)
        yield from wrong
        for node in tree.iter(f"{{{METS}}}file", f"{{{METS}}}mdRef") if tree is not None else ():
            name = posixpath.normpath(posixpath.join(posixpath.dirname(mets), _href(node)))
            self._named.add(name)
            yield from self._file(name, node.get("SIZE"), node.get("CHECKSUM", ""))

    def _file(self, name: str, size: str | None, checksum: str) -> Iterator[str]:
        if name not in self._present:
            yield f"{name}: it is not there."
            return
        length, digest = self._measured(name)
        if str(length) != size:
            yield f"{name}: it has {length} bytes instead of {size}."
        if digest != checksum.lower():
            yield f"{name}: its checksum is another one."
        if posixpath.basename(name) == "premis.xml":
            yield from self._parsed(name)[1]

    def _measured(self, name: str) -> tuple[int, str]:
        length, digest = 0, sha256()
        with self._zipped.open(name) as file:
            while chunk := file.read(CHUNK):
                length += len(chunk)
                digest.update(chunk)
        return length, digest.hexdigest()

    def _parsed(self, name: str) -> tuple[Any, list[str]]:
        with self._zipped.open(name) as file:
            try:
                tree = etree.parse(file, SAFE_PARSER)
            except etree.XMLSyntaxError as error:
                return None, [f"{name}: it is no XML: {error}"]
        self._schema.validate(tree)
        log: Any = self._schema.error_log
        return tree, [f"{name}, line {each.line}: {each.message}" for each in log]


def _schema() -> etree.XMLSchema:
    folder = schema_paths()[0].parent
    return etree.XMLSchema(etree.fromstring(COMBINED_SCHEMA, base_url=f"{folder}/together.xsd"))


def _href(node: etree._Element) -> str:
    place = node.find(f"{{{METS}}}FLocat") if node.tag == f"{{{METS}}}file" else node
    return "" if place is None else place.get(f"{{{XLINK}}}href", "")


def _is_mets(name: str) -> bool:
    return posixpath.basename(name) == "METS.xml"
