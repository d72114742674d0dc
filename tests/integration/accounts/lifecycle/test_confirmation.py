"""A channel is confirmed by a button, or by a link from a mail."""

from datetime import timedelta

import pytest
from helpers.integration.accounts.lifecycle import ANNA, BO, TITLE, TODAY
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.channels.responsibility import duties_of
from katrineholm.socialhub.accounts.lifecycle.confirmation import (
    confirm_channel,
    confirmation_url,
    latest_changes,
    needs_confirmation,
)


@pytest.fixture
def channel(make_functional_channel):
    return make_functional_channel("bloggen", title=TITLE, responsible=ANNA, substitute=BO)


def test_the_links_address_is_the_sites_public_one(channel):
    name = "katrineholm.socialhub.site_url"
    api.portal.set_registry_record(name, "https://www.katrineholm.se/")
    url = confirmation_url(facts_of(channel), duties_of(channel), ANNA)
    assert url.startswith("https://www.katrineholm.se/hub/kultur/bloggen/@@confirm?token=")


def test_confirming_twice_a_day_is_no_fault(channel):
    confirm_channel(channel, "", TODAY)
    confirm_channel(channel, "", TODAY)
    assert channel.confirmed_on == TODAY


def test_a_channel_is_due_when_nobody_has_touched_it_whatever_was_written_on_it(channel):
    channel.official_since = TODAY - timedelta(400)
    IAnnotations(hub_of(channel)).pop(history.KEY)
    notify(ObjectModifiedEvent(channel))
    assert needs_confirmation(channel)
    history.note_event(channel, "absence")
    assert not needs_confirmation(channel)


def test_what_a_person_did_last_counts_but_not_bringing_a_list_in():
    lines = [
        {"uid": "a", "time": 4, "who": "", "step": "confirm"},
        {"uid": "a", "time": 3, "who": "anna", "step": ""},
        {"uid": "a", "time": 2, "who": "bo", "step": "report"},
        {"uid": "b", "time": 1, "who": "bo", "step": "add"},
    ]
    assert latest_changes(lines) == {"a": 3}
