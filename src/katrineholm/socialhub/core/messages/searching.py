"""Search for messages by words, by people and by state.

The index follows the hub-wide log: a message with lines from after the last update is searched
itself. Capturing a message or taking a step therefore writes nothing to the index and waits for
nobody; the worker updates it each minute. A message that is disposed of leaves it within the same
transaction.

Marks and fields reveal nothing of a sender but how they call themselves.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from string import ascii_lowercase
from typing import Any
from zoneinfo import ZoneInfo

from ..search import index
from ..search.asking import Between, Clause, Marked, holds, marked
from ..search.document import Document, document
from . import ledger, shelves
from .completing import as_known
from .erasing import RECEIPT
from .layout import ANEW, SEARCH
from .plain import Data, Kept

ZONE = ZoneInfo("Europe/Stockholm")
FIRST, LAST = "0000-00-00", "9999-99-99"
# The searchable values of a log's line: the answer, and the diary's.
TOLD = ("answer", "diary_number", "diary_party", "diary_subject")


def found(root: Kept, clauses: Iterable[Clause]) -> list[int]:
    """Return the messages that match all clauses, the latest first, without those disposed of."""
    clauses = list(clauses)
    news = unindexed(root)
    numbers = index.find(root[SEARCH], clauses, without=news)
    numbers += [number for number in news if _is_as_asked(root, number, clauses)]
    return sorted(numbers, reverse=True)


def on_shelves(names: Iterable[str]) -> Marked:
    """Return the clause for messages on one of some lists."""
    return marked(*(f"shelf:{name}" for name in names))


def in_states(handling: Iterable[str]) -> Marked:
    """Return the clause for messages in one of these states of handling."""
    return marked(*(f"state:{each}" for each in handling))


def of_kinds(kinds: Iterable[str]) -> Marked:
    """Return the clause for messages of one of these kinds."""
    return marked(*(f"kind:{each}" for each in kinds))


def came_in(first: str = FIRST, last: str = LAST) -> Between:
    """Return the clause for messages from one day to another, both included (ISO 8601)."""
    return Between(f"day:{first}", f"day:{last}")


def breaks(rule: str) -> Marked:
    """Return the clause for messages held to break a rule, by its code."""
    return marked(f"rule:{rule}")


def handled_by(*people: str) -> Marked:
    """Return the clause for messages that some people have or had; as in ``people.person.key``."""
    return marked(*(f"who:{who}" for who in people))


def unindexed(root: Kept) -> set[int]:
    """Return the messages that have changed since the index was updated."""
    return _messages_of(root, ledger.lanes_after(root, root[SEARCH]["joined"]))


def bring_up(root: Kept, most: int) -> None:
    """Enter the messages of some more of the hub-wide log's lines."""
    search = root[SEARCH]
    lines = list(islice(ledger.entries(root, search["joined"] + 1), most))
    _enter_all(search, root, sorted(_messages_of(root, (entry.lane for _count, entry in lines))))
    if lines:
        search["joined"] = lines[-1][0]


def renew(root: Kept, message: Kept) -> None:
    """Enter a message again, in each index that has it."""
    for search in (root[name] for name in (SEARCH, ANEW) if name in root):
        if message["number"] in search["lines"]:
            _enter(search, message)


def is_behind(root: Kept) -> bool:
    """Return whether a line of the hub-wide log is not in the index yet."""
    return bool(ledger.head_of(root).count > root[SEARCH]["joined"])


def is_current(root: Kept) -> bool:
    """Return whether the index was made with the current stems of words."""
    return index.is_current(root[SEARCH])


def begin_anew(root: Kept) -> None:
    """Start another index; the present one is used until the other is finished."""
    root[ANEW] = index.new_index()
    root[ANEW].update(joined=ledger.head_of(root).count, last=0)


