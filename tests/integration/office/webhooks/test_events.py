"""What happens to channels and messages is told to receivers, unless it is undone."""

import pytest
import transaction
from officers import NOW
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import set_state, take_channel_step
from katrineholm.socialhub.office.webhooks.delivery import send_due_deliveries
from katrineholm.socialhub.office.webhooks.receivers import create_receiver
from katrineholm.socialhub.office.webhooks.storage import delivery_count

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
