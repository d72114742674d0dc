"""The values that describe a package, its files and the events of its records; and its schemas."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation; ``number`` is its organisationsnummer, empty if unknown."""

    name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class PackageInfo:
    """The description of a package; ``start`` and ``end`` are the first and last day of its period.

    ``creator`` is the authority that the records belong to, ``archivist`` delivers them and
    ``archive`` receives them. ``made`` is an aware datetime. ``parts`` are the identifiers of all
    packages that a delivery was split into, including this one; empty if it was not split.
    ``related`` are those of the earlier packages that this one supplements with changes.
    ``access`` is a note on who may read the package; empty if anybody may.
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
    related: tuple[str, ...] = ()
    access: str = ""

    @property
    def name(self) -> str:
        """Return the package's title, with the number of the part if the delivery was split."""
        if not self.parts:
            return self.title
        number = self.parts.index(self.identifier) + 1
        return f"{self.title} (del {number} av {len(self.parts)})"


@dataclass(frozen=True, slots=True)
class PackageItem:
    """A file to be added to a package; ``path`` is relative to the package, ASCII, with slashes."""

    path: str
    type: str
    chunks: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A file that has been added to a package, with its size in bytes and its SHA-256 in hex.

    ``puid`` is the id of its format in PRONOM, empty if it is uncertain.
    """

    path: str
    type: str
    size: int
    sha256: str
    puid: str = ""


@dataclass(frozen=True, slots=True)
class RecordEvent:
    """An event that happened to a record; ``kind`` is its eventType in PREMIS.

    ``made_from`` is the file from which the record was made, if it is a file, too.
    """

    record: str
    kind: str
    when: datetime
    detail: str = ""
    made_from: str = ""


class PackageInterrupt(Exception):
    """The creation of a package was cancelled, and no file is left behind."""


SCHEMA_FOLDER = Path(__file__).with_name("schemas")
SCHEMAS = (
    *("mets.xsd", "xlink.xsd", "DILCISExtensionMETS.xsd", "DILCISExtensionSIPMETS.xsd"),
    "premis-subset.xsd",
)


class SchemaMissing(Exception):
    """A schema is missing from this installation of the add-on."""


def schema_paths() -> list[Path]:
    """Return the paths of the schemas. Raise SchemaMissing if one does not exist."""
    missing = [name for name in SCHEMAS if not (SCHEMA_FOLDER / name).is_file()]
    if missing:
        raise SchemaMissing(
            f"{', '.join(missing)} should be in {SCHEMA_FOLDER}: every wheel of the add-on has it"
            " there, and in a checkout `make assets` fetches it."
        )
    return [SCHEMA_FOLDER / name for name in SCHEMAS]
