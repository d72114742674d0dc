"""The hub's messages: one store, kept as an annotation on the hub (guideline points G7 to G9).

Reading never writes. Moments are whole seconds since 1970 in UTC, a channel is its UID, a person
as in ``people.person.key``. What a step gives goes into the log as plain data.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from zope.annotation.interfaces import IAnnotations

from . import completing, engine, shelves
from .erasing import erase, nameless
from .layout import append, new_file, new_message, new_root
from .numbering import next_number
from .sealing import GENESIS, canonical, fingerprint, linked, sealed
from .state import State, as_data, from_data, received
from .verifying import Broken, faults

KEY = "katrineholm.socialhub.messages"
TAKEN_DOWN = ("unpublish", "delete")
REMOVALS = (*TAKEN_DOWN, "clear")
DROPPED = "drop-files"
VERSIONS = ("edited", completing.LINE)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message as it comes in.

    ``source`` tells it from all others, for example its address on the platform. ``captured`` is
    plain data: see ``captured.py``. ``files`` are bytes by name.
    """

    source: str
    channel: str
    captured: Mapping
    is_direct: bool = False
    files: Mapping[str, bytes] = field(default_factory=dict)


def messages_of(obj) -> "Messages":
    """The messages of an annotatable object; empty, and not yet stored, until the first one."""
    return Messages(IAnnotations(obj))


class Messages:
    """A thin wrapper around the stored mappings, made anew for each use and never stored."""

    def __init__(self, annotations):
        self._annotations = annotations

    @property
    def root(self):
        """The stored trees, for ``shelves``; see ``layout``."""
        return self._annotations.get(KEY) or new_root()

    def __len__(self):
        return len(self.root["messages"])

    def __getitem__(self, number: int) -> Mapping:
        """A message as it is kept: see ``layout``. Raises KeyError."""
        return self.root["messages"][number]

    def state(self, number: int) -> State:
        """Where a message stands."""
        return from_data(self[number]["state"])

    def log(self, number: int) -> list[dict]:
        """What has been done with a message, the earliest first."""
        return [dict(line) for line in self[number]["log"].values()]

    def evidence(self, number: int) -> list[dict]:
        """What has been sealed of a message, the earliest first."""
        return [dict(seal) for seal in self[number]["seals"].values()]

    def files(self, number: int) -> dict[str, bytes]:
        """The files that came with a message, or were added to it."""
        return {name: _read(blob) for name, blob in self[number]["files"].items()}

    def hashes(self, number: int) -> dict[str, str]:
        """The hash of each of a message's files, also of those that were dropped."""
        told = [line["given"] for line in self.log(number) if line["step"] == DROPPED]
        gone = {name: each["sha256"] for given in told for name, each in given["files"].items()}
        here = {name: fingerprint(data) for name, data in self.files(number).items()}
        return gone | here

    def about(self, address: str) -> list[int]:
        """The messages that are about a page, the earliest first."""
        found = self.root["addresses"].keys((address, 0), (address, shelves.NEVER))
        return [number for _address, number in found]

    def known(self, source: str) -> int | None:
        """The number of what was captured from a source, be it disposed of; None if nothing was."""
        sources = self.root["sources"]
        return sources.get(source, sources.get(nameless(source)))

    def receive(self, incoming: Incoming, *, now: int, tries: int = 0) -> int:
        """Keep a message (T0); its number. What was captured before keeps the one it has.

        ``tries`` is how often this was tried before, and met what somebody else wrote at once:
        then numbers are passed over by chance, so that the two do not meet again.
        """
        if (known := self.known(incoming.source)) is not None:
            return known
        root = self._annotations.get(KEY) or self._begun()
        number, passed_over = next_number(root["messages"], tries)
        message = _kept(number, incoming)
        root["messages"][number] = message
        root["sources"][incoming.source] = number
        if address := incoming.captured.get("permalink"):
            root["addresses"].insert((address, number))
        hashes = {name: fingerprint(data) for name, data in sorted(incoming.files.items())}
        told = {"captured": _hash_of(message), "files": hashes} | passed_over
        _write(message, "receive", "", now, told)
        shelves.put(root, message)
        return number

    def take(
        self, number: int, step: str, *, who: str, roles: Collection[str], given: Mapping, now: int
    ) -> State:
        """Take a step with a message; where it stands then. Raises engine.Refused, or KeyError.

        What is taken out of the public's sight is sealed in the same breath, and what is disposed
        of is erased.
        """
        message = self[number]
        steps = ("seal", step) if step in REMOVALS else (step,)
        state = from_data(message["state"])
        for each in steps:
            state = engine.take(state, each, roles, given)
        if "seal" in steps:
            append(message["seals"], self._evidence(number, who, given, now))
        if step == "dispose":
            given = {**given, **erase(self.root, message)}
        for each in steps:
            _write(message, each, who, now, _told(message, each, given))
        self._place(message, state=as_data(state), **_closed(state, message, now))
        return state

    def state_facts(
        self,
        number: int,
        stated: Mapping[str, bool],
        *,
        who: str,
        now: int,
        answered: Mapping | None = None,
    ) -> State:
        """State what a message is, without a step; where it stands then.

        ``answered`` is the question of the flow that this answers: ``question`` and ``answer``.
        """
        message = self[number]
        before = from_data(message["state"])
        state = engine.state_facts(before, stated)
        if state != before or answered:
            _write(message, "state", who, now, {**stated, **(answered or {})})
            self._place(message, state=as_data(state))
        return state

    def wait(self, number: int, who: str, due: int | None, *, why: str, now: int) -> None:
        """Say whom a message waits for from now on, why, and until when (None: for ever)."""
        message = self[number]
        order = shelves.NEVER - 1 if due is None else due
        if message["state"]["handling"] == "closed":
            return
        if (who, why, order) != (message["who"], message["why"], message["order"]):
            _write(message, "wait", "", now, {"for": who, "due": due, "why": why})
            self._place(message, who=who, why=why, order=order)

    def record(self, number: int, what: str, given: Mapping, *, who: str, now: int) -> None:
        """Write down beside a message what is no step of the flow, such as a note."""
        _write(self[number], what, who, now, dict(given))

    def complete(
        self, number: int, told: Mapping, files: Mapping[str, bytes], *, who: str, now: int
    ) -> None:
        """Add to a message what is seen of it later (G9); what was captured stays as it is.

        ``told`` is as in ``completing.added``, ``files`` are bytes by names that none has yet.
        Raises engine.Refused, and then nothing is written, or KeyError.
        """
        message = self[number]
        hashes = {name: fingerprint(data) for name, data in files.items()}
        _write(message, completing.LINE, who, now, completing.added(message, told, hashes))
        for name, data in files.items():
            message["files"][name] = new_file(data)
        message[completing.LINE] = (*message.get(completing.LINE, ()), message["log"].maxKey())

    def drop_files(self, number: int, told: Mapping[str, Mapping], *, who: str, now: int) -> None:
        """Keep some files no longer, but their hashes: of what must not be held at all.

        ``told`` has each file's ``sha256`` and what else is to be known of it, by its name.
        """
        message = self[number]
        _write(message, DROPPED, who, now, {"files": {n: dict(told[n]) for n in sorted(told)}})
        for name in told:
            del message["files"][name]

    def broken(self) -> Broken | None:
        """The first place where the record is not as it was written; None if it is whole."""
        return next(faults(self), None)

    def _begun(self):
        self._annotations[KEY] = new_root()
        return self._annotations[KEY]

    def _place(self, message, **values):
        shelves.take_down(self.root, message)
        message.update(values)
        shelves.put(self.root, message)

    def _evidence(self, number, who, given, now):
        message = self[number]
        told = {
            "number": number,
            "channel": message["channel"],
            "captured": dict(message["captured"]),
            "versions": [line for line in self.log(number) if line["step"] in VERSIONS],
            "state": dict(message["state"]),
            "by": who,
            "at": now,
            "given": dict(given),
        }
        return sealed(told, self.hashes(number))


