"""The acts by which the office adds, changes and removes topics."""

from html import unescape
from urllib.parse import urlencode

import pytest
import transaction
from helpers.integration.public.listings import cards

from katrineholm.socialhub.public.listings import topics
from katrineholm.socialhub.public.listings.topics import Topic


@pytest.fixture
def hub(topic_hub):
    return topic_hub


@pytest.fixture
def send(hub, office, submit):
    """A function that sends a form of the page as the office; the answer."""
    return lambda **form: unescape(submit(office, "hub/@@topics", form).text)


def test_a_topic_is_made_changed_and_removed(hub, send, get):
    send(do="save", id="", title="Bad & häng", words="#bad\r\n\r\nsim*\r\n#bad")
    transaction.begin()
    made = topics.topics_of(hub)[0]
    assert made == Topic("bad-hang", "Bad & häng", ("#bad", "sim*"))
    assert {*cards(get(f"hub?{urlencode({'topic': made.id})}"))} == {"Simskola", "Kallbad"}
    send(do="save", id=made.id, title="Simning", english_title="Swimming", words="sim*")
    transaction.begin()
    assert topics.topics_of(hub)[1] == Topic("bad-hang", "Simning", ("sim*",), "Swimming")
    assert "Kryssa i" in send(do="remove", id=made.id)
    send(do="remove", id=made.id, confirmed="1")
    assert "finns inte längre" in send(do="save", id=made.id, title="Simning", words="sim*")
    transaction.begin()
    assert [each.id for each in topics.topics_of(hub)] == ["ort"]


def test_a_name_is_there_once_and_so_is_an_id(hub, send):
    assert "redan ett ämne" in send(do="save", id="", title="orten", words="ort")
    send(do="save", id="", title="Ort!", words="ort")
    transaction.begin()
    assert {each.id for each in topics.topics_of(hub)} == {"ort", "ort-2"}
