"""The board's numbers over REST."""

import pytest
import transaction
from plone import api

from katrineholm.socialhub.accounts.lifecycle import mandate
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.refresh.health import remember
from katrineholm.socialhub.refresh.state import State, failed

NOW = 1_790_000_000


@pytest.fixture
def channel(make_functional_channel):
    """An official channel whose feed is gone, without duties; and a draft."""
    channel = make_functional_channel("bloggen", title="Bloggen", rhythm=7)
    gone = failed(State(channel.feed_url), FeedError("gone"), NOW, 1800)
    remember(channel.__parent__.__parent__, channel.UID(), gone)
    make_functional_channel("utkast", "draft", title="Utkast")
    settings = {"smtp_host": "localhost", "email_from_address": "kommun@example.se"}
    for name, value in settings.items():
        api.portal.set_registry_record(f"plone.{name}", value)
    transaction.commit()
    return channel


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Bloggen"]),
        ("?state=draft", ["Utkast"]),
        ("?problem=broken", ["Bloggen"]),
        ("?problem=silent", []),
        ("?light=green", []),
    ],
)
def test_health_is_asked_for_as_the_board_is(channel, ask, person, query, expected):
    items = ask(f"hub/@health{query}", *person(mandate.ROLE)).json()["items"]
    assert [item["title"] for item in items] == expected


def test_health_is_for_the_office_and_an_administrations_own(channel, ask, person):
    editor = person("Editor", at=channel.__parent__)
    found = {
        "visitor at the hub": ask("hub/@health").status_code,
        "visitor at the administration": ask("hub/kultur/@health").status_code,
        "editor at the hub": ask("hub/@health", *editor).status_code,
        "editor at the administration": ask("hub/kultur/@health", *editor).status_code,
    }
    assert found == {
        "visitor at the hub": 401,
        "visitor at the administration": 401,
        "editor at the hub": 401,
        "editor at the administration": 200,
    }
