"""What is kept of the channels in memory: shared, and no more for each change of the catalogue."""

import gc

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.facts import (
    ChannelFacts,
    known,
    known_one,
    visible,
    visible_one,
)
from katrineholm.socialhub.public.register.listing import facets

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
    visible(hub), facets(hub, frozenset())
    with api.env.adopt_user(SITE_OWNER_NAME):
        visible(hub), facets(hub, frozenset())
    known(hub)


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
    assert [each.title for each in visible(hub) if each.uid == channels[0].UID()] == ["Titel 39"]


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
    assert [known_one(hub, each.uid) is each for each in visible(hub)] == [True] * CHANNELS


def test_one_channel_is_found_where_it_lies_and_may_be_seen(
    functional_portal, make_functional_channel
):
    shown, draft = make_functional_channel("shown"), make_functional_channel("draft", state="draft")
    hub = functional_portal.hub
    for place in (functional_portal, hub, hub.kultur, shown):
        assert known_one(place, shown.UID()).title == "shown"
        assert visible_one(place, shown.UID()).title == "shown"
    assert known_one(hub, draft.UID()).title == "draft"
    assert known_one(shown, draft.UID()) is None
    assert (visible_one(hub, draft.UID()), known_one(hub, "nobody")) == (None, None)
    assert (known(shown), known(draft)) == (
        (known_one(hub, shown.UID()),),
        (known_one(hub, draft.UID()),),
    )
