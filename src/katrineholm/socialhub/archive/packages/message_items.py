"""The files of a package with its messages, their evidence and log, and the diary.

Messages marked as possibly secret are left out until the mark is removed. The diary lists them in
its public form (offentlighets- och sekretesslagen 5 kap. 2 §). A package of what may be secret has
them instead of the others.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import resources
from pathlib import Path

from plone import api

from ...accounts.channels.channel_records import frugal_iterator
from ...core.files.csv_schema import Column
from ...core.files.package_model import PackageItem
from ...core.messages.content import known_content
from ...core.messages.message_lists import KINDS, channel_list, listed_numbers
from ...core.messages.state import HANDLING
from ...core.messages.store import messages_of
from ...inbox.oversight import diary
from .scope import Scope, Size
from .tables import Table

# Files come from strangers: neither their names nor their declared types are trusted.
UNTRUSTED_TYPE = "application/octet-stream"


def message_items(scope: Scope, folder: str) -> Iterator[PackageItem]:
    """Yield the files of the messages and of the diary, if the package is to include them."""
    if scope.has_messages:
        yield PackageItem(f"{folder}/messages.jsonl", "application/x-ndjson", _lines(scope))
        schema = resources.files(__package__).joinpath("message.schema.json").read_bytes()
        yield PackageItem("schemas/message.schema.json", "application/json", [schema])
        for number in packed_numbers(scope):
            for position, data in enumerate(messages_of(scope.hub).files(number).values(), 1):
                yield PackageItem(f"{folder}/{file_path(number, position)}", UNTRUSTED_TYPE, [data])
    if scope.has_diary:
        yield from replace(DIARY, path=f"{folder}/diary.csv").items(scope)


def message_sizes(scope: Scope) -> Iterator[Size]:
    """Yield the time and the size in bytes of each message with its files, newest first."""
    messages = messages_of(scope.hub)
    numbers = packed_numbers(scope) if scope.has_messages else ()
    found = ((arrival_time(messages[number]), number) for number in numbers)
    for came, number in sorted(found, reverse=True):
        files = messages[number]["files"].values()
        line = len(_line(scope, number))
        yield came, line + sum(Path(each.committed()).stat().st_size for each in files)


def _lines(scope: Scope) -> Iterator[bytes]:
    for number in frugal_iterator(api.portal.get(), packed_numbers(scope)):
        scope.on_post()
        yield _line(scope, number)


def _line(scope, number):
    data = _message_data(scope, number)
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _message_data(scope, number):
    messages = messages_of(scope.hub)
    hashes = messages.hashes(number)
    names = messages.files(number)
    return {
        "number": number,
        "channel": messages[number]["channel"],
        "source": messages[number]["source"],
        "assignee": messages[number]["who"],
        "assigned_as": messages[number]["why"],
        "captured": dict(messages[number]["captured"]),
        "known": known_content(messages[number]),
        "state": dict(messages[number]["state"]),
        "log": messages.log(number),
        "evidence": messages.evidence(number),
        "files": [
            {"name": name, "sha256": hashes.get(name), "path": file_path(number, position)}
            for position, name in enumerate(names, 1)
        ],
    }


def packed_numbers(scope: Scope) -> list[int]:
    """Return the numbers of the period's messages that are not marked as possibly secret.

    Of a package of what may be secret, return those that are.
    """
    found = period_messages(scope)
    return sorted(number for number, message in found if is_packed(scope, message))


def is_packed(scope: Scope, message: Mapping) -> bool:
    """Return whether a package has messages with the mark of this one, or without a mark."""
    return message["state"]["facts"]["secret"] is bool(scope.secret)


def period_messages(scope: Scope) -> Iterator[tuple[int, Mapping]]:
    """Yield the number and the values of each message that came in during the spans."""
    return frugal_iterator(api.portal.get(), _period_messages(scope))


def _period_messages(scope):
    messages = messages_of(scope.hub)
    for span in scope.spans:
        for number in _channel_numbers(scope, messages, span.channel.uid):
            message = messages[number]
            if span.start <= arrival_time(message) < span.end:
                yield number, message


def arrival_time(message: Mapping) -> int:
    """Return when a message came in, even if it has been disposed of."""
    time: int = next(iter(message["log"].values()))["time"]
    return time


def _channel_numbers(scope, messages, uid):
    if scope.changes:
        return scope.changes.messages.get(uid, ())
    return listed_numbers(messages.root, [channel_list(uid)], HANDLING, KINDS)


def file_path(number: int, position: int) -> str:
    """Return the path of a message's file, whose own name is not trusted, in their folder."""
    return f"files/{number}-{position}"


def _diary_rows(scope: Scope) -> Iterator[tuple]:
    messages, uids = messages_of(scope.hub), {each.uid for each in scope.channels}
    period = scope.first.isoformat(), scope.last.isoformat()
    found = (
        each
        for each in diary.diary_entries(scope.hub, *period)
        if messages[each.number]["channel"] in uids and (each.is_secret or not scope.secret)
    )
    for each in found:
        yield (*(each.cells if scope.secret else each.open_cells), each.number)


DIARY = Table(
    "diary.csv",
    "Samlingsplatsens del av diariet",
    (
        Column("date", "Dagen i diariet", "date"),
        Column("diary_number", "Diarienumret"),
        Column("party", "Avsändare eller mottagare; tomt om det kan omfattas av sekretess"),
        Column("subject", "Ärendet; tomt om det kan omfattas av sekretess"),
        Column("message", "Meddelandets nummer", "integer"),
    ),
    _diary_rows,
)
