"""The store of a hub's messages, an annotation on the hub (guideline points G7 to G9).

Reading never writes. Timestamps are whole seconds since 1970 in UTC, a channel is given by its UID,
a person as in ``person.person_key``. The log has the values given with a step as plain data.
"""

from bisect import bisect_left
from collections.abc import Collection, Mapping, MutableMapping
from dataclasses import dataclass, field
from random import randint
from typing import Any

from BTrees.OOBTree import OOBTree
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations

from . import content, engine, integrity, ledger, message_lists
from .data_types import Data, StoredMapping
from .disposal import RECEIPT_STEP, anonymous_source, erase_message
from .guide import unanswered_questions
from .layout import BY_URL, SENT_MAILS, append_item, mail_ids, new_message, new_root
from .replay import ReplayedMessage, with_state
from .state import State, initial_state, state_data, state_from_data
from .verification import DROP_STEP, RecordFault, dropped_hashes, record_faults

KEY = "katrineholm.socialhub.messages"
TAKEDOWN_STEPS = ("unpublish", "delete")
REMOVAL_STEPS = (*TAKEDOWN_STEPS, "clear")
VERSION_STEPS = ("edited", content.ADDITION)
# With each try some have got their number, so a few more are enough for the others: sixteen
# writers at full speed use two numbers for each message.
MORE_NUMBERS = 8


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """A message to be stored.

    ``source`` distinguishes it from all others, for example its URL on the platform. ``captured``
    is plain data: see ``content``. ``files`` are bytes by name. ``is_elsewhere`` is true if it was
    written on a page that is not the municipality's.
    """

    source: str
    channel: str
    captured: Data
    is_direct: bool = False
    files: Mapping[str, bytes] = field(default_factory=dict)
    is_elsewhere: bool = False


def messages_of(obj: object) -> "Messages":
    """Return the store of messages of an annotatable object; the first message creates it."""
    return Messages(IAnnotations(obj))


