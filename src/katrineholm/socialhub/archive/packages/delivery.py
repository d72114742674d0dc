"""The production of a package for a channel or administration, in several parts if it is large."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import file_digest
from heapq import merge
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

from ...core.files.package_model import Organisation, PackageInfo, PackageInterrupt, RecordEvent
from ...core.files.package_writer import write_package
from ...core.timeline.layout import Entry, version_list
from ...site.settings.registry import municipality_name, setting
from .activitystreams import entry_urn
from .message_items import message_sizes
from .package_items import package_items, size_estimator
from .picture_items import picture_events
from .record_tables import scope_snapshots
from .scope import Scope, Size, split_scope

PASSES = 5  # through the posts after counting them: see ``package_items`` and ``post_events``
MEGABYTE = 2**20
CONTENT = "Inlägg i sociala medier"
CHANGES_CONTENT = "Ändringar i det som har levererats förut:"
SECRET_CONTENT = "Inkomna meddelanden som kan omfattas av sekretess"
SECRET_TITLE = ", uppgifter som kan omfattas av sekretess"
SECRET_ACCESS = (
    "Uppgifterna kan omfattas av sekretess: en sekretessprövning ska göras innan något lämnas ut. "
    "Beslut om leveransen:"
)
SPARE = 0.95  # of a part's size is aimed at if it turned out too large


@dataclass(frozen=True, slots=True)
class Package:
    """A finished ZIP file with a package or a part of one; ``files`` is the count of its files."""

    identifier: str
    path: Path
    size: int
    sha256: str
    files: int


class PackageRefused(Exception):
    """Raised if a package cannot be started; its message states the reason."""


class _Progress:
    """A counter of the processed posts; raises PackageInterrupt if the package is not wanted."""

    def __init__(
        self, on_progress: Callable[[int], object], is_stopped: Callable[[], bool]
    ) -> None:
        self._report, self._is_stopped = on_progress, is_stopped
        self._done = self._whole = 0

    def count(self) -> None:
        if self._is_stopped():
            raise PackageInterrupt
        self._done += 1
        if self._whole:
            self._report(min(99, 100 * self._done // self._whole))

    def begin(self) -> None:
        """Start the packing after all posts have been counted."""
        self._done, self._whole = 0, PASSES * self._done


def deliver_packages(
    scope: Scope,
    folder: Path,
    *,
    most: int = 0,
    on_progress: Callable[[int], object] = bool,
    is_stopped: Callable[[], bool] = lambda: False,
) -> list[Package]:
    """Write a package into a folder as one ZIP file for each part, and return the parts.

    The content is as of the start of the current transaction. ``most`` is the maximum size of a
    part in bytes, by default the one in the settings; ``on_progress`` is called with a percentage.
    Raise PackageRefused, or an error of ``package_writer.write_package``; no file is left then.
    """
    number = setting("organisation_number")
    if not number:
        # SIP14 and CSIP15: without it no archive's validator lets the package through.
        raise PackageRefused("The settings do not tell the municipality's organisation number.")
    progress = _Progress(on_progress, is_stopped)
    whole = replace(scope, on_post=progress.count)
    most = most or setting("package_size") * MEGABYTE
    fixed = _fixed_size(number, scope, folder, is_stopped)
    scopes = split_scope(whole, record_sizes, max(most - fixed, 1))
    progress.begin()
    while True:
        made = _pack_all(number, scopes, folder, is_stopped)
        smaller = list(_smaller_parts(scopes, made, fixed, most))
        if len(smaller) == len(scopes):
            return made
        _delete(made)
        scopes = smaller


def record_sizes(scope: Scope) -> Iterator[Size]:
    """Yield the time and the size in bytes of each record in a span, newest first."""
    size = size_estimator(scope)
    posts = ((entry["time"], size(entry)) for _channel, entry in scope.entries())
    snapshots = ((each.taken, each.size) for each in scope_snapshots(scope))
    newest = sorted(snapshots, reverse=True)
    return merge(posts, message_sizes(scope), newest, key=lambda each: -each[0])


def _fixed_size(number, scope, folder, is_stopped):
    """Return the size in bytes of what is in each part, by packing nothing else."""
    [part] = _pack_all(number, [replace(scope, spans=())], folder, is_stopped)
    _delete([part])
    return part.size


def _smaller_parts(scopes, made, fixed, most):
    """Yield the parts, with each that turned out too large split again if that helps."""
    for scope, package in zip(scopes, made, strict=True):
        if package.size <= most or fixed >= most:
            yield scope
            continue
        room = sum(
            size
            for span in scope.spans
            for _time, size in record_sizes(replace(scope, spans=(span,)))
        )
        share = (most - fixed) / (package.size - fixed)
        yield from split_scope(scope, record_sizes, int(room * share * SPARE))


def _pack_all(number, scopes, folder, is_stopped):
    made: list[Package] = []
    try:
        for about, part in zip(_descriptions(number, scopes), scopes, strict=True):
            made.append(_pack(about, part, folder, is_stopped))
    except BaseException:
        _delete(made)
        raise
    return made


def _delete(packages):
    for each in packages:
        each.path.unlink(missing_ok=True)


def _pack(about, scope, folder, is_stopped):
    path = folder / f"{about.identifier}.zip"
    number = write_package(
        path, about, package_items(scope), lambda: post_events(scope), is_stopped=is_stopped
    )
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return Package(about.identifier, path, path.stat().st_size, digest, number)


def _descriptions(number: str, scopes: list[Scope]) -> list[PackageInfo]:
    scope, identifiers = scopes[0], tuple(f"uuid-{uuid4()}" for _part in scopes)
    what = SECRET_CONTENT if scope.secret else CONTENT
    what = f"{CHANGES_CONTENT} {what}" if scope.changes else what
    about = PackageInfo(
        identifier="",
        title=_title(scope) + (SECRET_TITLE if scope.secret else ""),
        description=f"{what}: {', '.join(each.title for each in scope.channels)}",
        start=scope.first,
        end=scope.last,
        made=datetime.now(UTC),
        creator=Organisation(scope.administration, number),
        archivist=Organisation(municipality_name(), number),
        archive=Organisation(setting("archive_name") or "", setting("archive_number") or ""),
        agreement=setting("submission_agreement") or "",
        reference=setting("reference_code") or "",
        version=version("katrineholm.socialhub"),
        related=scope.changes.related if scope.changes else (),
        parts=identifiers if len(scopes) > 1 else (),
        access=f"{SECRET_ACCESS} {scope.secret}" if scope.secret else "",
    )
    return [replace(about, identifier=each) for each in identifiers]


def _title(scope):
    period = f"{scope.first.isoformat()} till {scope.last.isoformat()}"
    return f"{scope.title}, {'ändringar i ' if scope.changes else ''}{period}"


def post_events(scope: Scope) -> Iterator[RecordEvent]:
    """Yield the events of each post in a scope, from its capture to its withdrawal or disposal."""
    pictures: set[str] = set()
    for channel, entry in scope.entries():
        yield from picture_events(scope.timeline, entry, pictures)
        yield _event(entry, "capture", entry["first_seen"], f"{channel.title}: {entry['link']}")
        for earlier in version_list(entry):
            yield _event(entry, "modification", earlier["until"])
        for kind in ("hidden", "released"):
            if act := entry[kind]:
                yield _event(entry, kind, act["when"], act["by"])
        if act := entry.get("disposed"):
            yield _event(entry, "disposed", act["when"], f"{act['by']}: {act['decision']}")
        if entry["withdrawn"] is not None:
            yield _event(entry, "withdrawn", entry["withdrawn"])


def _event(entry: Entry, kind: str, seconds: int, detail: str = "") -> RecordEvent:
    return RecordEvent(
        entry_urn(entry["entry_id"]), kind, datetime.fromtimestamp(seconds, UTC), detail
    )
