"""The records that a request can contain: posts, earlier versions, messages and diary lines.

A register extract can also contain what is stored about people, and notes: see ``people``.

A record is identified by a key (``search.Hit.key``) and read as the current user may see it. None
stands for a record that has been removed or disposed of, or that the user may not see.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from plone import api
from plone.dexterity.content import Container

from ... import _
from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_date, formatted_time, start_of_day
from ...core.feeds.sanitiser import with_local_pictures
from ...core.messages.store import messages_of
from ...core.timeline.layout import Entry, version_list
from ...core.timeline.pictures import picture_file, stored_pictures
from ...core.timeline.store import timeline_of
from ...core.timeline.submissions import submitted_alts
from ...inbox.desk.history import field_title
from ...inbox.desk.visibility import may_see
from ...inbox.oversight import diary
from ...inbox.oversight.diary_page import COLUMNS, REGISTRAR_ROLE, own_diary_predicate
from ...inbox.oversight.record_text import record_texts
from ...inbox.steps.mails import channel_title
from ...inbox.steps.roles import has_role_anywhere
from ...inbox.steps.secrecy import MARK_STEP as SECRECY
from ..packages.activitystreams import public_state
from .people import NOTE, PERSON, find_note, find_person
from .query import DIARY
from .search import findable_types

TEXT, URL, HTML = "text", "address", "html"
URL_FIELDS = ("permalink", "in_reply_to", "url")
# Files come from strangers: neither their names nor their declared types are trusted.
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
HELD_BACK = _(
    "Who it is from, and what it concerns (offentlighets- och sekretesslagen 5 kap. 2 §)."
)


class Field(NamedTuple):
    """A field of a record; ``shape`` is ``TEXT``, ``URL`` or ``HTML``."""

    name: str
    title: str
    value: str
    shape: str = TEXT


class Part(NamedTuple):
    """A picture or a file of a record.

    A picture's ``name`` identifies its content; a file's is its message's number and file name.
    ``title`` is an alternative text or the file name; ``path`` is relative to a delivery's page.
    """

    name: str
    title: str
    path: str
    type: str
    read: Callable[[], bytes]


class RequestedRecord(NamedTuple):
    """A record as the current user may see it; ``time`` is in seconds since 1970.

    ``secrecy`` is the provision of a possibly secret message, and None for all other records.
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


def requested_record(hub: Container, key: str) -> RequestedRecord | None:
    """Return the record with this key; None if it is gone or the current user may not see it."""
    kind, *names = key.split(":")
    reader = READERS.get((kind, len(names)))
    return reader(hub, key, *names) if reader else None


def _entry(hub, key, entry_id):
    entry = _stored_entry(hub, entry_id)
    if entry is None:
        return None
    moments = (
        (_("Last changed"), entry["last_changed"] if entry["versions"] else None),
        (_("Withdrawn at the source"), entry["withdrawn"]),
        (_("Hidden by hand"), entry["hidden"] and entry["hidden"]["when"]),
    )
    return _post(hub, key, entry, entry, KINDS[public_state(entry)], moments)


def _version(hub, key, entry_id, until):
    entry = _stored_entry(hub, entry_id)
    found = version_list(entry) if entry else []
    content = next((each for each in found if str(each["until"]) == until), None)
    if entry is None or content is None:
        return None
    moments = ((_("Said so until"), content["until"]),)
    return _post(hub, key, entry, content, _("Earlier version"), moments)


def _stored_entry(hub, entry_id) -> Entry | None:
    entry = timeline_of(hub).unmasked(entry_id)
    return None if entry is None or entry.get("disposed") else entry


def _post(hub, key, entry, content, kind, moments):
    timeline, channel = timeline_of(hub), channel_title(hub, entry["channel"])
    found = stored_pictures(timeline, content)
    alts = submitted_alts(entry, [each["src"] for each in found])
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
    dated = ((_("Published"), content["published"]), *moments)
    fields = [
        Field("channel", _t(_("Channel")), channel),
        Field("author", _t(_("Author")), content["author"]),
        *(Field("moment", _t(title), formatted_time(at)["text"]) for title, at in dated if at),
        Field("link", _t(_("Address at the source")), content["link"], URL),
        *_body(content),
        Field("categories", _t(_("Categories")), ", ".join(content["categories"])),
        *(Field("media", _t(_("Film or sound")), each["url"], URL) for each in content["media"]),
        *_missing_pictures(content, found),
    ]
    fields = [each for each in fields if each.value]
    return RequestedRecord(
        key, _t(kind), content["title"], entry["time"], channel, tuple(fields), tuple(pictures)
    )


