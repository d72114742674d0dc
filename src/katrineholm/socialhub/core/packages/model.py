"""What is told of a package, of its files, and of what has happened to its records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Organisation:
    """``number`` is its organisation number (organisationsnummer); empty where nobody has told."""

    name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """A package as a whole; ``start`` and ``end`` are the first and the last day of its period.

    ``creator`` is the authority whose records they are, ``archivist`` who delivers them and
    ``archive`` who receives them. ``made`` is an aware moment. ``parts`` are the identifiers of
    all packages that the whole was split into, this one's among them; empty where it was not.
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
        """The title, and which part of the whole it is."""
        if not self.parts:
            return self.title
        number = self.parts.index(self.identifier) + 1
        return f"{self.title} (del {number} av {len(self.parts)})"


@dataclass(frozen=True, slots=True)
class Item:
    """A file to come into a package; ``path`` is relative to it, in ASCII, with slashes."""

    path: str
    type: str
    chunks: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class File:
    """A file that is in a package: its size in bytes, its SHA-256 in hexadecimal digits."""

    path: str
    type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a record, by PREMIS: ``kind`` is its eventType, ``when`` an aware moment."""

    record: str
    kind: str
    when: datetime
    detail: str = ""


class Stopped(Exception):
    """Somebody wants the package no more; nothing of it is left."""
