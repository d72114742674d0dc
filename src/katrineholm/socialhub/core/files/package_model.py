"""A package's values: itself, its files, the events of its records; and the schemas it carries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Organisation:
    """``number`` is its organisation number (organisationsnummer); empty if unknown."""

    name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class PackageInfo:
    """A package as a whole; ``start`` and ``end`` are the first and the last day of its period.

    ``creator`` is the authority that the records belong to, ``archivist`` delivers them and
    ``archive`` receives them. ``made`` is an aware datetime. ``parts`` are the identifiers of all
    packages that the whole was split into, including this one; empty if it was not split.
    """

    identifier: str
    title: str
    description: str
    start: date
    end: date
    made: datetime
    creator: Organisation
    archivist: Organisation
    archive: Organisation
    agreement: str
    reference: str
    version: str
    parts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the title, with the number of the part."""
        if not self.parts:
            return self.title
        number = self.parts.index(self.identifier) + 1
        return f"{self.title} (del {number} av {len(self.parts)})"


@dataclass(frozen=True, slots=True)
class PackageItem:
    """A file to be added to a package; ``path`` is relative to it, in ASCII, with slashes."""

    path: str
    type: str
    chunks: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A file that is in a package: its size in bytes, its SHA-256 in hexadecimal digits."""

    path: str
    type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RecordEvent:
    """An event of a record, by PREMIS: ``kind`` is its eventType, ``when`` an aware datetime."""

    record: str
    kind: str
    when: datetime
    detail: str = ""


class PackageInterrupt(Exception):
    """The package was cancelled; nothing of it is left."""


SCHEMA_FOLDER = Path(__file__).with_name("schemas")
SCHEMAS = (
    *("mets.xsd", "xlink.xsd", "DILCISExtensionMETS.xsd", "DILCISExtensionSIPMETS.xsd"),
    "premis-subset.xsd",
)


class SchemaMissing(Exception):
    """The add-on was installed without its schemas."""


def schema_paths() -> list[Path]:
    """Return the schemas' files. Raise SchemaMissing if one is not there."""
    missing = [name for name in SCHEMAS if not (SCHEMA_FOLDER / name).is_file()]
    if missing:
        raise SchemaMissing(
            f"{', '.join(missing)} should be in {SCHEMA_FOLDER}: every wheel of the add-on has it"
            " there, and in a checkout `make assets` fetches it."
        )
    return [SCHEMA_FOLDER / name for name in SCHEMAS]
