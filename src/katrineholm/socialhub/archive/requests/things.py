"""What can be in a request: a post, an earlier version, a message or a line of the diary.

A thing is known by its key (``archive.searching.finding.Hit.key``). It is read as the present user
may see it: what is gone, disposed of, or none of the user's business is None.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from plone import api

from ... import _
from ...accounts.channels.moments import begins, day, when
from ...core.feeds.clean import localise
from ...core.messages.store import messages_of
from ...core.timeline.layout import Entry
from ...core.timeline.store import timeline_of
from ...core.timeline.written import own_alts
from ...inbox.desk.history import title_of
from ...inbox.desk.sight import may_see
from ...inbox.records import diary
from ...inbox.records.diary_page import COLUMNS, mine
from ...inbox.records.done import whole
from ...inbox.records.secrecy import LINE as SECRECY
from ...inbox.reminders.letters import channel_title
from ..packing.posts import state
from ..searching.finding import may_find
from ..searching.query import DIARY

TEXT, ADDRESS, HTML = "text", "address", "html"
ADDRESSES = ("permalink", "in_reply_to", "url")
# Files come from strangers: what they say that they are is not trusted, nor are their names.
UNTRUSTED = "application/octet-stream"
ENDINGS = ("pdf", "png", "jpg", "jpeg", "gif", "webp", "txt", "docx", "odt", "xlsx", "mp4", "mp3")
KINDS = {
    "published": _("Post"),
    "withdrawn": _("Withdrawn post"),
    "hidden": _("Hidden post"),
    "held": _("Post that waits to be reviewed"),
    "filtered": _("Post that was filtered out by word"),
    "record": _("Post kept for the record only"),
    "expired": _("Post"),
}


class Field(NamedTuple):
    """A part of what a thing says; ``shape`` is text, address or html."""

    name: str
    title: str
    value: str
    shape: str = TEXT


class Part(NamedTuple):
    """A picture, by a name that is made of its content, or a file by its message's number and name.

    ``title`` is its alternative text, or its own name; ``path`` where it lies beside the page.
    """

    name: str
    title: str
    path: str
    type: str
    read: Callable[[], bytes]


class Thing(NamedTuple):
    """``secrecy`` is the provision of a message that may be secret, None of all others.

    ``time`` is in seconds since 1970.
    """

    key: str
    kind: str
    title: str
    time: int
    channel: str
    fields: tuple[Field, ...]
    pictures: tuple[Part, ...] = ()
    files: tuple[Part, ...] = ()
    secrecy: str | None = None


def read(hub, key: str) -> Thing | None:
    """What a key names, as the present user may see it; None for what is not there for them."""
    kind, *names = key.split(":")
    how = READERS.get((kind, len(names)))
    return how(hub, key, *names) if how else None


def _entry(hub, key, entry_id):
    entry = _kept(hub, entry_id)
    if entry is None:
        return None
    moments = (
        (_("Last changed"), entry["last_changed"] if entry["versions"] else None),
        (_("Withdrawn at the source"), entry["withdrawn"]),
        (_("Hidden by hand"), entry["hidden"] and entry["hidden"]["when"]),
    )
    return _post(hub, key, entry, entry, KINDS[state(entry)], moments)


def _version(hub, key, entry_id, until):
    entry = _kept(hub, entry_id)
    found = timeline_of(hub).versions(entry) if entry else []
    said = next((each for each in found if str(each["until"]) == until), None)
    if entry is None or said is None:
        return None
    moments = ((_("Said so until"), said["until"]),)
    return _post(hub, key, entry, said, _("Earlier version"), moments)


def _kept(hub, entry_id) -> Entry | None:
    entry = timeline_of(hub).whole(entry_id)
    return None if entry is None or entry.get("disposed") else entry


def _post(hub, key, entry, said, kind, moments):
    timeline, channel = timeline_of(hub), channel_title(hub, entry["channel"])
    found = timeline.pictures(said)
    alts = own_alts(entry, [each["src"] for each in found])
    pictures = [
        Part(
            each["name"],
            alts.get(each["src"], each["alt"]) or "",
            f"bilder/{each['name']}",
            "image/webp",
            _picture(timeline, entry, each["name"]),
        )
        for each in found
    ]
    dated = ((_("Published"), said["published"]), *moments)
    fields = [
        Field("channel", _said(_("Channel")), channel),
        Field("author", _said(_("Author")), said["author"]),
        *(Field("moment", _said(title), when(at)["text"]) for title, at in dated if at),
        Field("link", _said(_("Address at the source")), said["link"], ADDRESS),
        *_body(said),
        Field("categories", _said(_("Categories")), ", ".join(said["categories"])),
        *(
            Field("media", _said(_("Film or sound")), each["url"], ADDRESS)
            for each in said["media"]
        ),
        *_lost(said, found),
    ]
    told = tuple(each for each in fields if each.value)
    return Thing(key, _said(kind), said["title"], entry["time"], channel, told, tuple(pictures))


def _body(said) -> Iterator[Field]:
    if not said["title_derived"]:
        yield Field("title", _said(_("Title")), said["title"])
    html = localise(said["html"], {})
    yield Field("html", _said(_("Text")), html or said["summary"], HTML if html else TEXT)


def _lost(said, found) -> Iterator[Field]:
    """Pictures that were not kept, by their addresses."""
    kept = {each["src"] for each in found}
    for image in said["images"]:
        if image["src"] not in kept:
            yield Field("lost", _said(_("A picture that was not kept")), image["src"], ADDRESS)


def _picture(timeline, entry, name):
    def read() -> bytes:
        blob: Any = timeline.picture_of(entry, name, ever=True)[0]
        with blob.open() as file:
            return file.read()

    return read


def _message(hub, key, text):
    messages = messages_of(hub)
    number = _number(text)
    if number not in messages.root["messages"] or not may_see(hub, number):
        return None
    message, facts = messages[number], messages.state(number)
    if "disposed" in facts.record:
        return None
    told = [
        Field(name, _said(title_of(name)), value, ADDRESS if name in ADDRESSES else TEXT)
        for name, value in whole(hub, number).items()
    ]
    files = [
        Part(
            f"{number}/{name}",
            name,
            _place(number, at, name),
            UNTRUSTED,
            _file(messages, number, name),
        )
        for at, name in enumerate(message["files"], 1)
    ]
    return Thing(
        key,
        _said(_("Message")),
        _said(_("Message ${number}", mapping={"number": str(number)})),
        message["captured"]["captured"],
        channel_title(hub, message["channel"]),
        tuple(told),
        files=tuple(files),
        secrecy=_provision(messages.log(number)) if facts.facts.secret else None,
    )


def _provision(lines) -> str:
    """By which provision a message was marked last."""
    marks = [line["given"] for line in lines if line["step"] == SECRECY]
    return next((each["provision"] for each in reversed(marks) if each.get("provision")), "")


def _file(messages, number, name):
    return lambda: messages.file(number, name) or b""


def _place(number, at, name):
    ending = name.rpartition(".")[2].lower()
    return f"filer/{number}-{at}.{ending if ending in ENDINGS else 'bin'}"


def _line(hub, key, of_day, text):
    number, messages = _number(text), messages_of(hub)
    is_there = number in messages.root["messages"] and DIARY in may_find(hub)
    if not is_there or not mine(hub)(number):
        return None
    lines = (each for each in diary.entries(hub, of_day, of_day) if each.number == number)
    if (line := next(lines, None)) is None:
        return None
    first, *cells = line.open_cells
    values = zip(COLUMNS, (day(first), *cells), strict=True)
    told = [Field("diary", _said(title), value) for title, value in values if value]
    if line.is_secret:
        told.append(Field("diary", _said(_("Left out")), _said(HELD_BACK)))
    time = int(begins(date.fromisoformat(of_day)).timestamp())
    channel = channel_title(hub, messages[number]["channel"])
    return Thing(key, _said(_("Line of the diary")), line.diary_number, time, channel, tuple(told))


HELD_BACK = _(
    "Who it is from, and what it concerns (offentlighets- och sekretesslagen 5 kap. 2 §)."
)
READERS: dict[tuple[str, int], Callable[..., Thing | None]] = {
    ("entry", 1): _entry,
    ("version", 2): _version,
    ("message", 1): _message,
    ("diary", 2): _line,
}


def _number(text: str) -> int:
    """A message's number; 0, which is none's, for what is no number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _said(message):
    return api.portal.translate(message)
