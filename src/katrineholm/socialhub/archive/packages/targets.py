"""The target of deliveries: a folder or an SFTP server of the archive, set by the operator.

The environment variable SOCIALHUB_DELIVERY names a TOML file, with a table for each site by its
path in the database:

    ["/Plone"]
    folder = "/srv/archive/in"          # an existing folder, or one on the server
    receipts = "/srv/archive/receipts"  # another one for receipts, if they are not in the same
    host = "sftp.example.org"           # only for SFTP, as are all below
    port = 22
    user = "municipality"
    host_key = "ssh-ed25519 AAAA…"      # the server's public key, as the archive gave it
    key_file = "/run/secrets/archive"   # or password_file

Neither keys nor passwords are in the database, nor are they logged.
"""

import os
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Protocol

from zope.i18nmessageid import Message

from ... import _

VARIABLE = "SOCIALHUB_DELIVERY"
LARGEST_RECEIPT = 2**20
MOST_RECEIPTS = 1000  # read at once, the newest first
UNREADABLE = _("The operator's file about delivery (SOCIALHUB_DELIVERY) cannot be read.")
INVALID = _("The operator's file about delivery (SOCIALHUB_DELIVERY) has a missing or bad value.")
NO_FOLDER = _("The folder for deliveries to the archive is not there, or nobody may write in it.")
OTHER_FILE = _("The archive's folder has another file of the package's name.")
BROKEN = _("The package did not come whole to the archive.")


class DeliveryFailed(Exception):
    """Raised with a sentence if nothing could be delivered, or no receipt be read."""

    def __init__(self, why: Message, detail: str = "") -> None:
        super().__init__(why)
        self.why, self.detail = why, detail


@dataclass(frozen=True, slots=True)
class Target:
    """The operator's settings for a site. Without ``host``, the folders are on this machine."""

    folder: str
    receipts: str = ""
    host: str = ""
    port: int = 22
    user: str = ""
    host_key: str = ""
    key_file: str = ""
    password_file: str = ""

    @property
    def receipt_folder(self) -> str:
        return self.receipts or self.folder


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file to be delivered; ``chunks()`` yields its content from the start."""

    name: str
    size: int
    sha256: str
    chunks: Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class ReceiptFile:
    """A small file that may be a receipt. ``stamp`` changes when the file does."""

    name: str
    stamp: tuple[float, int]
    read: Callable[[], bytes]


class Place(Protocol):
    """An opened target."""

    def put(self, file: Delivery) -> None:
        """Deliver a file under its name, whole or not at all. Raise DeliveryFailed or OSError."""

    def receipt_files(self) -> Iterator[ReceiptFile]:
        """Yield the files in the folder for receipts that are small enough, the newest first."""


Opener = Callable[[Target], AbstractContextManager[Place]]


def site_target(site_path: str, environ: Mapping[str, str] = os.environ) -> Target | None:
    """Return the target of a site; None if the operator has set none. Raise DeliveryFailed."""
    if not (name := environ.get(VARIABLE)):
        return None
    try:
        found = tomllib.loads(Path(name).read_text("utf-8")).get(site_path)
    except (OSError, ValueError) as error:
        raise DeliveryFailed(UNREADABLE, str(error)) from error
    if found is None:
        return None
    types = {each.name: each.type for each in fields(Target)}
    if not isinstance(found, dict) or not _is_valid(found, types):
        raise DeliveryFailed(INVALID)
    return Target(**found)


def has_target(site_path: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether the operator has set a target for a site, even a faulty one."""
    try:
        return site_target(site_path, environ) is not None
    except DeliveryFailed:
        return True


def _is_valid(found, types):
    secrets = bool(found.get("key_file")) + bool(found.get("password_file"))
    is_whole = bool(found.get("folder")) and (
        (found.get("user") and found.get("host_key") and secrets == 1)
        if found.get("host")
        else not secrets
    )
    return is_whole and all(type(each) is types.get(name) for name, each in found.items())
