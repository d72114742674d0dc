"""The log of deliveries and of other acts on requests, to which lines are only appended.

A line has the records, time, user and provisions of the masks, but neither the requester
(tryckfrihetsförordningen 2 kap. 18 §) nor the masked texts. It is sealed in the hub-wide log. It is
stored as ``(time, act, request, who, details)``, where ``details`` are pairs of a name and a value.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from typing import Any

from plone.dexterity.content import Container

from ... import _
from ...accounts.channels import hub_storage
from ...core.messages.verification import Lane
from .request_storage import BOOK, all_requests, request_deliveries

LANE = "requests"
SECOND = 1_000_000_000
DELIVER, CLOSE, REOPEN, DISCARD = "deliver", "close", "reopen", "discard"
EXTRACT = "extract"
FORGET = "forget"  # without a user: the worker does it after a disposal
ACTS = {
    DELIVER: _("Given out"),
    CLOSE: _("Request closed"),
    REOPEN: _("Request opened again"),
    DISCARD: _("Request thrown away"),
    EXTRACT: _("Register extract begun"),
    FORGET: _("File removed, since something in it was disposed of"),
}


@dataclass(frozen=True, slots=True)
class LogLine:
    """An act on a request; ``time`` is in seconds since 1970, and ``details`` are keyed by name."""

    time: int
    act: str
    request: str
    who: str
    details: Mapping[str, Any]


def add_log_line(
    hub: Container, act: str, request: str, *, now: int, who: str, **details: Any
) -> None:
    """Append a line; the values in ``details`` are strings, numbers and tuples of them."""
    lines = BOOK.writable(hub)["lines"]
    number = hub_storage.new_key(lines, now * SECOND, bits=29)
    line = (now, act, request, who, tuple(details.items()))
    hub_storage.append_line(hub, LANE, lines, number, line)


def log_lines(hub: Container) -> Iterator[LogLine]:
    """Yield all lines of the log, newest first."""
    for time, act, request, who, details in reversed(BOOK.read(hub)["lines"].values()):
        yield LogLine(time, act, request, who, dict(details))


def log_lane(hub: Container) -> Lane:
    """Return this log as a lane of the hub-wide log: see inbox.steps.interfaces.ILane."""
    return hub_storage.lane_of(BOOK.read(hub)["lines"])


def delivery_error(hub: Container) -> str:
    """Return an error message if a delivery has been changed, or "": see ``IRecordCheck``."""
    acts = {name: _hashes(hub, name) for name in (DELIVER, FORGET)}
    for id, request in all_requests(hub):
        for number, delivery in request_deliveries(request):
            if not _stored_hashes(delivery) <= acts[FORGET if delivery.file is None else DELIVER]:
                return f"delivery {number} of the request {id} has been changed"
    return ""


def _hashes(hub, act):
    return {line.details["sha256"] for line in log_lines(hub) if line.act == act}


def _stored_hashes(delivery):
    if delivery.file is None:
        return {delivery.sha256}
    with delivery.file.open() as file:
        return {delivery.sha256, file_digest(file, "sha256").hexdigest()}
