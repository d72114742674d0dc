"""Full-text search for messages, which also finds them by people and by state.

The index follows the hub-wide log: messages with lines that were written since the last update are
searched directly. Capturing a message or taking a step therefore writes nothing to the index and
waits for nobody; the worker updates it each minute. A message that is disposed of is removed from
it in the same transaction.

Of a sender the index has only the values that were captured.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from string import ascii_lowercase
from typing import Any
from zoneinfo import ZoneInfo

from ..search import index
from ..search.clauses import (
    AnyMark,
    Between,
    Clause,
    Document,
    any_mark,
    is_match,
    new_document,
    phrase_clauses,
)
from . import ledger, message_lists
from .content import known_content
from .data_types import Data, StoredMapping
from .disposal import RECEIPT_STEP
from .layout import NEXT_SEARCH, SEARCH, SEARCH_FIELDS

ZONE = ZoneInfo("Europe/Stockholm")
WHO = "who:"
FIRST_DAY, LAST_DAY = "0000-00-00", "9999-99-99"
# The searchable values of a log's line: the answer, the diary's, and what an officer wrote.
WORK_FIELDS = ("answer", "diary_number", "diary_party", "diary_subject", "reason")
NOTE_STEPS, NOTE_FIELDS = ("note", "statement"), ("text", "to")


def matching_numbers(root: StoredMapping, clauses: Iterable[Clause]) -> list[int]:
    """Return the numbers of the messages that match all clauses, the latest first."""
    clauses = list(clauses)
    news = unindexed_numbers(root)
    numbers = index.matching_documents(root[SEARCH], clauses, without=news)
    numbers += [number for number in news if _is_match(root, number, clauses)]
    return sorted(numbers, reverse=True)


def mark_clause(name: str, values: Iterable[str]) -> AnyMark:
    """Return a clause that matches messages with one of some values of a mark.

    ``name`` is ``shelf`` for lists, ``state`` for handling, ``kind``, ``rule`` for the code of a
    broken rule, or ``who`` for people who have or had the message, as in ``person.person_key``.
    """
    return any_mark(*(f"{name}:{value}" for value in values))


def date_clause(first: str = FIRST_DAY, last: str = LAST_DAY) -> Between:
    """Return the clause for messages captured between two days, both included (ISO 8601)."""
    return Between(f"day:{first}", f"day:{last}")


def indexed_people(root: StoredMapping) -> Iterator[str]:
    """Yield everybody who has or had a message or is in its log, as ``who`` in ``mark_clause``."""
    for number in unindexed_numbers(root):
        yield from _people(root["messages"][number])
    for mark in index.terms_between(root[SEARCH], WHO, WHO + "\U0010ffff"):
        yield mark.removeprefix(WHO)


def receipt_numbers(root: StoredMapping, receipt: str) -> list[int]:
    """Return the numbers of the messages with exactly this receipt number, in any case."""
    clauses = phrase_clauses(receipt, "number")
    found = matching_numbers(root, clauses) if clauses else []
    return [each for each in found if receipt.casefold() in _receipts(root["messages"][each])]


def unindexed_numbers(root: StoredMapping) -> set[int]:
    """Return the numbers of the messages that have changed since the last update of the index."""
    return _messages_of(root, ledger.lanes_after(root, root[SEARCH]["joined"]))


def update_index(root: StoredMapping, most: int) -> None:
    """Update the index with messages from at most ``most`` further lines of the hub-wide log."""
    search = root[SEARCH]
    lines = list(islice(ledger.chain_entries(root, search["joined"] + 1), most))
    _index_messages(
        search, root, sorted(_messages_of(root, (entry.lane for _count, entry in lines)))
    )
    if lines:
        search["joined"] = lines[-1][0]


def reindex_message(root: StoredMapping, message: StoredMapping) -> None:
    """Update a message in each index (the current one and one being rebuilt) that has it."""
    for search in (root[name] for name in (SEARCH, NEXT_SEARCH) if name in root):
        if message["number"] in search["lines"]:
            _index_message(search, message)


def lines_behind(root: StoredMapping) -> int:
    """Return the number of lines of the hub-wide log that are not in the index yet."""
    return max(0, ledger.chain_head(root).count - int(root[SEARCH]["joined"]))


def is_current(root: StoredMapping) -> bool:
    """Return whether the index was built with the current stemmer and from the current texts."""
    return _is_current(root[SEARCH])


def start_rebuild(root: StoredMapping) -> None:
    """Start to build a new index; the present one is used until the new one is finished."""
    root[NEXT_SEARCH] = index.new_index()
    root[NEXT_SEARCH].update(joined=ledger.chain_head(root).count, last=0, fields=SEARCH_FIELDS)


def is_rebuilding(root: StoredMapping) -> bool:
    """Return whether a new index was started, as ``is_current`` demands it."""
    return NEXT_SEARCH in root and _is_current(root[NEXT_SEARCH])


def continue_rebuild(root: StoredMapping, most: int) -> int:
    """Add up to ``most`` further messages to the new index; return how many were added."""
    search = root[NEXT_SEARCH]
    numbers = list(islice(root["messages"].keys(search["last"] + 1), most))
    _index_messages(search, root, numbers)
    if numbers:
        search["last"] = numbers[-1]
    return len(numbers)


def finish_rebuild(root: StoredMapping) -> None:
    """Replace the index with the new one."""
    root[SEARCH] = root.pop(NEXT_SEARCH)


def cancel_rebuild(root: StoredMapping) -> None:
    """Discard the unfinished new index."""
    root.pop(NEXT_SEARCH, None)


def message_document(message: Data) -> Document:
    """Return a message's texts and marks as a document for the index."""
    known, lines = known_content(message), list(message["log"].values())
    reports = _reports(known, lines)
    edited = [line["given"].get("text", "") for line in lines if line["step"] == "edited"]
    notes = [line["given"] for line in lines if line["step"] in NOTE_STEPS]
    texts = {
        "said": [known["text"], known.get("subject") or "", *edited],
        "quote": [each.get("quote", "") for each in reports],
        "report": [each.get(name, "") for each in reports for name in ("text", "contact")],
        "sender": _sender_texts(known["sender"]),
        "address": [known.get(name) or "" for name in ("permalink", "in_reply_to", "thread")],
        "number": [
            each["given"].get("number", "") for each in lines if each["step"] == RECEIPT_STEP
        ],
        "work": [str(each["given"].get(name, "")) for each in lines for name in WORK_FIELDS],
        "note": [str(each.get(name, "")) for each in notes for name in NOTE_FIELDS],
        "file": message["files"],
    }
    return new_document(texts, _marks(message, lines))


