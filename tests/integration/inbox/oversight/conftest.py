"""What the rooms about messages share, and the information office."""

import pytest
import transaction
from officers import NOW, PASSWORD, channel, hub, people, receive, rest  # noqa: F401
from plone import api
from settling import settle

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.steps.steps import act


@pytest.fixture
def office(person):
    """A member of the information office: name and password."""
    return person("Information Officer")


@pytest.fixture
def login(people, office):  # noqa: F811
    """A function that gives name and password: ``login("anna")``, ``login("office")``, ``()``."""
    return lambda name: {"": (), "office": office}.get(name) or (name, PASSWORD) if name else ()


@pytest.fixture
def take(hub):  # noqa: F811
    """A function that takes a step as somebody: ``take("anna", number, "act", rules=["K1"])``.

    Before closing what nobody has answered is answered by no.
    """

    def take(who, number, step, now=NOW, **given):
        if step == "close":
            settle(messages_of(hub), number, now)
            given = {"outcome": "Klart", **given}
        with api.env.adopt_user(username=who):
            act(hub, number, step, given, now=now)
        transaction.commit()

    return take


@pytest.fixture
def removed(receive, take):  # noqa: F811
    """A function that lets Anna take a message down: ``removed("Text")``; its number."""

    def removed(text="Ni är dumma", now=NOW, **values):
        number = receive(text, now=now, **values)
        take("anna", number, "act", now, rules=["K1"], reason="Personangrepp")
        take("anna", number, "unpublish", now, receipt="Dold")
        return number

    return removed
