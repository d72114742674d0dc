"""What happens to channels and messages is told to receivers, unless it is undone."""

from datetime import UTC, datetime, timedelta

import pytest
import transaction
from officers import NOW
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import set_state, take_channel_step
from katrineholm.socialhub.core.timeline.decisions import (
    hide_entry,
    mask_entry,
    release_entry,
    show_entry,
)
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.office.webhooks import events
from katrineholm.socialhub.office.webhooks.delivery import send_due_deliveries
from katrineholm.socialhub.office.webhooks.events import entry_event
from katrineholm.socialhub.office.webhooks.receivers import create_receiver, switch_receiver
from katrineholm.socialhub.office.webhooks.storage import OFF, ON, delivery_count

SITE = "https://www.example.se"


def step(channel, name):
    with api.env.adopt_user(SITE_OWNER_NAME):
        take_channel_step(
            channel, name, StepInput("Därför", closed_on=today(), link_only_reason="")
        )


@pytest.mark.parametrize(
    ("before", "name", "state"),
    [
        ("paused", "resume", "official"),
        ("official", "pause", "paused"),
        ("official", "close", "closed"),
    ],
)
def test_a_step_that_the_public_sees_is_told(channel, receiver, send, before, name, state):
    set_state(channel, before)
    step(channel, name)
    send()
    about = {"@id": f"{SITE}/hub/kultur/bloggen", "UID": channel.UID(), "title": "Bloggen"}
    assert receiver.taken() == [(f"channel.{state}", {"channel": about, "state": state})]
    send()
    assert receiver.taken() == []


def test_a_step_that_is_undone_is_told_to_nobody(channel, hub, hook, receiver, send):
    step(channel, "pause")
    assert delivery_count(hub, hook.id) == 1
    transaction.abort()
    send()
    assert receiver.taken() == []


def test_a_message_is_told_of_without_what_it_says(channel, receive, receiver, send):
    number = receive("Hemligt", sender={"name": "Eva Ek"})
    send()
    [(type, data)] = receiver.taken()
    assert (type, data["number"]) == ("message.received", number)
    assert data["@id"] == f"{SITE}/hub/@messages/{number}"
    assert data["page"] == f"{SITE}/hub/@@messages/{number}"
    assert data["channel"]["title"] == "Bloggen"
    assert set(data) == {"@id", "page", "number", "channel"}
    receive("Hemligt", sender={"name": "Eva Ek"})
    send()
    assert receiver.taken() == []


def test_a_receiver_is_told_of_what_was_chosen_alone(channel, hub, receive, receiver, worker):
    with api.env.adopt_user(SITE_OWNER_NAME):
        chosen, receiver.secret = create_receiver(
            hub, "https://a.example.se", "A", ["channel.paused"]
        )
    receive("Hej", now=NOW)
    step(channel, "pause")
    transaction.commit()
    send_due_deliveries(worker, receiver)
    assert receiver.types == ["channel.paused"]
    assert chosen.events == ("channel.paused",)


NEW, CHANGED, WITHDRAWN = "entry.new", "entry.changed", "entry.withdrawn"
LATER = datetime.now(UTC) + timedelta(days=365)


@pytest.fixture
def timeline(hub):
    return timeline_of(hub)


def test_an_entry_is_told_of_from_its_first_to_its_last_day(
    hook, channel, timeline, keep, receiver, send
):
    entry = keep(channel, LATER, keys=("a",), title="A", link="https://b.example.se/a")
    send()
    about = {"@id": f"{SITE}/hub/kultur/bloggen", "UID": channel.UID(), "title": "Bloggen"}
    assert receiver.taken() == [
        (
            NEW,
            {
                "id": entry,
                "channel": about,
                "@id": f"{SITE}/hub/kultur/bloggen/@entries/{entry}",
                "page": f"{SITE}/hub/@@entry/{entry}",
                "link": "https://b.example.se/a",
            },
        )
    ]
    hide_entry(timeline, entry, by="anna", now=1)
    send()
    assert receiver.taken() == [(WITHDRAWN, {"id": entry, "channel": about})]
    show_entry(timeline, entry)
    send()
    assert receiver.types == [NEW]
    send()
    assert receiver.types == []


def test_an_entry_that_waits_for_somebody_is_new_once_it_is_shown(
    hook, channel, timeline, keep, receiver, send
):
    entry = keep(channel, LATER, hold=True)
    send()
    assert receiver.types == []
    release_entry(timeline, entry, by="anna", now=2)
    send()
    assert receiver.types == [NEW]