def _kept(number, incoming):
    message = new_message(
        incoming.captured,
        number=number,
        source=incoming.source,
        channel=incoming.channel,
        state=as_data(received(direct=incoming.is_direct)),
        who="",
        why="",
        order=shelves.NEVER - 1,
    )
    for name, data in incoming.files.items():
        message["files"][name] = new_file(data)
    return message


def _closed(state, message, now):
    """A closed message waits for nobody, and an opened one for whoever it is given to next."""
    was_closed = message["state"]["handling"] == "closed"
    if state.handling == "closed":
        return {} if was_closed else {"who": "", "why": "", "order": -now}
    return {"order": shelves.NEVER - 1} if was_closed else {}


def _told(message, step, given):
    """What the log tells of a step: all that was given, or which evidence was sealed."""
    if step == "seal":
        return {"evidence": message["seals"][message["seals"].maxKey()]["hash"]}
    return dict(given)


def _write(message, step, who, now, given):
    """Put a line behind the last one; a clock that goes backwards is not believed."""
    log = message["log"]
    last = log[log.maxKey()] if log else {"time": now, "hash": GENESIS}
    line = {"time": max(now, last["time"]), "step": step, "who": who, "given": given}
    append(log, linked(line, last["hash"]))


def _hash_of(message):
    return fingerprint(canonical(dict(message["captured"])))


def _read(blob):
    with blob.open() as file:
        return file.read()
