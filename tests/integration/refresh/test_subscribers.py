"""An editor changes a channel that has entries."""

from datetime import UTC, datetime

import pytest
from zope.event import notify
from zope.lifecycleevent import Attributes, ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.channels.interfaces import IChannel
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.streams import latest_entries


def saved(channel, *names, **fields):
    """Change fields and tell of these names; gives the titles that are shown then."""
    for name, value in fields.items():
        setattr(channel, name, value)
    told = [Attributes(IChannel, *names)] if names else []
    notify(ObjectModifiedEvent(channel, *told))
    return [
        entry["title"] for entry in latest_entries(timeline_of(hub_of(channel)), [channel.UID()])
    ]


@pytest.fixture
def channel(channel, keep):
    """A channel with an entry about the library, and an older one about the road."""
    keep(channel, title="Vägen", published=datetime(2020, 5, 1, tzinfo=UTC))
    keep(channel, title="Biblioteket", published=datetime(2020, 5, 2, tzinfo=UTC))
    return channel


@pytest.mark.parametrize("prefix", ["", "IChannel."])
@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("include_words", ["biblioteket"], ["Biblioteket"]),
        ("exclude_words", ["biblioteket"], ["Vägen"]),
        ("max_entries", 1, ["Biblioteket"]),
        ("max_age", 30, []),
    ],
)
def test_a_changed_rule_holds_for_what_is_stored(channel, prefix, field, value, shown):
    assert saved(channel, f"{prefix}title", f"{prefix}{field}", **{field: value}) == shown


def test_a_change_that_does_not_say_what_it_changed_is_applied(channel):
    assert saved(channel, exclude_words=["vägen"]) == ["Biblioteket"]


def test_another_change_leaves_what_is_stored_alone(channel):
    """Seen by words that were set without telling: they are not applied."""
    assert len(saved(channel, "IBasic.title", "feed_url", exclude_words=["vägen"])) == 2
