"""Each act is done a second time: by another person, in another language, at another server.

The acts are those of the code; the table says what is sent, and what becomes of the second time:
what the first did stands, or the second is refused in a sentence. What nothing is written for
leaves no second line in a log, sends no second mail, and names the person of the first.
"""

import json
import os
import re
import signal
import time
from collections import Counter
from contextlib import contextmanager
from importlib import import_module
from importlib.resources import files
from itertools import chain
from pkgutil import walk_packages

import polib
import pytest
import requests
from forking import configured
from helpers.integration.writers import ANOTHER, GONE, GROUPS, NEVER, READS, REFUSED
from lxml import html
from webserver import OK, listening
from ZODB.config import databaseFromString

import katrineholm.socialhub
from katrineholm.socialhub.site.pages.acts import Act

pytestmark = pytest.mark.long

PASSWORD = "correct-horse-battery"
CATALOGUE = "locales/sv/LC_MESSAGES/katrineholm.socialhub.po"
TOKEN = re.compile(r'data-token="(\w+)"|name="_authenticator" value="(\w+)"')
PATIENCE = 600  # seconds
SHORT = 8  # characters of a sentence beside what is filled in
LONG = 12  # characters: shorter words of ours may be names, or English, too
FEED = b"""<rss version="2.0"><channel><title>B</title>
<item><guid>1</guid><title>Nyhet</title><link>https://bloggen.example.se/1</link></item>
</channel></rss>"""
PAGE = b"<html><body><article><h2>Nyhet</h2><p class='lead'>Bad</p></article></body></html>"
MESSAGE = {"sv": "Meddelande", "en": "Message"}  # what comes before it is about one of many
SIGNS = '//*[@role="alert" or contains(@class, "portalMessage")]'
VARIABLE = re.compile(r"\\\$\\\{\w+\\\}")


def acts():
    """Every act of the code, with the room that it is of."""
    packages = walk_packages(katrineholm.socialhub.__path__, "katrineholm.socialhub.")
    found = {}
    for module in [import_module(each.name) for each in packages]:
        room = "/".join(module.__name__.split(".")[2:4])
        for act in chain.from_iterable(map(acts_in, vars(module).values())):
            found.setdefault(id(act), (room, act.name))
    return Counter(f"{room} {name}" for room, name in found.values())


def acts_in(value):
    """The acts in a module's value: an act, some of them, or those of a page or a service."""
    if isinstance(value, type):
        value = vars(value).get("acts")
    if isinstance(value, Act):
        return [value]
    try:
        return [each for each in value.values() if isinstance(each, Act)]
    except (AttributeError, TypeError):
        return []


class Sayings:
    """What the add-on says in one language and not in the other."""

    def __init__(self):
        name = files("katrineholm.socialhub").joinpath(CATALOGUE)
        pairs = [(each.msgid, each.msgstr) for each in polib.pofile(str(name))]
        differing = [pair for pair in pairs if pair[0] != pair[1]]
        self.other = {
            "en": {text for _id, text in differing if len(text) >= LONG and "${" not in text},
            "sv": {text for text, _other in differing if " " in text and "${" not in text},
        }
        self.patterns = {"en": [*map(pattern, next(zip(*pairs, strict=True)))]}
        self.patterns["sv"] = [pattern(text) for _id, text in pairs]

    def is_said(self, sentence, language):
        sentence = re.sub(rf"^{MESSAGE[language]} \d+:? ", "", sentence)
        return any(each.fullmatch(sentence) for each in self.patterns[language] if each)

    def foreign(self, texts, language):
        return {*texts} & self.other[language]


def pattern(text):
    """What a text may be once its variables are filled in; None for what is little but those."""
    if len(re.sub(r"\$\{\w+\}", "", text)) < SHORT:
        return None
    return re.compile(VARIABLE.sub("(?:.*)", re.escape(" ".join(text.split()))), re.S)


@pytest.fixture(scope="module")
def sayings():
    return Sayings()


@pytest.fixture(scope="module")
def source():
    with listening() as server:
        server.says("/rss", FEED, Content_Type="application/rss+xml")
        server.says("/page", PAGE, Content_Type="text/html")
        # What is sent there is not read: the next one comes by another connection.
        server.hangs_up("/hook", OK + b"Content-Length: 2\r\n\r\nok")
        yield server


