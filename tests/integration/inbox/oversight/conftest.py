"""What the rooms about messages share, and the information office."""

import re

import pytest
import transaction
from helpers.integration.inbox.oversight import LAST
from helpers.integration.inbox.records import OLD, PICTURE, point
from mailserver import receiving
from officers import NOW, PASSWORD, channel, hub, joins, people, receive, rest  # noqa: F401
from plone import api
from settling import settle
from zope.component import getMultiAdapter
from zope.interface import alsoProvides, implementer
from zope.publisher.browser import BrowserView

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.desk.interfaces import IMessageSections, IMessageView
from katrineholm.socialhub.inbox.oversight import yearly_figures
from katrineholm.socialhub.inbox.steps.steps import set_facts, take_step
from katrineholm.socialhub.interfaces import ISocialHubLayer

YEAR = 365 * 24 * 3600


@pytest.fixture
def office(person):
    """A member of the information office: name and password."""
    return person("Information Officer")


@pytest.fixture
def login(people, office):  # noqa: F811
    """A function that gives name and password: ``login("anna")``, ``login("office")``, ``()``."""
    return lambda name: {"": (), "office": office}.get(name) or (name, PASSWORD) if name else ()


@pytest.fixture
def removed(receive, take):  # noqa: F811
    """A function that lets Anna take a message down: ``removed("Text")``; its number."""

    def removed(text="Ni är dumma", now=NOW, **values):
        number = receive(text, now=now, **values)
        take("anna", number, "act", now, rules=["K1"], reason="Personangrepp")
        take("anna", number, "unpublish", now, receipt="Dold")
        return number

    return removed


@pytest.fixture
def counted(make_worker, receive, removed, take, once):  # noqa: F811
    """Seven answered and six taken down of last year, two open of this one; counted."""

    def make():
        for number in range(7):
            message = receive(f"Fråga {number}", now=NOW - YEAR)
            take("anna", message, "claim", NOW - YEAR + 3600)
            take("anna", message, "answer", NOW - YEAR + 7200, answer="Ja", in_office=True)
        for number in range(6):
            removed(f"Dumma {number}", now=NOW - YEAR)
        receive("Hej", now=NOW)
        receive("Hemligt", now=NOW, is_direct=True)
        worker = make_worker()
        worker.take_lease()
        yearly_figures.count_all_years(worker)

    once("counted", make)


@pytest.fixture
def published(counted, hub):  # noqa: F811
    yearly_figures.publish_year(hub, LAST, who="office", now=NOW)
    transaction.commit()


@pytest.fixture
def other(channel, make_functional_channel):  # noqa: F811
    """Another channel with dialogue, that nobody answers for."""
    return make_functional_channel("flickr", title="Bilderna", dialogue=True)


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
            return take_step(hub, number, step, given, now=now)

    return do


@pytest.fixture
def take(do):
    """``do``, committed: ``take("anna", number, "act", rules=["K1"])``."""

    def take(who, number, step, now=NOW, **given):
        do(who, number, step, now, **given)
        transaction.commit()

    return take


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
            set_facts(hub, number, facts or {"case": True})
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


@pytest.fixture
def answered(people, submit, browse):  # noqa: F811
    """A function that sends a form, follows it, and gives the page that a person sees."""

    def answered(who, page, numbers, **form):
        form = {"numbers": [str(number) for number in numbers], **form}
        answer = submit(people[who], f"hub/@@{page}", form)
        if answer.status_code != 302:
            return answer.text
        return (
            browse(*people[who])
            .get(answer.headers["Location"], cookies=answer.cookies.get_dict())
            .text
        )

    return answered


@pytest.fixture
def number(receive):  # noqa: F811
    """The number of a message that has come in."""
    return receive()
