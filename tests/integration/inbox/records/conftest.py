"""What the rooms about messages share, and a message's page without the rest of it."""

import pytest
from officers import channel, hub, people, receive, rest  # noqa: F401
from plone import api
from settling import settle
from zope.component import getMultiAdapter
from zope.interface import alsoProvides, implementer
from zope.publisher.browser import BrowserView

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.desk.interfaces import IMessageSections, IMessageView
from katrineholm.socialhub.inbox.steps.steps import act
from katrineholm.socialhub.interfaces import ISocialHubLayer

NOW = 1_790_000_000


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
