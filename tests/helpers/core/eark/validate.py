"""Validate an E-ARK SIP 2.1.0 (= FGS Paketstruktur 2.0) without a network.

    python -m venv V && V/bin/pip install eark-validator==1.1.3     # pins lxml 5.1.0: a virtualenv of its own
    V/bin/python validate.py PACKAGE_FOLDER_OR_ZIP PREMIS_SCHEMA

Prints one line for each finding (severity, rule, where), then the METS and PREMIS schema verdicts and the fixity of
every file, and exits 1 where something is wrong that is not on the list of the validator's own known mistakes.
eark-validator reads four vocabularies from the network at import; here they come from its own wheel.
"""

import hashlib
import io
import pathlib
import sys
import tempfile
import urllib.request
import zipfile
from importlib import resources

from lxml import etree

# Contradict the specification itself: SIP 2.1.0's own example has what CSIP12, 13, 16 and SIP14 refuse (SIP14 asks for
# the attribute without its namespace), and CSIP103 wants a division "Representations" where representation divisions exist.
KNOWN = {"CSIP12", "CSIP13", "CSIP16", "SIP14", "CSIP103"}
METS = "{http://www.loc.gov/METS/}"
XLINK = "{http://www.w3.org/1999/xlink}"


def vocabularies_from_the_wheel():
    folder = resources.files("eark_validator.ipxml.resources.vocabs")
    urllib.request.urlopen = lambda url, *a, **k: io.BytesIO((folder / str(url).rsplit("/", 1)[-1]).read_bytes())


def findings(node):
    """(severity, rule, message, location) wherever in a report they lie."""
    if isinstance(node, dict):
        if {"severity", "rule_id"} <= node.keys():
            yield node["severity"], node["rule_id"], node.get("message") or "", node.get("location") or ""
        for value in node.values():
            yield from findings(value)
    elif isinstance(node, list):
        for value in node:
            yield from findings(value)


def specification(package):
    vocabularies_from_the_wheel()
    import json

    from eark_validator.packages import PackageValidator
    from eark_validator.specifications.specification import SpecificationVersion

    report = PackageValidator(package, SpecificationVersion.V2_1_0).validation_report
    return list(findings(json.loads(report.model_dump_json())))


def schema_faults(root, premis_schema):
    """Every METS file against METS with CSIP and SIP, every PREMIS file against PREMIS 3."""
    import eark_validator

    schemas = pathlib.Path(eark_validator.__file__).parent / "ipxml" / "resources" / "schema"
    mets = etree.XMLSchema(file=str(schemas / "mets.sip.local.v2-0.xsd"))
    premis = etree.XMLSchema(file=premis_schema)
    for path in sorted(root.rglob("*.xml")):
        try:
            tree = etree.parse(str(path))
        except etree.XMLSyntaxError as error:
            yield f"{path.relative_to(root)}: {error}"
            continue
        name = etree.QName(tree.getroot())
        schema = {"mets": mets, "premis": premis}.get(name.localname)
        if schema is not None and not schema.validate(tree):
            for fault in list(schema.error_log)[:5]:
                yield f"{path.relative_to(root)}:{fault.line}: {fault.message}"


def fixity(root):
    """-> (files named in METS, files whose checksum, size or place is wrong)."""
    named, wrong = 0, []
    for mets in sorted(root.rglob("METS.xml")):
        for node in etree.parse(str(mets)).iter(METS + "file", METS + "mdRef", METS + "mptr"):
            locator = node.find(METS + "FLocat") if node.tag == METS + "file" else node
            href = locator.get(XLINK + "href") if locator is not None else None
            if not href or node.tag == METS + "mptr":
                continue
            named += 1
            path = mets.parent / href.removeprefix("file://").lstrip("./")
            if not path.is_file():
                wrong.append(f"{href}: not there")
                continue
            algorithm = (node.get("CHECKSUMTYPE") or "").replace("-", "").lower()
            data = path.read_bytes()
            if not algorithm or hashlib.new(algorithm, data).hexdigest() != (node.get("CHECKSUM") or "").lower():
                wrong.append(f"{href}: checksum")
            if node.get("SIZE") != str(len(data)):
                wrong.append(f"{href}: size")
    return named, wrong


def main(argument, premis_schema):
    package = pathlib.Path(argument)
    with tempfile.TemporaryDirectory() as scratch:
        folder = package
        if package.is_file():
            with zipfile.ZipFile(package) as archive:
                archive.extractall(scratch)
            folder = next(path.parent for path in sorted(pathlib.Path(scratch).rglob("METS.xml"),
                                                         key=lambda path: len(path.parts)))
        bad = 0
        for severity, rule, message, location in specification(package):
            mark = "known" if rule in KNOWN else severity
            bad += mark != "known" and "err" in severity.lower()
            print(mark, rule, str(location)[:80], message[:120])
        schemas = list(schema_faults(folder, premis_schema))
        named, wrong = fixity(folder)
    print(*schemas, *wrong, sep="\n")
    print(f"{bad} findings, {len(schemas)} schema faults, fixity {named - len(wrong)}/{named}")
    return 1 if bad or schemas or wrong or not named else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