def go_on(root: Kept, most: int) -> int:
    """Enter some more messages into the other index; return their number."""
    search = root[ANEW]
    numbers = list(islice(root["messages"].keys(search["last"] + 1), most))
    _enter_all(search, root, numbers)
    if numbers:
        search["last"] = numbers[-1]
    return len(numbers)


def finish(root: Kept) -> None:
    """Replace the index with the other one."""
    root[SEARCH] = root.pop(ANEW)


def give_up(root: Kept) -> None:
    """Discard the unfinished other index."""
    root.pop(ANEW, None)


def told(message: Data) -> Document:
    """Return the searchable texts and marks of a message."""
    known, lines = as_known(message), list(message["log"].values())
    reports = _reports(known, lines)
    edited = [line["given"].get("text", "") for line in lines if line["step"] == "edited"]
    texts = {
        "said": [known["text"], known.get("subject") or "", *edited],
        "quote": [each.get("quote", "") for each in reports],
        "report": [each.get(name, "") for each in reports for name in ("text", "contact")],
        "sender": _sender(known["sender"]),
        "address": [known.get(name) or "" for name in ("permalink", "in_reply_to", "thread")],
        "number": [each["given"].get("number", "") for each in lines if each["step"] == RECEIPT],
        "work": [str(each["given"].get(name, "")) for each in lines for name in TOLD],
    }
    return document(texts, _marks(message, lines))


def _messages_of(root: Kept, lanes: Iterable[str]) -> set[int]:
    numbers = {number for number in map(ledger.number_of, lanes) if number is not None}
    return {number for number in numbers if number in root["messages"]}


def _is_as_asked(root: Kept, number: int, clauses: Iterable[Clause]) -> bool:
    message = root["messages"][number]
    return not _is_disposed(message) and holds(clauses, told(message))


def _enter_all(search: Kept, root: Kept, numbers: list[int]) -> None:
    messages = [root["messages"][number] for number in numbers]
    _load_ahead(messages)
    _load_ahead(message[name] for message in messages for name in ("captured", "log"))
    _load_ahead(line for message in messages for line in message["log"].values())
    for message in messages:
        _enter(search, message)


def _load_ahead(objects: Iterable[Any]) -> None:
    stored = [each for each in objects if each._p_jar is not None]
    if stored:
        stored[0]._p_jar.prefetch(stored)


def _enter(search: Kept, message: Any) -> None:
    number = message["number"]
    is_disposed = _is_disposed(message)
    if message._p_jar is not None:
        # If it is disposed of meanwhile, this is done again: nothing is put back.
        # It must be loaded first, or ZODB would treat it as new.
        message._p_jar.readCurrent(message)
    if is_disposed:
        index.take_out(search, number)
    else:
        index.put(search, number, told(message))


def _is_disposed(message: Data) -> bool:
    return "disposed" in message["state"]["record"]


def _marks(message: Data, lines: Iterable[Data]) -> Iterator[str]:
    for name, handling, kind, *_order in shelves.places(message):
        yield from (f"shelf:{name}", f"state:{handling}", f"kind:{kind}")
    if came := message["captured"].get("captured"):
        yield f"day:{datetime.fromtimestamp(came, ZONE).date().isoformat()}"
    for code in message["state"]["facts"]["rules"]:
        # A ground's part, such as K1a, is also found by the ground.
        yield from (f"rule:{code}", f"rule:{code.rstrip(ascii_lowercase)}")
    people = {message["who"], *(line["who"] for line in lines)} - {""}
    yield from (f"who:{who}" for who in people)


def _reports(known: Data, lines: Iterable[Data]) -> list[Data]:
    first = known.get("reported")
    again = [line["given"] for line in lines if line["step"] == "reported"]
    quoted = [{"quote": known["text"]}] if known.get("how") == "report" else []
    return [*quoted, *([first] if first else []), *again]


def _sender(sender: Data | str) -> list[str]:
    return [] if isinstance(sender, str) else [str(each) for each in sender.values()]