def test_a_channel_that_fails_keeps_no_other_from_being_told_of(
    hook, hub, channel, make_functional_channel, keep, receiver, send, monkeypatch
):
    other, whole = make_functional_channel("annan"), events.any_channel
    keep(channel, LATER), keep(other, LATER)

    def known_one(hub, uid):
        if uid == channel.UID():
            raise ValueError
        return whole(hub, uid)

    monkeypatch.setattr(events, "any_channel", known_one)
    send()
    assert [data["channel"]["UID"] for _type, data in receiver.taken()] == [other.UID()]


def test_what_was_there_before_is_no_news(channel, hub, timeline, keep, receiver, send_from):
    before = keep(channel)
    transaction.commit()
    send = send_from()
    send()
    assert receiver.types == []
    hide_entry(timeline, before, by="anna", now=3)
    send()
    assert receiver.types == [WITHDRAWN]


@pytest.fixture
def send_from(request):
    """A function that makes the receiver only when it is called."""
    return lambda: request.getfixturevalue("send")


def test_what_happens_while_all_are_off_is_told_to_nobody(hook, hub, channel, keep, receiver, send):
    with api.env.adopt_user(SITE_OWNER_NAME):
        switch_receiver(hub, hook.id, OFF)
    keep(channel, LATER)
    send()
    with api.env.adopt_user(SITE_OWNER_NAME):
        switch_receiver(hub, hook.id, ON)
    send()
    assert receiver.types == []
    keep(channel, LATER)
    send()
    assert receiver.types == [NEW]


def test_a_second_receiver_changes_nothing_for_the_first(hook, hub, channel, keep, receiver, send):
    keep(channel, LATER)
    with api.env.adopt_user(SITE_OWNER_NAME):
        other, _secret = create_receiver(hub, "https://b.example.se", "B", [WITHDRAWN])
    assert other.id != hook.id
    send()
    assert receiver.types == [NEW]


def test_a_channel_that_does_not_speak_is_not_told_of(hook, channel, keep, receiver, send):
    set_state(channel, "draft")
    keep(channel, LATER)
    send()
    assert receiver.types == []
    set_state(channel, "official")
    send()
    assert receiver.types == []


def test_an_older_copy_of_the_store_begins_anew(hook, hub, channel, keep, receiver, send, timeline):
    keep(channel, LATER)
    send()
    receiver.taken()
    timeline.root["changed"][channel.UID()] = (1, 77)
    box = timeline.root["channels"][channel.UID()]
    box["changes"].clear()
    box["changes"][1] = ("x", 77)
    send()
    assert receiver.types == []
    keep(channel, LATER)
    send()
    assert receiver.types == [NEW]


@pytest.mark.parametrize(
    ("first_seen", "is_shown", "told", "type"),
    [
        (10, True, None, NEW),
        (10, True, False, NEW),
        (10, True, True, CHANGED),
        (10, False, True, WITHDRAWN),
        (10, False, False, ""),
        (10, False, None, ""),
        (1, True, None, CHANGED),
        (1, False, None, WITHDRAWN),
        (1, False, False, ""),
        (1, True, False, NEW),
    ],
)
def test_what_became_of_an_entry_depends_on_what_was_told_of_it(first_seen, is_shown, told, type):
    assert entry_event({"first_seen": first_seen}, is_shown, told, 5) == type


@pytest.mark.parametrize(("told", "type"), [(True, WITHDRAWN), (None, ""), (False, "")])
def test_an_entry_that_was_erased_is_withdrawn_if_it_was_told_of(told, type):
    assert entry_event(None, False, told, 5) == type


@pytest.mark.parametrize("act", ["mask", "hide"])
def test_what_waits_for_a_receiver_names_no_link_that_is_masked_or_hidden_meanwhile(
    hook, channel, timeline, keep, receiver, send, clock, act
):
    links = [f"https://b.example.se/{name}" for name in ("eva-ek", "andra")]
    entry, _other = (keep(channel, LATER, title="Eva Ek", link=each) for each in links)
    receiver.status = 500
    send()
    assert {data["link"] for _type, data in receiver.taken()} <= {*links}
    if act == "mask":
        mask_entry(timeline, entry, ["Eva Ek"], [], reason="B", by="ida", now=2)
    else:
        hide_entry(timeline, entry, by="ida", now=2)
    receiver.status, clock.now = 204, clock.now + 3600
    send()
    heard = receiver.taken()
    assert {data.get("link") for _type, data in heard if data["id"] == entry} == {None}
    assert next(type for type, data in heard if data["id"] == entry) == NEW
    assert links[1] in [data.get("link") for _type, data in heard]
