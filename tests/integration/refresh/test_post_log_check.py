"""What was done with retrieved posts is vouched for by a log of its own."""

import pytest
from helpers.integration.log import all_lanes

from katrineholm.socialhub.accounts.channels import post_acts
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.core.feeds.model import FeedState, Reading
from katrineholm.socialhub.core.feeds.reader import parse_feed
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.verification import record_faults
from katrineholm.socialhub.core.timeline.decisions import hide_entry, show_entry
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.refresh.answer_storage import store_answer
from katrineholm.socialhub.refresh.post_log_check import post_log_fault

NOW, HOUR = 1_790_000_000, 3600


@pytest.fixture
def posts(hub, channel, rss):
    """B was withdrawn and came back, C is withdrawn, A is hidden and D was; their ids by title."""
    rounds = (("d", "c", "b", "a"), ("d", "c", "a"), ("d", "c", "a"), ("d", "b", "a"))
    for number, names in enumerate((*rounds, rounds[-1])):
        feed = parse_feed(rss(*names), url="https://bloggen.example.se/rss")
        store_answer(hub, facts_of(channel), Reading(FeedState(), feed), NOW + number * HOUR)
    timeline = timeline_of(hub)
    ids = {entry["title"]: entry["entry_id"] for entry in all_entries(timeline, channel.UID())}
    for title in ("A", "D"):
        hide_entry(timeline, ids[title], by="anna", now=NOW)
        post_acts.note_act(hub, "hide", [ids[title]], now=NOW, who="anna")
    show_entry(timeline, ids["D"])
    post_acts.note_act(hub, "show", [ids["D"]], now=NOW, who="anna")
    return ids


def found(hub):
    """What a verification finds: in the log as a lane, and in the posts held against it."""
    told = [each.what for each in record_faults(messages_of(hub).root, lanes=all_lanes(hub))]
    return told + ([post_log_fault(hub)] if post_log_fault(hub) else [])


def test_the_posts_stand_where_their_log_leads_to(hub, posts):
    assert [act for _now, act, _post, _who in lines_of(hub).values()] == [
        *("withdraw", "ask", "return", "withdraw", "ask", "hide", "hide", "show"),
    ]
    assert found(hub) == []
    messages_of(hub).append_queued_lines(NOW)
    assert found(hub) == []


def lines_of(hub):
    return post_acts.hub_storage.stored_data(hub, post_acts.KEY)


def entry(title, **values):
    return lambda hub, posts: timeline_of(hub).get(posts[title]).update(values)


def settled(do):
    return lambda hub, posts: do(timeline_of(hub), posts)


def lines(do):
    return lambda hub, posts: do(lines_of(hub))


TAMPERINGS = {
    "a withdrawn post is there again": entry("C", withdrawn=None),
    "a post withdrawn at another time": entry("C", withdrawn=NOW),
    "a hidden post is seen again": settled(
        lambda timeline, posts: show_entry(timeline, posts["A"])
    ),
    "hidden by another": entry("A", hidden={"by": "bert", "when": NOW}),
    "hidden by nobody who is known": settled(
        lambda timeline, posts: hide_entry(timeline, posts["B"], by="bert", now=NOW)
    ),
    "a post that came back is gone": settled(
        lambda timeline, posts: timeline.root["channels"].values()[0]["entries"].pop(posts["B"])
    ),
    "all lines gone": lines(lambda kept: kept.clear()),
    "the last line gone": lines(lambda kept: kept.pop(kept.maxKey())),
    "a line changed": lines(
        lambda kept: kept.update({kept.maxKey(): (*kept[kept.maxKey()][:3], "bert")})
    ),
    "a line more": lines(lambda kept: kept.update({kept.maxKey() + 9: (NOW, "show", "x", "")})),
}


@pytest.mark.parametrize("is_joined", [False, True], ids=["waiting", "joined"])
@pytest.mark.parametrize("touch", TAMPERINGS.values(), ids=TAMPERINGS)
def test_whatever_is_changed_is_found(hub, posts, touch, is_joined):
    if is_joined:
        messages_of(hub).append_queued_lines(NOW)
    touch(hub, posts)
    assert found(hub)
