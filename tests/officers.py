"""People with duties, and messages that have come in: fixtures for the rooms about messages."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.store import IncomingMessage
from katrineholm.socialhub.inbox.steps.authorities import ARCHIVISTS, REGISTRARS
from katrineholm.socialhub.inbox.steps.routing import receive_messages

PASSWORD = "correct-horse-battery"
PEOPLE = {"anna": (), "bert": (), "cia": (), "dan": (), "rut": (REGISTRARS,), "arne": (ARCHIVISTS,)}
NOW = 1_790_000_000


@pytest.fixture
def people(once):
    """Anna is responsible, Bert her substitute, Cia somebody else; Dan is head; Rut registrar."""
    once("people", make_people)
    return {name: (name, PASSWORD) for name in PEOPLE}


@pytest.fixture
def channel(people, make_functional_channel, functional_administration, once):
    """An official channel with duties."""

    def make():
        channel = make_functional_channel("bloggen", title="Bloggen")
        channel.responsible, channel.substitute = "anna", "bert"
        channel.__parent__.head = "dan"
        notify(ObjectModifiedEvent(channel))

    once("channel", make)
    return functional_administration["bloggen"]


@pytest.fixture
def hub(channel):
    return hub_of(channel)


@pytest.fixture
def receive(channel):
    """A function that lets a message arrive: ``receive("Text", is_direct=False)``; its number."""

    def receive(text="Ni är dumma", *, is_direct=False, files=(), now=NOW, at=None, **values):
        told = captured_content(text, how="typed", at=now, **values)
        incoming = IncomingMessage(
            f"test:{text}", (at or channel).UID(), told, is_direct, dict(files)
        )
        [number] = receive_messages(hub_of(channel), [incoming], now=now)
        transaction.commit()
        return number

    return receive


@pytest.fixture
def rest(request_factory):
    """A function that opens a REST session: ``rest("anna")``, ``rest()``."""
    return lambda name="": request_factory(basic_auth=(name, PASSWORD) if name else None)


@pytest.fixture
def joins(once):
    """A function that makes another person, of a group: the name and the password."""

    def joins(name, group):
        once(name, lambda: join(name, group))
        return name, PASSWORD

    return joins


def join(name, group):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.user.create(f"{name}@example.se", name, PASSWORD)
        api.group.add_user(groupname=group, username=name)


def make_people():
    with api.env.adopt_user(SITE_OWNER_NAME):
        for name, groups in PEOPLE.items():
            user = api.user.create(f"{name}@example.se", name, PASSWORD)
            user.setMemberProperties({"fullname": name.title()})
            for group in groups:
                api.group.add_user(groupname=group, username=name)