def _body(content) -> Iterator[Field]:
    if not content["title_derived"]:
        yield Field("title", _t(_("Title")), content["title"])
    html = with_local_pictures(content["html"], {})
    yield Field("html", _t(_("Text")), html or content["summary"], HTML if html else TEXT)


def _missing_pictures(content, found) -> Iterator[Field]:
    kept = {each["src"] for each in found}
    for image in content["images"]:
        if image["src"] not in kept:
            yield Field("lost", _t(_("A picture that was not kept")), image["src"], URL)


def _picture(timeline, entry, name):
    def read() -> bytes:
        picture: Any = picture_file(timeline, entry, name, ever=True)
        with picture[0].open() as file:
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
    fields = [
        Field(name, _t(field_title(name)), value, URL if name in URL_FIELDS else TEXT)
        for name, value in record_texts(hub, number).items()
    ]
    files = [
        Part(
            f"{number}/{name}",
            name,
            _file_path(number, at, name),
            UNTRUSTED,
            _file(messages, number, name),
        )
        for at, name in enumerate(message["files"], 1)
    ]
    return RequestedRecord(
        key,
        _t(_("Message")),
        _t(_("Message ${number}", mapping={"number": str(number)})),
        message["captured"]["captured"],
        channel_title(hub, message["channel"]),
        tuple(fields),
        files=tuple(files),
        secrecy=_provision(messages.log(number)) if facts.facts.secret else None,
    )


def _provision(lines) -> str:
    marks = [line["given"] for line in lines if line["step"] == SECRECY]
    return next((each["provision"] for each in reversed(marks) if each.get("provision")), "")


def _file(messages, number, name):
    return lambda: messages.file(number, name) or b""


def _file_path(number, at, name):
    ending = name.rpartition(".")[2].lower()
    return f"filer/{number}-{at}.{ending if ending in ENDINGS else 'bin'}"


def _diary_line(hub, key, of_day, text):
    number, messages = _number(text), messages_of(hub)
    is_there = number in messages.root["messages"] and DIARY in findable_types(hub)
    if not is_there or not own_diary_predicate(hub)(number):
        return None
    lines = (each for each in diary.diary_entries(hub, of_day, of_day) if each.number == number)
    if (line := next(lines, None)) is None:
        return None
    first, *cells = line.open_cells
    values = zip(COLUMNS, (formatted_date(first), *cells), strict=True)
    fields = [Field("diary", _t(title), value) for title, value in values if value]
    if line.is_secret:
        fields.append(Field("diary", _t(_("Left out")), _t(HELD_BACK)))
    time = int(start_of_day(date.fromisoformat(of_day)).timestamp())
    channel = channel_title(hub, messages[number]["channel"])
    return RequestedRecord(
        key, _t(_("Line of the diary")), line.diary_number, time, channel, tuple(fields)
    )


def _person(hub, key, digest):
    found = find_person(hub, digest) if has_role_anywhere(hub, REGISTRAR_ROLE) else None
    if found is None:
        return None
    facts = (
        (_("Name"), found.name),
        (_("E-mail"), found.email),
        (_("User name"), found.member),
        *((title, "\n".join(lines)) for title, lines in found.lines.items()),
    )
    fields = [Field("person", _t(title), value) for title, value in facts if value]
    kind = _t(_("Person with duties or a user account"))
    return RequestedRecord(key, kind, found.name, 0, "", tuple(fields))


def _note(hub, key, log, number):
    found = find_note(hub, log, number) if has_role_anywhere(hub, REGISTRAR_ROLE) else None
    if found is None:
        return None
    facts = (
        (_("What was done"), found.title),
        (_("Concerns"), found.about),
        (_("By"), member_name(found.who)),
        (_("Date"), formatted_time(found.time)["text"]),
        (_("Text"), found.text),
    )
    fields = tuple(Field("note", _t(title), value) for title, value in facts if value)
    return RequestedRecord(key, _t(_("Note in a log")), found.title, found.time, "", fields)


READERS: dict[tuple[str, int], Callable[..., RequestedRecord | None]] = {
    ("entry", 1): _entry,
    ("version", 2): _version,
    ("message", 1): _message,
    ("diary", 2): _diary_line,
    (PERSON, 1): _person,
    (NOTE, 2): _note,
}


def _number(text: str) -> int:
    """Return a message's number; 0, which no message has, for an invalid one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _t(message):
    return api.portal.translate(message)