@pytest.fixture(scope="module")
def site(source, forks, tmp_path_factory, database_server, sayings):
    """Two web servers over one database."""
    folder = forks.made(tmp_path_factory.mktemp("twice"), "twice", source.url("/rss"))
    with database_server(folder) as server, servers(folder, server, forks) as urls:
        known = json.loads((folder / "known.json").read_text())
        with watched(server.storage) as last:
            yield Site(urls, known | {"source": source.url("")}, last, sayings)


@contextmanager
def servers(folder, server, forks):
    conf = configured(folder / "twice.conf", server.storage)
    started = [forks.order("web", folder / f"web{n}.log", conf) for n in range(2)]
    ports = [folder / f"{number}.port" for number in started]
    try:
        end = time.monotonic() + PATIENCE
        while not all(each.exists() for each in ports):
            assert time.monotonic() < end
            time.sleep(0.05)
        yield [f"http://localhost:{each.read_text()}/plone" for each in ports]
    finally:
        for number in started:
            os.kill(number, signal.SIGTERM)
        for number in started:
            forks.order("wait", number)


@contextmanager
def watched(storage):
    """A function that gives the last transaction of any process."""
    database = databaseFromString(f"<zodb>\n{storage}\n</zodb>")
    # What ZEO's server has sent until now has come when it answers.
    arrived = getattr(database.storage, "ping", lambda: None)

    def last():
        arrived()
        with database.transaction() as connection:
            return connection._storage.lastTransaction()

    yield last
    database.close()


class Answer:
    """An answer: its ``verdict``, what is ``said`` in sentences, and all ``words`` on the page."""

    def __init__(self, answer, is_written):
        self.status, self.text, self.is_written = answer.status_code, answer.text, is_written
        self.url = answer.url
        is_page = "text/html" in answer.headers.get("Content-Type", "")
        read = self._page if is_page else self._json
        read(answer)

    def _page(self, answer):
        tree = html.fromstring(answer.text)
        for each in tree.xpath("//script | //style"):
            each.drop_tree()
        signs = tree.xpath(SIGNS)
        self.said = [*dict.fromkeys(chain.from_iterable(map(sentences, signs)))]
        self.is_refused = any(
            "portalMessage" not in (look := each.get("class", "")) or "danger" in look
            for each in signs
        )
        attributes = "@aria-label | @title | @alt | @placeholder | @value"
        texts = chain(tree.itertext(), tree.xpath(f"//*/{attributes.replace(' | ', ' | //*/')}"))
        self.words = [" ".join(each.split()) for each in texts if isinstance(each, str)]

    def _json(self, answer):
        given = answer.json() if answer.text.startswith(("{", "[")) else {}
        message = given.get("message", "") if isinstance(given, dict) else ""
        self.said = [message] if message else []
        self.is_refused = self.status >= 400
        self.words = [*strings(given)]

    @property
    def verdict(self):
        """``done`` or ``refused``, else what is wrong with the answer."""
        if self.status >= 500:
            return f"status {self.status}"
        if self.is_refused:
            return REFUSED if self.said else f"bare refusal, status {self.status}"
        return "done" if self.status < 400 else f"bare error, status {self.status}"


def sentences(sign):
    """What stands in a sign: its paragraphs or items, else the whole of it."""
    for each in sign.xpath("./strong | ./svg | ./img"):
        each.drop_tree()  # Plone's own mark of what kind of message it is
    parts = sign.xpath(".//li | .//p") or [sign]
    return [" ".join(each.text_content().split()) for each in parts if each.text_content().strip()]


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


def form_in(page, row):
    """What stands in the fields of a row's form."""
    forms = html.fromstring(page).forms
    form = next(each for each in forms if each.action.endswith(row.path))
    return dict(form.fields)