class Messages:
    """A store of messages, as a wrapper around the stored mappings that is created for each use."""

    def __init__(self, annotations: MutableMapping[str, Any]) -> None:
        self._annotations = annotations

    @property
    def root(self) -> StoredMapping:
        """Return the stored trees (see ``layout``), or empty ones if there is no store yet."""
        return self._annotations.get(KEY) or new_root()

    def __len__(self) -> int:
        return len(self.root["messages"])

    def __getitem__(self, number: int) -> StoredMapping:
        """Return a message as it is stored: see ``layout``. Raise KeyError."""
        message: StoredMapping = self.root["messages"][number]
        return message

    def state(self, number: int) -> State:
        """Return the state of a message. Raise KeyError."""
        return state_from_data(self[number]["state"])

    def log(self, number: int) -> list[dict[str, Any]]:
        """Return the lines of a message's log, the earliest first."""
        return [dict(line) for line in self[number]["log"].values()]

    def evidence(self, number: int) -> list[dict[str, Any]]:
        """Return the sealed evidence of a message, the earliest first."""
        return [dict(seal) for seal in self[number]["seals"].values()]

    def files(self, number: int) -> dict[str, bytes]:
        """Return the content of a message's files, captured or added later, by name."""
        return {name: _file_bytes(blob) for name, blob in self[number]["files"].items()}

    def file(self, number: int, name: str) -> bytes | None:
        """Return the content of a message's file with this name; None if there is none."""
        blob = self[number]["files"].get(name)
        return None if blob is None else _file_bytes(blob)

    def hashes(self, number: int) -> dict[str, str]:
        """Return the hashes of a message's files by name, including files that were dropped."""
        files = self[number]["files"]
        here = {name: integrity.sha256_hex(_file_bytes(blob)) for name, blob in files.items()}
        return dropped_hashes(self.log(number)) | here

    def first_since(self, moment: int) -> int:
        """Return the lowest number that a message of this time or later can have.

        Numbers grow with time, but have gaps, so there may be no message with the number. If
        nothing has come in since, it is one more than the highest number.
        """
        messages = self.root["messages"]
        every = range(messages.minKey(), messages.maxKey() + 1) if messages else range(1, 1)
        return every.start + bisect_left(
            every, moment, key=lambda n: messages[messages.minKey(n)]["log"][0]["time"]
        )

    def about_page(self, address: str) -> list[int]:
        """Return the numbers of the messages about the page at a URL, the earliest first."""
        return self._listed("addresses", address)

    def replies_to(self, post: str) -> list[int]:
        """Return the numbers of the messages that reply to a post or comment, earliest first."""
        return self._listed("posts", post)

    def number_of_source(self, source: str) -> int | None:
        """Return the number of the message from a source, even if disposed of, or None."""
        sources = self.root["sources"]
        number: int | None = sources.get(source, sources.get(anonymous_source(source)))
        return number

    def receive(self, incoming: IncomingMessage, *, now: int, tries: int = 0) -> int:
        """Store a message (T0); return its number, or that of the message known from the source.

        ``tries`` counts earlier attempts that collided with another write: some numbers are then
        skipped at random, so that the writes do not collide again.
        """
        if (known := self.number_of_source(incoming.source)) is not None:
            return known
        root = self._annotations.get(KEY) or self._begun()
        number = next_number(root, tries)
        message = _new_message(number, incoming)
        root["messages"][number] = message
        root["sources"][incoming.source] = number
        for tree, name in BY_URL.items():
            if address := incoming.captured.get(name):
                root[tree].insert((address, number))
        hashes = {name: integrity.sha256_hex(data) for name, data in sorted(incoming.files.items())}
        digest = integrity.sha256_hex(integrity.canonical_json(dict(message["captured"])))
        values = {"captured": digest, "files": hashes, "origin": _origin_values(incoming)}
        self._write(message, "receive", "", now, values)
        message_lists.add_to_lists(root, message)
        return number

    def take(
        self,
        number: int,
        step: str,
        *,
        who: str,
        roles: Collection[str],
        given: Data,
        now: int,
        about: Data | None = None,
    ) -> State:
        """Take a step with a message; return its new state. Raise Refused or KeyError.

        A message is sealed as part of its removal, and its content is erased as part of a disposal.
        ``about`` describes its channel, for readers of the evidence when the channel is gone: see
        ``integrity.CHANNEL_FIELDS``.
        """
        message = self[number]
        steps = ("seal", step) if step in REMOVAL_STEPS else (step,)
        state = state_from_data(message["state"])
        for each in steps:
            state = engine.next_state(
                state, each, roles, {**given, **self.facts_for(number, each, given)}
            )
        now = _not_before(message, now)
        if "seal" in steps:
            append_item(
                message["seals"], self._evidence(message, step, who, given, now, about or {})
            )
        if step == "dispose":
            given = {**given, **erase_message(self.root, message)}
        for each in steps:
            self._write(message, each, who, now, _log_values(message, each, given))
        self._place(message, **with_state(_current_state(message), state, now).stored_values())
        return state

    def facts_for(self, number: int, step: str, given: Data) -> dict[str, Any]:
        """Return the values, besides the given ones, that the guards of a step need."""
        log = [*self.log(number), {"step": step, "given": given}]
        stated = engine.state_with_facts(self.state(number), given)
        return {"shown": self.has_content(number), "unanswered": unanswered_questions(stated, log)}

    def has_content(self, number: int) -> bool:
        """Return whether anything of a message is stored: text, a file or a file's hash."""
        message = self[number]
        known = content.known_content(message)
        is_kept = known["text"] or known.get("withheld") or message["files"]
        return bool(is_kept or dropped_hashes(self.log(number)))

    def state_facts(
        self,
        number: int,
        stated: Mapping[str, bool],
        *,
        who: str,
        now: int,
        answered: Data | None = None,
    ) -> State:
        """State facts without a step; return the new state. ``answered`` has the answer given."""
        message = self[number]
        before = state_from_data(message["state"])
        state = engine.state_with_facts(before, stated)
        if state != before or answered:
            self._write(message, "state", who, now, {**stated, **(answered or {})})
            self._place(message, state=state_data(state))
        return state

    def wait(self, number: int, who: str, due: int | None, *, why: str, now: int) -> None:
        """Set the person whom a message waits for, and why and until when (None: for ever)."""
        message = self[number]
        order = message_lists.NEVER - 1 if due is None else due
        if message["state"]["handling"] == "closed":
            return
        if (who, why, order) != (message["who"], message["why"], message["order"]):
            self._write(message, "wait", "", now, {"for": who, "due": due, "why": why})
            self._place(message, who=who, why=why, order=order)

    def record(self, number: int, what: str, given: Data, *, who: str, now: int) -> None:
        """Write a line that is not a step of the flow, such as a note, to a message's log."""
        self._write(self[number], what, who, now, dict(given))

    def receipt(self, number: int, receipt: str, *, now: int) -> None:
        """Log the receipt number given for a message; it remains after a disposal."""
        self._write(self[number], RECEIPT_STEP, "", now, {"number": receipt})

    def queue_line(self, lane: str, position: int, line: Data) -> None:
        """Queue a line of another log, with ``time`` and ``hash``, for the hub-wide log."""
        ledger.queue_line(self._annotations.get(KEY) or self._begun(), lane, position, line)

    def append_queued_lines(self, now: int) -> ledger.Head:
        """Append all queued lines to the hub-wide log's chain; return the chain's new head."""
        return ledger.append_queued_lines(self.root, now)

    @property
    def has_queued_lines(self) -> bool:
        """Return whether any line is queued for the hub-wide log's chain."""
        return any(True for _lane in ledger.queued_lanes(self.root))

    @property
    def head(self) -> ledger.Head:
        """Return the head of the hub-wide log."""
        return ledger.chain_head(self.root)

    def add_information(
        self, number: int, told: Data, files: Mapping[str, bytes], *, who: str, now: int
    ) -> None:
        """Add information that was found later to a message (G9), beside its captured content.

        ``told`` has the values as in ``new_addition``, ``files`` are bytes by new names. Raise
        KeyError or, before anything is written, Refused.
        """
        message = self[number]
        hashes = {name: integrity.sha256_hex(data) for name, data in files.items()}
        self._write(
            message, content.ADDITION, who, now, content.new_addition(message, told, hashes)
        )
        for name, data in files.items():
            message["files"][name] = Blob(data)
        message[content.ADDITION] = (*message.get(content.ADDITION, ()), message["log"].maxKey())

    def drop_files(self, number: int, told: Mapping[str, Data], *, who: str, now: int) -> None:
        """Delete files that must not be stored, and log ``told``: their ``sha256`` etc. by name."""
        message = self[number]
        files = {name: dict(told[name]) for name in sorted(told)}
        self._write(message, DROP_STEP, who, now, {"files": files})
        for name in told:
            del message["files"][name]

    def first_mismatch(self) -> RecordFault | None:
        """Return the first mismatch between the messages and their logs, or None."""
        return next(record_faults(self.root), None)

    def _listed(self, tree: str, address: str) -> list[int]:
        found = self.root[tree].keys((address, 0), (address, message_lists.NEVER))
        return [number for _address, number in found]

    def _begun(self) -> StoredMapping:
        self._annotations[KEY] = new_root()
        root: StoredMapping = self._annotations[KEY]
        return root

    def _place(self, message: StoredMapping, **values: Any) -> None:
        message_lists.remove_from_lists(self.root, message)
        message.update(values)
        message_lists.add_to_lists(self.root, message)

    def _evidence(
        self, message: StoredMapping, step: str, who: str, given: Data, now: int, about: Data
    ) -> dict[str, Any]:
        lines = self.log(message["number"])
        reasons = [line["given"].get("reason", "") for line in lines if line["step"] == "act"]
        content = {
            "number": message["number"],
            "channel": message["channel"],
            "about": {name: about[name] for name in integrity.CHANNEL_FIELDS if name in about},
            "captured": dict(message["captured"]),
            "versions": [line for line in lines if line["step"] in VERSION_STEPS],
            "state": dict(message["state"]),
            "step": step,
            # The last one why it breaks a rule.
            "reason": ["", *reasons][-1],
            "by": who,
            "at": now,
            "given": dict(given),
        }
        return integrity.sealed_evidence(content, self.hashes(message["number"]))

    def _write(self, message: StoredMapping, step: str, who: str, now: int, given: Data) -> None:
        """Append a line to a message's log and queue it; a mail in it then leads to the message."""
        log = message["log"]
        before = log[log.maxKey()]["hash"] if log else integrity.GENESIS
        values = {"time": _not_before(message, now), "step": step, "who": who, "given": given}
        line = integrity.chained_line(values, before)
        ledger.queue_line(
            self.root, ledger.message_lane(message["number"]), append_item(log, line), line
        )
        for id in mail_ids([line]):
            self.root.setdefault(SENT_MAILS, OOBTree())[id] = message["number"]


