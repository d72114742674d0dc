"""A visitor is told calmly where nothing new could be fetched."""

from dataclasses import dataclass
from time import time

import pytest

from katrineholm.socialhub.public.listings import staleness as module
from katrineholm.socialhub.public.listings.staleness import staleness_notice
from katrineholm.socialhub.refresh.state import State

HOUR = 3600


@dataclass
class Facts:
    feed_url: str = "https://blogg.example.se/feed"
    interval: int = 60


@pytest.fixture
def told(portal, monkeypatch):
    """A function that gives the sentence: ``told(state, worker's hours)``."""

    def told(state=None, hours=0, channels=1):
        seen = int(time()) - hours * HOUR if hours is not None else 0
        monkeypatch.setattr(module, "current_state", lambda hub, facts: state)
        monkeypatch.setattr(module.lease, "last_finished_round", lambda site: seen)
        return staleness_notice(None, [Facts()] * channels)

    return told


def ago(hours):
    return int(time()) - hours * HOUR


def failing(**values):
    return State("https://blogg.example.se/feed", failures=3, code="gone", **values)


def test_a_source_that_fails_says_since_when(told):
    text = told(failing(checked=ago(50), since=ago(49)))
    assert text.startswith("Vi har inte kunnat hämta något nytt sedan ")
    assert text.endswith(".")
    assert told(failing(checked=ago(24), since=ago(23))).startswith(
        "Vi har inte kunnat hämta något nytt sedan i går "
    )


def test_what_was_away_for_an_hour_is_no_news(told):
    assert told(failing(checked=ago(2), since=ago(1))) == ""
    assert told(failing(since=ago(1))) == ""
    assert told(None) == ""


def test_what_never_answered_is_told_of_as_such(told):
    assert told(failing(since=ago(7))) == "Vi har inte kunnat hämta något härifrån ännu."


def test_several_are_told_of_when_the_worker_has_stood_still(told):
    working = State("https://blogg.example.se/feed", checked=ago(1))
    assert told(working, hours=1, channels=3) == ""
    text = told(working, hours=30, channels=3)
    assert text.startswith("Vi har inte kunnat hämta något nytt sedan ")
    assert told(working, hours=None, channels=3) == ""
