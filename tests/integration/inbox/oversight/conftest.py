"""What the rooms about messages share, and the information office."""

import pytest
import transaction
from helpers.integration.inbox.oversight import LAST
from officers import NOW, PASSWORD, channel, hub, people, receive, rest  # noqa: F401
from plone import api
from settling import settle

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.oversight import yearly
from katrineholm.socialhub.inbox.steps.steps import act

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
        yearly.count_all(worker)

    once("counted", make)


@pytest.fixture
def published(counted, hub):  # noqa: F811
    yearly.publish(hub, LAST, who="office", now=NOW)
    transaction.commit()


@pytest.fixture
def other(channel, make_functional_channel):  # noqa: F811
    """Another channel with dialogue, that nobody answers for."""
    return make_functional_channel("flickr", title="Bilderna", dialogue=True)
