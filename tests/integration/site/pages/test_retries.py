"""What is done when others write at the same time."""

from io import BytesIO

import pytest
import transaction
from transaction.interfaces import TransientError
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest, setRequest
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.HTTPResponse import HTTPResponse

from katrineholm.socialhub.core.messages.store import IncomingMessage, messages_of
from katrineholm.socialhub.site.pages.retries import TRIES, once_per_request, write_with_retries

NOW = 1_790_000_000


def incoming(name):
    return IncomingMessage(name, "news", {"text": name, "sender": "unknown"})


@pytest.fixture
def hub(functional_administration):
    return functional_administration.aq_parent


def rival(hub, name):
    """Another process takes in a message."""
    with hub._p_jar.db().transaction() as connection:
        there = connection.root()["Application"].unrestrictedTraverse(hub.getPhysicalPath())
        messages_of(there).receive(incoming(name), now=NOW)


def test_what_meets_another_is_written_again_and_both_are_kept(hub):
    rival(hub, "before")
    transaction.begin()
    tried, pauses = [], []

    def write(tries):
        tried.append(tries)
        number = messages_of(hub).receive(incoming("mine"), now=NOW, tries=tries)
        if tries == 0:
            rival(hub, "rival")
        return number

    number = write_with_retries(write, pause=pauses.append)
    transaction.begin()
    assert (tried, pauses[0], len(pauses)) == ([0, 1], 0, 2)
    assert (
        messages_of(hub).number_of_source("mine")
        == number
        != messages_of(hub).number_of_source("rival")
    )
    assert (len(messages_of(hub)), messages_of(hub).first_mismatch()) == (3, None)


def test_what_was_written_stays_whatever_becomes_of_the_request(hub):
    write_with_retries(lambda tries: messages_of(hub).receive(incoming("mine"), now=NOW))
    transaction.abort()
    assert messages_of(hub).number_of_source("mine") == 1


def test_a_refusal_is_the_callers_and_writes_nothing(hub):
    def refuse(tries):
        messages_of(hub).receive(incoming("mine"), now=NOW)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        write_with_retries(refuse)
    assert messages_of(hub).number_of_source("mine") is None


def test_after_many_tries_the_conflict_is_zopes(hub):
    pauses = []

    def never(tries):
        raise TransientError

    with pytest.raises(TransientError):
        write_with_retries(never, pause=pauses.append)
    assert len(pauses) == TRIES
    assert IAnnotations(hub).get("nothing") is None


def request():
    return HTTPRequest(BytesIO(), {"SERVER_NAME": "a", "SERVER_PORT": "80"}, HTTPResponse())


def test_a_thing_is_done_once_for_all_tries_of_a_request():
    made = []

    def make():
        made.append(len(made))
        return made[-1]

    before, first, another = getRequest(), request(), request()
    setRequest(first)
    assert once_per_request("a", make) == 0
    setRequest(first.retry())
    assert (
        once_per_request("a", make),
        once_per_request("b", make),
        once_per_request("a", make),
    ) == (0, 1, 0)
    setRequest(another)
    assert once_per_request("a", make) == 2
    setRequest(None)
    assert once_per_request("a", make) == 3
    setRequest(before)
