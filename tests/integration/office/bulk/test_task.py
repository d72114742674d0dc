"""What is done to many channels: all of it or nothing."""

import re
from datetime import timedelta

import pytest
import transaction
from days import local_day
from helpers.integration.office.bulk import (
    PEOPLE,
    confirm,
    content,
    is_back_at_the_board,
    kept,
    post,
    states,
)
from plone import api

from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.office.bulk.changes import BulkTask, apply_task, task_effects

RSS = b"<rss version='2.0'><channel><title>A</title><item><title>A</title></item></channel></rss>"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("rhythm", "8"),
        ("interval", "1"),
        ("kind", "roman"),
        ("responsible", "ingen"),
        ("contact_url", "javascript:alert(1)"),
        ("audience", "x" * 201),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_for_each_and_changes_nothing(
    office, two, field, value
):
    before = kept(two, field)
    for do in ("look", "do"):
        page = post(office, two, do=f"{do}-facts", fields=field, **{field: value})
        assert len(re.findall(r"<li>", content(page))) == 2
        assert 'value="do-facts"' not in page.text
    assert kept(two, field) == before


def test_channels_are_paused_and_closed_together(office, two):
    page = post(office, two, do="look-step", step="pause")
    assert states(two) == ["official", "official"]
    assert is_back_at_the_board(confirm(office, page))
    assert states(two) == ["paused", "paused"]
    day = local_day().isoformat()
    page = post(office, two, do="look-step", step="close", comment="Slut", closed_on=day)
    assert is_back_at_the_board(confirm(office, page))
    assert states(two) == ["closed", "closed"]
    assert kept(two, "closing_reason", "closed_on") == [("Slut", local_day())] * 2


@pytest.mark.parametrize(
    "values",
    [
        {"step": "resume"},
        {"step": "close"},
        {"step": "close", "comment": "Slut", "closed_on": "i dag"},
        {
            "step": "close",
            "comment": "Slut",
            "closed_on": (local_day() + timedelta(days=400)).isoformat(),
        },
    ],
)
def test_a_step_that_one_of_them_cannot_take_is_taken_by_none(office, two, values):
    for do in ("look", "do"):
        page = post(office, two, do=f"{do}-step", **values)
        assert page.status_code == 200
        assert "<li>" in content(page)
    assert states(two) == ["official", "official"]


def test_feeds_are_asked_before_channels_become_official(office, make_functional_channel, server):
    server.says("/a", RSS, Content_Type="text/xml")
    server.says("/b", status=404)
    reported = [
        make_functional_channel(name, state="reported", feed_url=server.url(f"/{name}"), **PEOPLE)
        for name in ("a", "b")
    ]
    page = post(office, reported, do="look-step", step="make-official")
    assert (server.requests, re.findall("<li>", content(page))) == ([], [])
    page = confirm(office, page)
    assert re.findall(r"<li>[^<]*404", content(page))
    assert len(re.findall("<li>", content(page))) == 1
    assert states(reported) == ["reported", "reported"]
    server.says("/b", RSS, Content_Type="text/xml")
    page = confirm(office, post(office, reported, do="look-step", step="make-official"))
    assert is_back_at_the_board(page)
    assert states(reported) == ["official", "official"]


def test_what_is_refused_only_when_it_is_done_leaves_no_channel_changed(two):
    task = BulkTask(step="pause")
    with api.env.adopt_roles(["Manager"]):
        judged = task_effects(task, two)
        assert [each.reasons for each in judged] == [[], []]
        set_state(two[1], "closed")
        transaction.commit()
        refused = apply_task(task, judged)
        transaction.commit()  # as at the end of a request
    assert [(each.channel.getId(), len(each.reasons)) for each in refused] == [("tva", 1)]
    assert states(two) == ["official", "closed"]


def test_no_more_are_made_official_at_once_than_feeds_can_be_asked(office, make_functional_channel):
    many = [make_functional_channel(f"kanal-{n}", state="reported", **PEOPLE) for n in range(26)]
    page = post(office, many, do="do-step", step="make-official")
    assert 'role="alert"' in content(page)
    assert set(states(many)) == {"reported"}