def next_number(root: StoredMapping, tries: int) -> int:
    """Return a number for a new message; some are skipped at random after ``tries`` collisions."""
    last: int = root["messages"].maxKey() if root["messages"] else 0
    return last + randint(1, max(1, MORE_NUMBERS * tries))


def _new_message(number: int, incoming: IncomingMessage) -> StoredMapping:
    message = new_message(
        incoming.captured,
        number=number,
        source=incoming.source,
        channel=incoming.channel,
        state=state_data(initial_state(direct=incoming.is_direct, elsewhere=incoming.is_elsewhere)),
        who="",
        why="",
        order=message_lists.NEVER - 1,
    )
    for name, data in incoming.files.items():
        message["files"][name] = Blob(data)
    return message


def _origin_values(incoming: IncomingMessage) -> dict[str, Any]:
    source = anonymous_source(incoming.source)
    values = {"channel": incoming.channel, "source": source, "is_direct": incoming.is_direct}
    return values | ({"is_elsewhere": True} if incoming.is_elsewhere else {})


def _current_state(message: StoredMapping) -> ReplayedMessage:
    fields = {name: message[name] for name in ("channel", "source", "who", "why", "order")}
    return ReplayedMessage(state=state_from_data(message["state"]), **fields)


def _log_values(message: StoredMapping, step: str, given: Data) -> dict[str, Any]:
    """Return the log's values for a step: all given ones, or the facts and the evidence."""
    if step == "seal":
        stated = {name: given[name] for name in engine.FACT_FIELDS if name in given}
        return stated | {"evidence": message["seals"][message["seals"].maxKey()]["hash"]}
    return dict(given)


def _not_before(message: StoredMapping, now: int) -> int:
    """Return the time, but none before the log's last line: the clock may have been set back."""
    log = message["log"]
    latest: int = log[log.maxKey()]["time"] if log else message["captured"].get("captured", now)
    return max(now, latest)


def _file_bytes(blob: Blob) -> bytes:
    with blob.open() as file:
        data: bytes = file.read()
    return data
