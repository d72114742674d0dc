"""Whether what is kept is what was written: walks every message's log and all that it tells of."""

from collections.abc import Iterator
from dataclasses import dataclass

from .captured import erased
from .completing import LINE, files_told, positions
from .erasing import STEP, hash_of
from .numbering import number_before
from .sealing import canonical, fingerprint, first_broken, is_intact


@dataclass(frozen=True, slots=True)
class Broken:
    """Where the record is not as it was written: a message, and the line of its log if one is.

    ``what`` is ``missing``, ``log``, ``captured``, ``files`` or ``evidence``.
    """

    number: int
    what: str
    line: int | None = None


def faults(messages) -> Iterator[Broken]:
    """All that is wrong with a ``store.Messages``, the first message's first."""
    kept = messages.root["messages"]
    for number in kept:
        before = number_before(number, messages.log(number))
        if before and before not in kept:
            yield Broken(before, "missing")
        yield from _faults_of(messages, number)


def _faults_of(messages, number):
    lines = messages.log(number)
    steps = [line["step"] for line in lines]
    end = steps.index(STEP) if STEP in steps else 0
    if (line := first_broken(lines, erased_before=end)) is not None:
        yield Broken(number, "log", line)
    elif end:
        yield from _faults_of_disposed(messages, number, lines, end)
    else:
        yield from _faults_of_kept(messages, number, lines)


def _faults_of_disposed(messages, number, lines, end):
    """Nothing of it may be there again, nor may any line be another than was left."""
    message = messages[number]
    if lines[end]["given"].get("log") != hash_of(lines[:end]):
        yield Broken(number, "log")
    if dict(message["captured"]) != erased(message["captured"]):
        yield Broken(number, "captured")
    if message["files"]:
        yield Broken(number, "files")
    if message["seals"]:
        yield Broken(number, "evidence")


def _faults_of_kept(messages, number, lines):
    first = lines[0]["given"] if lines else {}
    if first.get("captured") != fingerprint(canonical(dict(messages[number]["captured"]))):
        yield Broken(number, "captured")
    if tuple(messages[number].get(LINE, ())) != positions(lines):
        yield Broken(number, "captured")
    hashes = messages.hashes(number)
    if files_told(lines) != hashes:
        yield Broken(number, "files")
    told = [line["given"]["evidence"] for line in lines if line["step"] == "seal"]
    seals = messages.evidence(number)
    if [seal["hash"] for seal in seals] != told or not all(
        is_intact(seal, hashes) for seal in seals
    ):
        yield Broken(number, "evidence")
