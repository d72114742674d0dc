"""Fetching now over REST."""

from datetime import UTC, datetime, timedelta

import pytest
import transaction
from plone import api

from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.streams import latest_entries

NOTHING = {"new": 0, "changed": 0, "withdrawn": 0}


@pytest.fixture
def channel(make_functional_channel, server):
    return make_functional_channel("bloggen", feed_url=server.url("/rss"), interval=30)


@pytest.fixture
def ask(request_factory):
    """``ask(role)`` posts to @refresh; gives the answer."""

    def post(role="Manager"):
        return request_factory(role=role).post("hub/kultur/bloggen/@refresh")

    return post


def fetched(ask):
    """The answer, its next moment as minutes from now."""
    answer = ask()
    assert answer.status_code == 200
    answer = answer.json()
    if answer["next_due"]:
        due = datetime.fromisoformat(answer["next_due"])
        answer["next_due"] = round((due - datetime.now(UTC)) / timedelta(minutes=1))
    return answer


def shown(channel):
    transaction.begin()
    timeline = timeline_of(api.portal.get().hub)
    return [entry["title"] for entry in latest_entries(timeline, [channel.UID()])]


@pytest.mark.parametrize(
    ("said", "problem", "soonest", "latest"),
    [
        (
            {"status": 404},
            {"code": "missing", "message": "Det finns inget på den här adressen (404)."},
            22,
            38,
        ),
        (
            {"body": b"<!doctype html><title>Ej</title>"},
            {"code": "html", "message": "Det här är en webbsida, inte ett flöde."},
            22,
            38,
        ),
        (
            {"status": 429, "Retry_After": "7200"},
            {"code": "busy", "message": "Servern ber oss återkomma senare (429)."},
            119,
            120,
        ),
    ],
)
def test_a_failure_is_told_in_a_swedish_sentence_and_changes_nothing(
    channel, server, ask, rss, said, problem, soonest, latest
):
    server.says("/rss", rss("b", "a"))
    fetched(ask)
    server.says("/rss", **said)
    answer = fetched(ask)
    assert soonest <= answer.pop("next_due") <= latest
    assert answer == NOTHING | {"status": "failed", "problem": problem}
    assert shown(channel) == ["B", "A"]


def test_a_feed_that_is_gone_waits_for_a_person_who_can_ask_again(channel, server, ask, rss):
    server.says("/rss", status=410)
    answer = fetched(ask)
    assert (answer["status"], answer["problem"]["code"], answer["next_due"]) == (
        "failed",
        "gone",
        None,
    )
    server.says("/rss", rss("a"))
    assert fetched(ask)["status"] == "ok"


def test_the_anonymous_visitor_may_not_ask(channel, server, ask):
    assert ask("Anonymous").status_code == 401
    assert server.requests == []