class Site:
    """The two servers, and those who ask them."""

    def __init__(self, urls, known, last, sayings):
        self.urls, self.known, self.last, self.sayings = urls, known, last, sayings
        self.sessions, self.tokens, self.deviations = {}, {}, []

    def ask(self, who, language, server, path, given, uploads=None):
        """What is answered to a person, in a language, by one of the servers."""
        session, before = self.session(who), self.last()
        method, _space, at = path.rpartition(" ")
        session.cookies.set("I18N_LANGUAGE", language)
        headers = {"Accept-Language": language}
        how = {"timeout": PATIENCE}
        headers["Accept"] = "application/json" if method else "text/html"
        if method and not uploads:
            how["json"] = given
        else:
            token = {} if method else {"_authenticator": self.tokens.get(who)}
            how |= {"data": given | token, "files": uploads}
        url = f"{self.urls[server]}/{self.put(at)}"
        answer = session.request(method or "POST", url, headers=headers, **how)
        return Answer(answer, self.last() != before)

    def session(self, who):
        if who not in self.sessions:
            session = self.sessions[who] = requests.Session()
            session.auth = (who, PASSWORD) if who else None
            self.opened(who, "hub")
        return self.sessions[who]

    def opened(self, who, path, language="sv"):
        """What a page shows; its forms have a token."""
        cookies = {"I18N_LANGUAGE": language}
        url = f"{self.urls[0]}/{self.put(path)}"
        page = self.session(who).get(url, cookies=cookies, timeout=PATIENCE).text
        if found := TOKEN.search(page):
            self.tokens[who] = found[1] or found[2]
        return page

    def learn(self, row, text):
        """Keep what acts after this one are about."""
        for name, wanted in row.gives.items():
            if found := re.search(wanted, text):
                self.known[name] = found[1]
            else:
                self.note(row, "first", f"gives no {name}")

    def put(self, value):
        """What is sent, with what it is about in its places."""
        if isinstance(value, dict):
            return {self.put(name): self.put(each) for name, each in value.items()}
        if isinstance(value, list | tuple):
            return [*map(self.put, value)]
        if isinstance(value, str):
            return re.sub(
                r"\{(\w+)\}", lambda found: str(self.known.get(found[1], "nowhere")), value
            )
        return value

    def send(self, row, who, language, server, path="", given=None):
        given = row.given if given is None else given
        # Whoever sends a form has seen its page, which may write down who has read it.
        page = self.opened(who, row.opened, language) if row.opened else ""
        if row.is_filled:
            given = form_in(page, row) | given
        return self.ask(who, language, server, path or row.path, self.put(given), row.files)

    def check(self, row, when, answer, language, wanted):
        """Write down where an answer is not as it should be."""
        verdict = answer.verdict
        if wanted == GONE:
            is_right = answer.status in (401, 403, 404) or "insufficient-privileges" in answer.url
            wanted = REFUSED
            verdict = verdict if not is_right else REFUSED
        is_right = verdict == (REFUSED if wanted in (REFUSED, NEVER) else "done")
        is_written = wanted == ANOTHER or (wanted == REFUSED and row.takes_turn)
        if not is_right or answer.is_written is not is_written:
            found = f"{verdict}, {'something' if answer.is_written else 'nothing'} written"
            self.note(row, when, f"{found} instead of {wanted}: {answer.said} {answer.url}")
        for each in answer.said:
            if not self.sayings.is_said(each, language):
                self.note(row, when, f"not of the catalogue in {language}: {each}")
        if foreign := self.sayings.foreign(answer.words, language):
            self.note(row, when, f"not {language}: {sorted(foreign)}")

    def note(self, row, when, what):
        self.deviations.append(f"{row.act} ({row.path}), {when}: {what}")


def test_every_act_is_in_the_table():
    rows = [row for rows in GROUPS.values() for row in rows]
    listed = Counter(row.act for row in rows) + Counter(row.act for row in rows if row.service)
    assert acts() - listed == Counter()
    assert listed.keys() - acts().keys() == set()


@pytest.mark.parametrize("name", GROUPS)
def test_whoever_does_it_again_finds_what_the_first_did(site, name):
    site.deviations.clear()
    try_all(site, GROUPS[name])
    assert not site.deviations, "\n".join(site.deviations)


def try_all(site, rows):
    for row in reversed(rows):
        if row.early:
            first, _second = row.who
            site.check(row, "too early", site.send(row, first, "sv", 0), "sv", row.early)
    for row in rows:
        try_one(site, row)
    for row in rows:
        if row.late:
            _first, second = row.who
            site.check(row, "too late", site.send(row, second, "en", 1), "en", row.late)


def try_one(site, row):
    first, second = row.who
    if row.opened:
        site.learn(row, site.opened(first, row.opened))
    answer = site.send(row, first, "sv", 0)
    site.check(row, "first", answer, "sv", row.again if row.again in (READS, NEVER) else ANOTHER)
    if not row.opened:
        site.learn(row, f"{answer.url}\n{answer.text}")
    site.check(row, "second", site.send(row, second, "en", 1), "en", row.again)
    if row.service:
        path, given = row.service
        answer = site.send(row, second, "en", 0, path, given)
        site.check(row, "by the service", answer, "en", row.again)
    site.check(row, "again", site.send(row, first, "sv", 0), "sv", row.again)
