"""The pages of a package's messages, of a bounded number of messages each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from plone import api

from ...accounts.channels.times import local_date
from ...core.files.package_model import PackageItem
from ...core.messages.content import known_content, logged_files
from ...core.messages.state import HANDLING, PUBLICATION
from ...core.messages.store import messages_of
from ...inbox.desk.history import history_line
from ...inbox.desk.message_fields import message_fields
from ...inbox.steps.mails import channel_title
from .message_items import file_path, packed_numbers
from .scope import Scope
from .view_html import (
    PAGE_END,
    details,
    fact_list,
    link,
    navigation,
    page_bytes,
    page_start,
    period_text,
    swedish_date,
    swedish_time,
    table,
    web_link,
)

MOST = 50  # messages on a page
FOLDER = "../messages"
SECRET = (
    "Meddelandena i det här paketet kan omfattas av sekretess. En sekretessprövning ska göras "
    "innan något lämnas ut."
)
LINKS = ("permalink", "in_reply_to", "url")
QUOTES = ("text", "reported")


@dataclass(frozen=True, slots=True)
class MessagePage:
    """A page with messages, with the days on which the first and the last of them came in."""

    name: str
    numbers: list[int]
    days: str

    @property
    def title(self) -> str:
        """The numbers of the first and the last message as a heading."""
        first, last = self.numbers[0], self.numbers[-1]
        return f"Meddelande {first}" if first == last else f"Meddelande {first}–{last}"


def message_pages(scope: Scope, folder: str, contents: list[MessagePage]) -> Iterator[PackageItem]:
    """Yield the pages of the messages in a package, and add them to ``contents``."""
    numbers = packed_numbers(scope) if scope.has_messages or scope.secret else []
    last = (len(numbers) + MOST - 1) // MOST
    for at in range(1, last + 1):
        found = numbers[(at - 1) * MOST : at * MOST]
        page = MessagePage(_name(at), found, _days(scope, found))
        contents.append(page)
        chunks = _page_chunks(scope, page, _navigation(at, last))
        yield PackageItem(f"{folder}/{page.name}", "text/html", map(page_bytes, chunks))


def _name(at: int) -> str:
    return f"meddelanden-{at}.html"


def _days(scope: Scope, numbers: list[int]) -> str:
    messages = messages_of(scope.hub)
    ends = (messages[each]["captured"]["captured"] for each in (numbers[0], numbers[-1]))
    days = dict.fromkeys(swedish_date(local_date(each)) for each in ends)
    return " – ".join(days)


def _navigation(at: int, last: int) -> list[str]:
    earlier = [link(_name(at - 1), "Tidigare meddelanden")] if at > 1 else []
    later = [link(_name(at + 1), "Senare meddelanden")] if at < last else []
    return [link("index.html", "Innehåll"), *earlier, *later]


def _page_chunks(scope: Scope, page: MessagePage, ways: list[str]) -> Iterator[str]:
    about = f'<p class="lead">{period_text(scope)} Kom in {page.days}.</p>\n'
    yield page_start(
        page.title, scope.title, navigation("Sidor", ways) + about + secret_note(scope)
    )
    rows = (_row(scope, number) for number in page.numbers)
    yield table("Meddelandena på sidan", ("Nummer", "Kom in", "Kanal", "Läge"), rows)
    for number in page.numbers:
        yield "".join(_article(scope, number))
    yield navigation("Fler sidor", ways) + PAGE_END


def secret_note(scope: Scope) -> str:
    """Return what a package of possibly secret messages says of itself; empty for others."""
    decision = escape(scope.secret)
    return f'<p class="note">{SECRET} Beslut: {decision}</p>\n' if decision else ""


def _row(scope: Scope, number: int) -> list[str]:
    message = messages_of(scope.hub)[number]
    came, channel = message["captured"]["captured"], channel_title(scope.hub, message["channel"])
    return [
        link(f"#meddelande-{number}", str(number)),
        swedish_time(came),
        escape(channel),
        escape(api.portal.translate(HANDLING[message["state"]["handling"]])),
    ]


def _article(scope: Scope, number: int) -> Iterator[str]:
    """Yield a message: what came in, with its files, how it was handled, and what was sealed."""
    messages = messages_of(scope.hub)
    message, log = messages[number], messages.log(number)
    content = known_content(message)
    yield f'<article id="meddelande-{number}">\n<h2>Meddelande {number}</h2>\n'
    yield f'<p class="about">{" · ".join(_about(scope, message))}</p>\n'
    yield from _content(content)
    yield from _files(number, message, log)
    yield "<h3>Händelser</h3>\n<ol>\n"
    yield from (_line(scope, number, each) for each in log)
    yield "</ol>\n"
    if seals := messages.evidence(number):
        rows = ([swedish_time(each["at"]), _hash(each["hash"])] for each in seals)
        where = link(f"{FOLDER}/messages.jsonl", "messages.jsonl")
        yield f"<h3>Underlag</h3>\n<p>Underlagen finns som data i {where}.</p>\n"
        yield table("Förseglade underlag", ("Tid", "SHA-256"), rows)
    yield "</article>\n"


def _about(scope: Scope, message: Mapping) -> Iterator[str]:
    state = message["state"]
    yield f"Kom in {swedish_time(message['captured']['captured'])}"
    yield escape(channel_title(scope.hub, message["channel"]))
    yield escape(api.portal.translate(HANDLING[state["handling"]]))
    if title := PUBLICATION[state["publication"]]:
        yield escape(api.portal.translate(title))


def _content(content: Mapping) -> Iterator[str]:
    fields = message_fields(content)
    for name, title, value in fields:
        if name in QUOTES:
            label = "" if name == "text" else f"<p>{escape(api.portal.translate(title))}:</p>\n"
            yield f'{label}<blockquote class="said" dir="auto">{escape(value)}</blockquote>\n'
    yield fact_list(
        (api.portal.translate(title), _value(name, value))
        for name, title, value in fields
        if name not in QUOTES
    )
    if content["received"] != content["text"]:
        yield details("Så som det kom", f"<pre>{escape(content['received'])}</pre>\n")


def _value(name: str, value: str) -> str:
    text = api.portal.translate(value)
    return web_link(text) if name in LINKS else escape(text)


def _files(number: int, message: Mapping, log: list[dict]) -> Iterator[str]:
    if names := list(message["files"]):
        hashes = logged_files(log)
        rows = (
            [link(f"{FOLDER}/{file_path(number, at)}", name), _hash(hashes.get(name, ""))]
            for at, name in enumerate(names, 1)
        )
        about = "Filerna kommer från avsändaren och är inte granskade"
        yield "<h3>Filer</h3>\n" + table(about, ("Fil", "SHA-256"), rows)


def _line(scope: Scope, number: int, line: Mapping) -> str:
    shown = history_line(scope.hub, number, line)
    facts = fact_list((each["label"], _fact(each)) for each in shown["facts"])
    start = f"<li><strong>{escape(shown['title'])}</strong><br>\n"
    when = f"{swedish_time(line['time'])}, {escape(shown['who'])}"
    return f'{start}<span class="about">{when}</span>\n{facts if shown["facts"] else ""}</li>\n'


def _fact(fact: Mapping) -> str:
    text = fact["text"]
    return _hash(text) if fact["is_hash"] else f'<span class="said">{escape(text)}</span>'


def _hash(text: str) -> str:
    return f'<span class="hash">{escape(text)}</span>'
