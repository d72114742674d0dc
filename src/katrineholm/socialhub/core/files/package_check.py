"""The validation of a package: all files against METS, METS and PREMIS against their schemas.

Nothing in a package can vouch for its own METS.xml at the top. What that says of the package is
therefore compared with what is said within; any other change of it shows only in the SHA-256 of the
whole file, which the sender of the package has noted.
"""

import posixpath
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from .mets import METS, XLINK
from .package_facts import DESCRIBING, OF_THE_WHOLE, Facts, stated_facts
from .package_model import schema_paths
from .premis import DC
from .zip_check import zip_errors

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
UNREADABLE = (OSError, BadZipFile, ValueError, EOFError, RuntimeError, zlib.error, struct.error)
SAFE_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def package_errors(path: Path, known: str = "") -> Iterator[str]:
    """Yield an error message for each problem in a package. Raise SchemaMissing.

    ``known`` is the SHA-256 that the whole file must have, if anybody knows it.
    """
    try:
        with open(path, "rb") as file:
            if known and (digest := file_digest(file, "sha256").hexdigest()) != known.lower():
                yield f"The file's SHA-256 is {digest} instead of {known}."
            with ZipFile(file) as zipped:
                yield from zip_errors(zipped, file)
                yield from _Checker(zipped).faults()
    except UNREADABLE as error:
        yield f"The file cannot be read as a ZIP file: {error}"


class _Checker:
    def __init__(self, zipped: ZipFile) -> None:
        self._zipped = zipped
        self._present = {each.filename for each in zipped.infolist() if not each.is_dir()}
        self._named: set[str] = set()
        self._facts: defaultdict[str, Facts] = defaultdict(dict)
        self._schema = _schema()

    def faults(self) -> Iterator[str]:
        roots = [name for name in self._present if name.count("/") == 1 and _is_mets(name)]
        if len(roots) != 1:
            yield "There is no METS.xml in one folder at the top."
            return
        self._named.update(roots)
        for name in sorted(filter(_is_mets, self._present)):
            yield from self._described(name)
        yield from self._contradictions(roots[0])
        for name in sorted(self._present - self._named):
            yield f"{name}: no METS.xml names it."

    def _contradictions(self, root: str) -> Iterator[str]:
        """Yield in what the METS.xml at the top and the files below it contradict each other."""
        folder, top = posixpath.dirname(root), self._facts[root]
        if not top:
            return
        if top["the identifier"] != {folder}:
            yield f"{root}: the identifier is not the name of the folder."
        for name in sorted(self._facts.keys() - {root}):
            others = OF_THE_WHOLE if _is_mets(name) else ()
            for fact, found in self._facts[name].items():
                if found != top[fact] and fact not in others:
                    yield f"{root}: {fact} is not the same as in {name}."

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
        if name.endswith(DESCRIBING) and not _is_mets(name):
            yield from self._parsed(name)[1]
        if str(length) != size:
            yield f"{name}: it has {length} bytes instead of {size}."
        if digest != checksum.lower():
            yield f"{name}: its checksum is another one."

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
        root: Any = tree.getroot()
        self._facts[name] = stated_facts(root)
        if root.tag == f"{{{DC}}}dc":
            return root, []
        self._schema.validate(tree)
        log: Any = self._schema.error_log
        return root, [f"{name}, line {each.line}: {each.message}" for each in log]


def _schema() -> etree.XMLSchema:
    folder = schema_paths()[0].parent
    return etree.XMLSchema(etree.fromstring(COMBINED_SCHEMA, base_url=f"{folder}/together.xsd"))


def _href(node: etree._Element) -> str:
    place = node.find(f"{{{METS}}}FLocat") if node.tag == f"{{{METS}}}file" else node
    return "" if place is None else place.get(f"{{{XLINK}}}href", "")


def _is_mets(name: str) -> bool:
    return posixpath.basename(name) == "METS.xml"
