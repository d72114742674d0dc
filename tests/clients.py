"""People and programs who write to a site at once, through its web servers.

A client writes down what a server has taken (an answer below 300, or a form's redirect), so that
what is in the database afterwards can be compared.
"""

import random
import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from time import monotonic

import requests

TOKEN = re.compile(r'data-token="(\w+)"|name="_authenticator" value="(\w+)"')
JSON = {"Accept": "application/json"}
PORTLET = "katrineholm.socialhub.portlet.feed"
ANNA = "anna@example.se"
PEOPLE = {"responsible": f"Anna <{ANNA}>", "substitute": "Bert <bert@example.se>"}
SECONDS = 300  # until a client gives up an answer


class Taken:
    """What the servers have taken, by kind; ``answers`` counts (kind, status)."""

    def __init__(self):
        self.answers = Counter()
        self.bad = []
        self.receipts = {}
        self.channels = {}
        self.steps = defaultdict(list)
        self.notes = defaultdict(list)
        self.hidden = {}
        self.absences = defaultdict(set)
        self.portlets = set()
        self.settings = None

    def __str__(self):
        lines = (f"{kind:9} {status} {n:5}" for (kind, status), n in sorted(self.answers.items()))
        return "\n".join(lines)


class Client:
    """One connection to one web server; does its kinds of writes in turn, in an order of chance."""

    def __init__(self, number, url, taken, feed_url):
        self.number, self.url, self.taken, self.feed_url = number, url, taken, feed_url
        self.random, self.count = random.Random(number), 0
        self.session, self.anonymous = requests.Session(), requests.Session()
        self.session.auth = ("admin", "admin")
        self.own, self.messages, self.entries = [], [], []

    def prepare(self):
        """Learn what forms ask for; the first pages of a new server take their time."""
        self.tokens = {each: self.token(each) for each in (self.session, self.anonymous)}

    def write(self, seconds):
        """Write for so long."""
        # What lies in one place for the whole site few people write; settings: one, or nobody could
        # say which was the last.
        kinds = [*EVERYBODYS, *((place, place) if self.number < 2 else ())]
        kinds += (decide, decide, decide) if self.number == 0 else ()
        end = monotonic() + seconds
        while monotonic() < end:
            self.random.shuffle(kinds)
            for kind in kinds:
                self.count += 1
                kind(self, f"{self.number}-{self.count}")

    def token(self, session):
        path = "/hub/kultur/kanal-0" if session is self.session else CONTACT.format(0)
        answer = session.get(f"{self.url}{path}", timeout=SECONDS)
        found = TOKEN.search(answer.text)
        assert found, (path, answer.status_code, answer.text)
        return found[1] or found[2]

    def ask(self, kind, method, path, *, session=None, **how):
        """The answer, counted; None where the server has not taken what was sent."""
        session, how = session or self.session, {"headers": JSON} | how
        # Each is another visitor, or the brake for floods would be what is measured.
        visitor = f"10.{self.number}.{self.count // 250}.{self.count % 250}"
        how["headers"] = how["headers"] | {"X-Forwarded-For": visitor}
        answer = session.request(
            method, f"{self.url}{path}", allow_redirects=False, timeout=SECONDS, **how
        )
        self.taken.answers[kind, answer.status_code] += 1
        if answer.status_code >= 400:
            self.taken.bad.append((kind, answer.status_code, answer.text[:300]))
            return None
        return answer

    def send(self, kind, path, data, session=None):
        """A form."""
        session = session or self.session
        data = data | {"_authenticator": self.tokens[session]}
        return self.ask(kind, "POST", path, session=session, data=data, headers={})

    @property
    def channel(self):
        return f"/hub/kultur/kanal-{self.random.randrange(CHANNELS)}"


CHANNELS = 6
# All add their channels to the same few.
ADMINISTRATIONS = tuple(f"/hub/forvaltning-{number}" for number in range(3))
STEPS = ("report", "make-official")
CONTACT = "/hub/kultur/kanal-{}/@@contact-responsible"


def report(client, name):
    """A visitor's program reports a comment."""
    address = f"https://kanal-1.example.se/{name}"
    said = {"quote": f"Kommentar {name}", "reason": "other", "text": f"Det är fel {name}"}
    body = {"address": address, **said}
    path = f"{client.channel}/@report"
    if answer := client.ask("report", "POST", path, session=client.anonymous, json=body):
        client.taken.receipts[answer.json()["receipt"]] = name


