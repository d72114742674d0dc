"""What is kept of the channels in memory: shared, and no more for each change of the catalogue."""

import gc

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.facts import (
    ChannelFacts,
    all_channels,
    any_channel,
    viewable_channel,
    viewable_channels,
)
from katrineholm.socialhub.public.register.channel_list import list_facets

CHANNELS, CHANGES = 6, 40


@pytest.fixture
def channels(make_functional_channel):
    return [make_functional_channel() for _number in range(CHANNELS)]


def kept():
    """How many facts of channels are alive in this process."""
    gc.collect()
    return sum(isinstance(each, ChannelFacts) for each in gc.get_objects())


def look(hub):
    """What a visitor and the Manager have shown of a hub."""
    viewable_channels(hub), list_facets(hub, frozenset())
    with api.env.adopt_user(SITE_OWNER_NAME):
        viewable_channels(hub), list_facets(hub, frozenset())
    all_channels(hub)


def test_a_change_costs_the_facts_of_what_has_changed_and_not_of_all(functional_portal, channels):
    hub = functional_portal.hub
    look(hub)
    before = kept()
    for number in range(CHANGES):
        channels[0].title = f"Titel {number}"
        channels[0].reindexObject()
        transaction.commit()
        look(hub)
    assert kept() - before <= CHANGES
    assert [each.title for each in viewable_channels(hub) if each.uid == channels[0].UID()] == [
        "Titel 39"
    ]


def test_states_of_the_past_are_let_go(functional_portal, channels):
    """More changes than are kept, of all the channels."""
    hub = functional_portal.hub
    look(hub)
    before = kept()
    for number in range(CHANGES):
        for each in channels:
            each.title = f"Titel {number}"
            each.reindexObject()
        transaction.commit()
        look(hub)
    assert kept() - before <= 40 * CHANNELS


def test_who_looks_is_shown_the_same_facts(functional_portal, channels):
    hub = functional_portal.hub
    assert [any_channel(hub, each.uid) is each for each in viewable_channels(hub)] == [
        True
    ] * CHANNELS


def test_one_channel_is_found_where_it_lies_and_may_be_seen(
    functional_portal, make_functional_channel
):
    shown, draft = make_functional_channel("shown"), make_functional_channel("draft", state="draft")
    hub = functional_portal.hub
    for place in (functional_portal, hub, hub.kultur, shown):
        assert any_channel(place, shown.UID()).title == "shown"
        assert viewable_channel(place, shown.UID()).title == "shown"
    assert any_channel(hub, draft.UID()).title == "draft"
    assert any_channel(shown, draft.UID()) is None
    assert (viewable_channel(hub, draft.UID()), any_channel(hub, "nobody")) == (None, None)
    assert (all_channels(shown), all_channels(draft)) == (
        (any_channel(hub, shown.UID()),),
        (any_channel(hub, draft.UID()),),
    )
