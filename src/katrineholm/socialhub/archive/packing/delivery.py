"""A package of a channel or an administration, made now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

from ...core.packages.model import About, Organisation
from ...core.packages.packing import pack
from ...site.settings.registry import municipality, setting
from .events import events
from .items import items
from .scope import Scope


@dataclass(frozen=True, slots=True)
class Package:
    """A package that is ready; ``size`` in bytes, ``sha256`` in hexadecimal digits."""

    identifier: str
    path: Path
    size: int
    sha256: str
    files: int


class NotReady(Exception):
    """A package cannot be begun; says why."""


def deliver(
    scope: Scope, folder: Path, *, is_stopped: Callable[[], bool] = lambda: False
) -> Package:
    """Make a package as a ZIP file in a folder; see ``core.packages.packing.pack``.

    All of it is of one moment: that at which the present transaction began. Raises NotReady.
    """
    about = _about(scope)
    path = folder / f"{about.identifier}.zip"
    number = pack(path, about, items(scope), lambda: events(scope), is_stopped=is_stopped)
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return Package(about.identifier, path, path.stat().st_size, digest, number)


def _about(scope: Scope) -> About:
    number = setting("organisation_number")
    if not number:
        # SIP14 and CSIP15: without it no archive's validator lets the package through.
        raise NotReady("The settings do not tell the municipality's organisation number.")
    return About(
        identifier=f"uuid-{uuid4()}",
        title=f"{scope.title}, {scope.first.isoformat()} till {scope.last.isoformat()}",
        description=f"Inlägg i sociala medier: {', '.join(each.title for each in scope.channels)}",
        start=scope.first,
        end=scope.last,
        made=datetime.now(UTC),
        creator=Organisation(scope.administration, number),
        archivist=Organisation(municipality(), number),
        archive=Organisation(setting("archive_name") or "", setting("archive_number") or ""),
        agreement=setting("submission_agreement") or "",
        reference=setting("reference_code") or "",
        version=version("katrineholm.socialhub"),
    )
