"""Requests, demands and posts that are gone wait for those who answer them, and for nobody else."""

from datetime import timedelta

import pytest
from helpers.integration.tasks import told
from officers import NOW

from katrineholm.socialhub.accounts.channels.interfaces import Task
from katrineholm.socialhub.archive.record import tasks
from katrineholm.socialhub.archive.record.deadlines import month_later
from katrineholm.socialhub.archive.record.post_cases import (
    ERASE,
    REFUSED,
    begin_case,
    decide_case,
    find_case,
)
from katrineholm.socialhub.archive.record.request_actions import close_request
from katrineholm.socialhub.archive.record.request_storage import store_request
from katrineholm.socialhub.archive.record.tasks import request_tasks, withdrawal_tasks

REQUESTS = Task("Begäran om handlingar", "hub/@@request", 1)
DEMANDS = Task("Begäran om rättelse eller radering", "hub/@@post-cases", 1)
MANY = "lkjihgfedcba"  # the newest first


@pytest.fixture
def on_day(monkeypatch):
    """A function that sets which day it is."""
    return lambda day: monkeypatch.setattr(tasks, "today", lambda: day)


@pytest.fixture
def demand(hub, channel, keep):
    """An open demand to erase a post."""
    return find_case(hub, begin_case(hub, keep(channel), ERASE, "Mitt namn", ""))


def test_an_open_request_waits_for_the_registrar_and_a_closed_one_for_nobody(hub):
    asked = store_request(hub, "Badet", "rut", NOW)
    assert told(request_tasks, hub, "rut") == [REQUESTS]
    assert told(request_tasks, hub, "anna") == []
    close_request(hub, asked)
    assert told(request_tasks, hub, "rut") == []


@pytest.mark.parametrize(
    ("about", "days", "is_late"), [(["Eva Ek"], 0, False), (["Eva Ek"], 1, True), ([], 1, False)]
)
def test_only_an_extract_about_a_person_is_late_after_a_month(hub, on_day, about, days, is_late):
    store_request(hub, "Badet", "rut", NOW, about=about)
    on_day(month_later(NOW) + timedelta(days))
    assert [each.is_late for each in told(request_tasks, hub, "rut")] == [is_late]


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (1, True)])
def test_a_demand_is_late_after_its_deadline(hub, on_day, demand, days, is_late):
    on_day(demand.answer_by + timedelta(days))
    [found] = told(request_tasks, hub, "rut")
    assert (found.title, found.url, found.number) == (DEMANDS.title, DEMANDS.url, 1)
    assert found.is_late is is_late


def test_a_demand_that_is_decided_waits_no_more(hub, demand):
    decide_case(hub, demand.id, REFUSED, "Arkivlagen")
    assert told(request_tasks, hub, "rut") == []


def test_posts_that_went_at_once_wait_for_the_responsible_alone(hub, make_functional_channel, tell):
    make_functional_channel("annan", responsible="cia")
    tell(*MANY, times=1)
    tell("l", "k", "j", "a")
    text = "Många inlägg är borta hos tjänsten: tillbakadragna, eller ett fel?"
    page = "hub/kultur/bloggen/@@withdrawn-posts"
    assert told(withdrawal_tasks, hub, "anna") == [Task("Bloggen", page, 8, text, is_late=True)]
    assert [told(withdrawal_tasks, hub, who) for who in ("bert", "cia", "rut")] == [[], [], []]


def test_one_post_that_went_is_no_wave(hub, tell):
    tell("c", "b", "a", times=1)
    tell("c", "a")
    assert told(withdrawal_tasks, hub, "anna") == []