def _messages_of(root: StoredMapping, lanes: Iterable[str]) -> set[int]:
    numbers = {number for number in map(ledger.message_number, lanes) if number is not None}
    return {number for number in numbers if number in root["messages"]}


def _is_current(search: Any) -> bool:
    return index.is_current(search) and search.get("fields") == SEARCH_FIELDS


def _is_match(root: StoredMapping, number: int, clauses: Iterable[Clause]) -> bool:
    message = root["messages"][number]
    return not _is_disposed(message) and is_match(clauses, message_document(message))


def _index_messages(search: StoredMapping, root: StoredMapping, numbers: list[int]) -> None:
    messages = [root["messages"][number] for number in numbers]
    _prefetch(messages)
    _prefetch(message[name] for message in messages for name in ("captured", "log"))
    _prefetch(line for message in messages for line in message["log"].values())
    for message in messages:
        _index_message(search, message)


def _prefetch(objects: Iterable[Any]) -> None:
    stored = [each for each in objects if each._p_jar is not None]
    if stored:
        stored[0]._p_jar.prefetch(stored)


def _index_message(search: StoredMapping, message: Any) -> None:
    number = message["number"]
    is_disposed = _is_disposed(message)
    if message._p_jar is not None:
        # If it is disposed of meanwhile, this is done again: nothing is put back.
        # It must be loaded first, or ZODB would treat it as new.
        message._p_jar.readCurrent(message)
    if is_disposed:
        index.unindex_document(search, number)
    else:
        index.index_document(search, number, message_document(message))


def _is_disposed(message: Data) -> bool:
    return "disposed" in message["state"]["record"]


def _marks(message: Data, lines: Iterable[Data]) -> Iterator[str]:
    for name, handling, kind, *_order in message_lists.list_places(message):
        yield from (f"shelf:{name}", f"state:{handling}", f"kind:{kind}")
    if came := message["captured"].get("captured"):
        yield f"day:{datetime.fromtimestamp(came, ZONE).date().isoformat()}"
    for code in message["state"]["facts"]["rules"]:
        # A ground's part, such as K1a, is also found by the ground.
        yield from (f"rule:{code}", f"rule:{code.rstrip(ascii_lowercase)}")
    yield from (f"{WHO}{who}" for who in _people(message))


def _receipts(message: Data) -> set[str]:
    lines = (line for line in message["log"].values() if line["step"] == RECEIPT_STEP)
    return {line["given"].get("number", "").casefold() for line in lines}


def _people(message: Data) -> set[str]:
    return {message["who"], *(line["who"] for line in message["log"].values())} - {""}


def _reports(known: Data, lines: Iterable[Data]) -> list[Data]:
    first = known.get("reported")
    again = [line["given"] for line in lines if line["step"] == "reported"]
    quoted = [{"quote": known["text"]}] if known.get("how") == "report" else []
    return [*quoted, *([first] if first else []), *again]


def _sender_texts(sender: Data | str) -> list[str]:
    return [] if isinstance(sender, str) else [str(each) for each in sender.values()]
