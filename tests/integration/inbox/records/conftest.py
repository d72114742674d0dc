"""What the rooms about messages share, and a message's page without the rest of it."""

import re

import pytest
import transaction
from helpers.integration.inbox.records import OLD, PICTURE, point
from mailserver import receiving
from officers import NOW, channel, hub, joins, people, receive, rest  # noqa: F401
from plone import api
from settling import settle
from zope.component import getMultiAdapter
from zope.interface import alsoProvides, implementer
from zope.publisher.browser import BrowserView

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.desk.interfaces import IMessageSections, IMessageView
from katrineholm.socialhub.inbox.steps.steps import act, state_facts
from katrineholm.socialhub.interfaces import ISocialHubLayer

TOKEN = re.compile(r'name="_authenticator" value="(\w+)"')


@implementer(IMessageView)
class Page(BrowserView):
    now = NOW


@pytest.fixture
def sections(hub):  # noqa: F811
    """A function that gives the sections of a message's page: ``sections("anna", number)``."""

    def sections(name, number):
        api.portal.get()._p_jar.sync()
        request = api.portal.get().REQUEST
        alsoProvides(request, ISocialHubLayer)
        page = Page(hub, request)
        page.hub, page.number = hub, number
        with api.env.adopt_user(name):
            manager = getMultiAdapter(
                (hub, request, page), IMessageSections, name="socialhub.messagesections"
            )
            manager.update()
            return manager.render()

    return sections


@pytest.fixture
def do(hub):  # noqa: F811
    """A function that takes a step, not committed: ``do("anna", number, "act", rules=["K1"])``.

    Before closing what nobody has answered is answered by no.
    """

    def do(name, number, step, now=NOW, **given):
        if step == "close":
            settle(messages_of(hub), number, now)
            given = {"outcome": "Klart", **given}
        with api.env.adopt_user(name):
            return act(hub, number, step, given, now=now)

    return do


@pytest.fixture
def log(hub):  # noqa: F811
    """A function that gives what the log's latest line of a kind holds: ``log(number, "copy")``."""

    def log(number, step):
        api.portal.get()._p_jar.sync()
        lines = [line for line in messages_of(hub).log(number) if line["step"] == step]
        return lines[-1] if lines else None

    return log


@pytest.fixture
def post_as(people, submit):  # noqa: F811
    """A function that sends a form of the hub's: ``post_as("anna", "set-secrecy", number=1)``.

    It gives what came of it: done, refused, login (it is somebody else's), or the status.
    """

    def post_as(who, page, **form):
        form = {name: str(value) for name, value in form.items()}
        answer = submit(people[who] if who else (), f"hub/@@{page}", form, token=bool(who))
        where = answer.headers.get("Location", "")
        if answer.status_code == 302:
            return "login" if "require_login" in where or "@@login" in where else "done"
        is_refused = answer.status_code == 200 and 'role="alert"' in answer.text
        return "refused" if is_refused else answer.status_code

    return post_as


@pytest.fixture
def case(hub, receive):  # noqa: F811
    """A function that lets a message arrive that is to be registered: its number."""

    def case(text="Jag överklagar", **facts):
        number = receive(text, sender={"name": "Eva Ek"}, subject="Överklagan")
        with api.env.adopt_user("anna"):
            state_facts(hub, number, facts or {"case": True})
        transaction.commit()
        return number

    return case


@pytest.fixture
def removed_comment(receive, do):  # noqa: F811
    """A function that takes a comment down: its number."""

    def removed_comment(**values):
        number = receive(f"Dumma! {len(values)}", **values)
        do("anna", number, "act", rules=["K1"], reason="Personangrepp")
        do("anna", number, "unpublish", receipt="Dold")
        transaction.commit()
        return number

    return removed_comment


@pytest.fixture
def send(people, browse):  # noqa: F811
    """A function that sends the form with files: ``send(number, {…}, [(name, data)])``."""

    def send(number, form, files=(), who="anna"):
        session = browse(*people[who])
        token = TOKEN.search(session.get("hub/@@messages/1").text)[1]
        answer = session.post(
            "hub/@@complete-message",
            data=form | {"number": str(number), "_authenticator": token},
            files=[("files", each) for each in files],
            allow_redirects=False,
        )
        transaction.begin()
        return answer

    return send


@pytest.fixture
def post():
    with receiving() as post:
        yield post


@pytest.fixture
def direct(receive, post):  # noqa: F811
    """A direct message, after whose arrival the mail server has been set up."""
    number = receive(
        "Lyset är trasigt\n<b>på torget</b>",
        is_direct=True,
        files={"bild.png": PICTURE},
        sender={"name": "Eva\r\nBcc: alla@example.se"},
    )
    point(post.port)
    return number


@pytest.fixture
def closed(receive, hub, do):  # noqa: F811
    """A function that makes a closed message: its number."""

    def closed(text="Hemlig text", at=OLD):
        number = receive(text, now=at, files={"a.png": b"\x89PNG\r\n\x1a\n"})
        messages_of(hub).record(number, "note", {"text": "Hemlig not"}, who="anna", now=at)
        do("anna", number, "close", now=at)
        transaction.commit()
        return number

    return closed
