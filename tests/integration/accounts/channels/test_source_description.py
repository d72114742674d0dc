"""A channel whose source the office describes itself."""

import pytest

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.channels.source_description import (
    channel_description,
    clear_description,
    description_values,
    set_description,
)
from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.site.pages.refusals import FaultyFields, Refusal

ADDRESS = "https://bolaget.example.se/nyheter"
GIVEN = {"form": "page", "items": "article", "title": " h2 "}


def test_a_description_is_kept_with_its_address_and_followed(channel):
    set_description(channel, {"address": ADDRESS} | GIVEN)
    assert description_values(channel_description(channel)) == {
        "form": "page",
        "items": "article",
        "title": "h2",
    }
    facts = facts_of(channel)
    assert (facts.feed_url, facts.source) == (ADDRESS, "mapping")
    changed = [name for name, _before, _after in history.channel_lines(channel)[0]["changes"]]
    assert {"feed_url", "described"} <= set(changed)
    clear_description(channel)
    assert (channel_description(channel), facts_of(channel).source) == (None, "feed")


def test_without_an_address_the_channels_own_counts(channel):
    channel.feed_url = ADDRESS
    set_description(channel, GIVEN)
    assert channel.feed_url == ADDRESS


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"items": "a["}, ["items"]),
        ({"address": "ftp://a.se", "items": ""}, ["address", "items"]),
        ({"form": "json", "items": "a[", "title": "b("}, ["items", "title"]),
    ],
)
def test_every_fault_is_told_and_nothing_is_kept(channel, changes, at):
    with pytest.raises(FaultyFields) as refusal:
        set_description(channel, GIVEN | {"address": ADDRESS} | changes)
    assert list(refusal.value.faults) == at
    assert not channel.described


@pytest.mark.parametrize(
    "given",
    [{}, {"form": "xml", "items": "a"}, GIVEN | {"items": ["a"]}, GIVEN | {"more": "a"}],
)
def test_what_is_no_description_is_refused(channel, given):
    with pytest.raises(Refusal):
        set_description(channel, given)
    assert not channel.described


def test_what_has_its_own_ways_or_is_closed_has_nothing_to_describe(make_channel):
    facebook = make_channel("fb", profile_url="https://www.facebook.com/k", feed_url=None)
    closed = make_channel("slut")
    set_state(closed, "closed")
    linkedin = make_channel("li", profile_url="https://www.linkedin.com/company/k", feed_url=None)
    for channel in (facebook, linkedin, closed):
        with pytest.raises(Refusal):
            set_description(channel, GIVEN | {"address": ADDRESS})
