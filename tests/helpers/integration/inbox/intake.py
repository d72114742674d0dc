"""What the tests of ``inbox/intake`` have in common."""

import json
import re
from datetime import UTC, datetime

import transaction
from plone import api
from settling import settle
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.steps.steps import take_step

NOW = 1_790_000_000
FEED = "/comments/feed/atom/"
REPORT, CONTACT = "hub/kultur/bloggen/@@report-comment", "hub/kultur/bloggen/@@contact-responsible"
TOKEN = re.compile(r'name="_authenticator" value="(\w+)"')
ADDRESS = "https://bloggen.example.se/1#comment-3"
SPITE = {"address": ADDRESS, "reason": "K1", "text": "Han hotar min granne."}
QUESTION = {"subject": "Öppettider", "text": "När öppnar ni?"}
MINUTE, DAY = 60, 24 * 3600
TEXT = "Ni är riktigt dåliga på att ploga."
REST = b"<p>" + b"Mycket annat om parken och om badet. " * 10 + b"</p>"


def iso(seconds):
    return datetime.fromtimestamp(seconds, UTC).isoformat()


class Blog:
    """A WordPress blog on loopback; ``comments`` are what its feed gives, the newest first."""

    def __init__(self, server):
        self.server = server
        self.comments = []
        server.says("/feed/", b"")

    def comment(self, number, text, *, answers=None, at=NOW - 60, by="Ville", post="park"):
        url = self.address(number, post)
        above = self.address(answers, post) if answers else self.server.url(f"/{post}/")
        self.comments.insert(
            0,
            f"<entry><id>{url}</id><link rel='alternate' href='{url}'/>"
            f"<author><name>{by}</name></author><published>{iso(at)}</published>"
            f"<content type='html'><![CDATA[{text}]]></content>"
            f"<thr:in-reply-to ref='{above}' href='{above}'/></entry>",
        )
        self.say()
        return url

    def edit(self, old, new):
        self.comments = [each.replace(old, new) for each in self.comments]
        self.say()

    def say(self, **headers):
        body = (
            "<feed xmlns='http://www.w3.org/2005/Atom' "
            "xmlns:thr='http://purl.org/syndication/thread/1.0'><title>Kommentarer</title>"
            f"{''.join(self.comments)}</feed>"
        ).encode()
        self.server.says(FEED, body, **headers)

    def address(self, number, post="park"):
        return self.server.url(f"/{post}/#comment-{number}")

    def asked(self):
        """The paths that were asked since the last time."""
        paths = [request.path for request in self.server.requests]
        self.server.requests.clear()
        return paths


def talking(channel, **values):
    """An old official channel with a dialogue, which Anna answers for."""
    values = {"dialogue": True, "official_since": None, "responsible": "anna"} | values
    for name, value in values.items():
        setattr(channel, name, value)
    notify(ObjectModifiedEvent(channel))
    channel.reindexObject()
    transaction.commit()
    return channel


def status(server, number, text, *, answers=200, by="ville", at=NOW - 60):
    host = f"127.0.0.1:{server.port}"
    account = {"id": "7", "acct": by, "display_name": by.title()}
    url = f"http://{host}/@{by.partition('@')[0]}/{number}"
    return {
        "id": str(number),
        "uri": url,
        "url": url,
        "created_at": iso(at),
        "in_reply_to_id": str(answers),
        "content": f"<p>{text}</p>",
        "account": account | {"url": f"http://{host}/@{by}"},
    }


def says(server, path, *statuses):
    server.says(path, json.dumps({"ancestors": [], "descendants": statuses}).encode())


def texts(hub):
    messages = messages_of(hub)
    return [messages[number]["captured"]["text"] for number in messages.root["messages"]]


def receipt_of(answer):
    assert answer.status_code == 302
    return re.fullmatch(r".*\?receipt=(\d{4}-\w{6})", answer.headers["Location"])[1]


def looks(hub, number):
    log = messages_of(hub).log(number)
    return [dict(line["given"]) for line in log if line["step"] == "looked"]


def shows(server, path, *parts):
    server.says(path, b"<html><body>" + REST + "".join(parts).encode() + b"</body></html>")


def as_anna(hub, number, step, **given):
    if step == "close":
        settle(messages_of(hub), number, NOW)
    with api.env.adopt_user("anna"):
        take_step(hub, number, step, given, now=NOW)
    transaction.commit()