def contact(client, name):
    """A visitor writes to the responsible."""
    data = {"subject": f"Fråga {name}", "text": f"Hej {name}"}
    path = f"{client.channel}/@@contact-responsible"
    if answer := client.send("contact", path, data, session=client.anonymous):
        receipt = answer.headers["Location"].partition("receipt=")[2]
        client.taken.receipts[receipt] = name


def create(client, name):
    """An editor adds a channel, where the others do, too."""
    address = f"https://ny-{name}.example.se/"
    body = {
        **{"@type": "Channel", "id": f"ny-{name}", "title": f"Ny {name}", "profile_url": address},
        **{"feed_url": f"{client.feed_url}?{name}", "purpose": "Berätta"},
        **PEOPLE,
    }
    at = client.random.choice(ADMINISTRATIONS)
    if client.ask("create", "POST", at, json=body):
        client.own.append(f"{at}/ny-{name}")
        client.taken.channels[client.own[-1]] = ""


def change(client, name):
    """An editor changes a channel."""
    if client.own:
        id = client.random.choice(client.own)
        body = {"description": f"Ändrad {name}"}
        if client.ask("change", "PATCH", id, json=body):
            client.taken.channels[id] = body["description"]


def step(client, name):
    """An editor reports a channel to the office, which makes it official: the worker's, then."""
    steps = client.taken.steps
    waiting = [id for id in client.own if len(steps[id]) < len(STEPS)]
    if waiting:
        id = waiting[0]
        step = STEPS[len(steps[id])]
        if client.ask("step", "POST", f"{id}/@workflow/{step}"):
            steps[id].append(step)


def hand_in(client, name):
    """An officer hands a message in."""
    path, body = f"{client.channel}/@messages", {"text": f"Inlämnat {name}"}
    if answer := client.ask("hand in", "POST", path, json=body):
        client.messages.append(answer.json()["id"])


def note(client, name):
    """An officer writes a note on a message; two on one would not know whose is the first."""
    if client.messages:
        number, body = client.random.choice(client.messages), {"text": f"Not {name}"}
        if client.ask("note", "POST", f"/hub/@messages/{number}/note", json=body):
            client.taken.notes[number].append(body["text"])


def hide(client, name):
    """An editor hides an entry, and shows it again."""
    if not client.entries:
        found = client.session.get(f"{client.url}/hub/@entries", headers=JSON, timeout=SECONDS)
        ids = [each["id"] for each in found.json()["items"]]
        client.entries = ids[client.number :: 8]
    if client.entries:
        id = client.random.choice(client.entries)
        is_hidden = client.taken.hidden.get(id, False)
        action = "show-entry" if is_hidden else "hide-entry"
        if client.send("hide", f"/hub/@@{action}", {"entry": id, "reason": "Fel"}):
            client.taken.hidden[id] = not is_hidden


def refresh(client, name):
    """An editor has a channel retrieved at once."""
    client.ask("refresh", "POST", f"{client.channel}/@refresh")


def away(client, name):
    """Somebody with a duty is away for a day; days that touch would become one period."""
    if client.own:
        day = (date.today() + timedelta(days=2 * client.count % 700)).isoformat()
        data = {"do": "note-absence", "person": ANNA, "first": day, "last": day}
        if client.send("absence", f"{client.own[0]}/@@duties", data):
            client.taken.absences[client.own[0]].add(day)


def place(client, name):
    """A portlet is placed on the site."""
    words = {"header": f"Nytt {name}", "more": "Mer", "layout": "list", "count": "3"}
    data = {f"form.widgets.{each}": value for each, value in words.items()}
    path = f"/++contextportlets++plone.rightcolumn/+/{PORTLET}"
    if client.send("portlet", path, data | {"form.buttons.add": "1"}):
        client.taken.portlets.add(f"Nytt {name}")


def decide(client, name):
    """The office changes a setting."""
    body = {"confirm_after": 30 + client.count % 300}
    if client.ask("setting", "PATCH", "/@controlpanels/socialhub", json=body):
        client.taken.settings = body["confirm_after"]


EVERYBODYS = (
    *(report, report, contact, create, change, step, step),
    *(hand_in, note, note, hide, refresh, away),
)
