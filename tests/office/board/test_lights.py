from dataclasses import replace
from datetime import datetime

import pytest
from helpers.office.board import FEED, facts, seen

from katrineholm.socialhub.core.timeline.months import ZONE
from katrineholm.socialhub.office.board.lights import technique_light
from katrineholm.socialhub.refresh.report import Summary
from katrineholm.socialhub.refresh.state import MOVE_SECONDS

NOW = int(datetime(2026, 11, 25, 9, 0, tzinfo=ZONE).timestamp())
DAY = 24 * 3600


def gives_feed(platform):
    return platform != "facebook"


WORKS = Summary(FEED, checked=NOW - 600)
FAILING = replace(
    WORKS,
    failures=2,
    code="forbidden",
    values=(("status", "403"),),
    since=NOW - 2 * DAY,
    next_try=NOW + DAY,
)
LEFT = "It is not tried again before somebody fetches it."
REFUSED = "The server refuses to show this address (403)."


@pytest.mark.parametrize(
    ("changes", "summary", "expected"),
    [
        ({}, WORKS, ("green", (), ("The retrieval works.",))),
        ({}, Summary(FEED), ("grey", (), ("Not retrieved yet.",))),
        (
            {},
            FAILING,
            ("amber", ("broken",), (REFUSED, "Failed tries: 2, since 2026-11-23.")),
        ),
        (
            {},
            replace(FAILING, failures=3),
            ("red", ("broken",), (REFUSED, "Failed tries: 3, since 2026-11-23.")),
        ),
        (
            {},
            replace(FAILING, next_try=None),
            ("red", ("broken",), (REFUSED, LEFT, "Failed tries: 2, since 2026-11-23.")),
        ),
        (
            {},
            replace(FAILING, failures=1, code="gone", values=(), next_try=None),
            (
                "red",
                ("broken",),
                (
                    "The server says that the feed is gone for good (410).",
                    LEFT,
                    "Failed tries: 1, since 2026-11-23.",
                ),
            ),
        ),
        (
            {},
            replace(WORKS, moved_to="https://ny.example.se/rss", moved_since=NOW - MOVE_SECONDS),
            (
                "amber",
                ("moved",),
                ("The feed has moved to https://ny.example.se/rss: accept the address.",),
            ),
        ),
        (
            {},
            replace(WORKS, moved_to="https://ny.example.se/rss", moved_since=NOW - DAY),
            ("green", (), ("The retrieval works.",)),
        ),
        (
            {"feed_url": "", "platform": "facebook"},
            Summary(""),
            ("grey", (), ("Link only: the service gives no feed.",)),
        ),
        (
            {"feed_url": ""},
            Summary(""),
            ("red", ("broken",), ("The feed address is missing, and the service gives feeds.",)),
        ),
        ({"state": "paused"}, FAILING, ("grey", (), ("Paused: nothing is retrieved.",))),
        ({"state": "reported"}, WORKS, ("grey", (), ("Not official: nothing is retrieved.",))),
        ({"state": "draft"}, WORKS, ("grey", (), ("Not official: nothing is retrieved.",))),
    ],
)
def test_technique_says_whether_the_feed_works(changes, summary, expected):
    light = technique_light(facts(**changes), summary, NOW, gives_feed=gives_feed)
    assert seen(light) == expected


def test_without_a_worker_nothing_is_in_order_though_no_channel_is_to_blame():
    assert seen(technique_light(facts(), WORKS, NOW, worker=False)) == (
        "amber",
        (),
        ("No worker is active: nothing is retrieved.",),
    )
