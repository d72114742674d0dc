"""The events of posts, for the PREMIS file of a package."""

from collections.abc import Iterator
from datetime import UTC, datetime

from ...core.files.package_model import RecordEvent
from ...core.timeline.layout import Entry
from .activitystreams import entry_urn
from .scope import Scope


def post_events(scope: Scope) -> Iterator[RecordEvent]:
    """Yield when each post was captured, changed, hidden, released, withdrawn and disposed of."""
    for channel, entry in scope.entries():
        yield _event(entry, "capture", entry["first_seen"], f"{channel.title}: {entry['link']}")
        for version in scope.timeline.versions(entry):
            yield _event(entry, "modification", version["until"])
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
