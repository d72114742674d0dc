"""Fetching now over REST."""

import pytest
from helpers.integration.refresh import NOTHING, fetched, titles


@pytest.fixture
def channel(make_functional_channel, server):
    return make_functional_channel("bloggen", feed_url=server.url("/rss"), interval=30)


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
    assert titles(channel) == ["B", "A"]


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
