"""An account is shown by its name, never by a number that says nothing."""

import pytest

from katrineholm.socialhub.accounts.channels.channel_names import account_name, channel_name
from katrineholm.socialhub.accounts.channels.facts import facts_of


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://mastodon.social/@katrineholm", "@katrineholm@mastodon.social"),
        ("https://www.youtube.com/@katrineholm", "@katrineholm"),
        ("https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv", "Kanalen"),
        ("https://www.flickr.com/photos/12345678@N00/", "Kanalen"),
        ("https://www.facebook.com/profile.php?id=100064567890123", "Kanalen"),
        ("https://x.com/katrineholm", "katrineholm"),
    ],
)
def test_a_raw_id_gives_way_to_the_channels_title(make_channel, address, name):
    channel = make_channel("kanalen", title="Kanalen", profile_url=address)
    assert account_name(facts_of(channel)).lstrip("@") == name.lstrip("@")


@pytest.mark.parametrize(
    ("title", "address", "name"),
    [
        ("Skolbloggen", "https://mastodon.social/@skolan", "Skolbloggen på Mastodon"),
        ("Kommunen på Twitter", "https://x.com/kommunen", "Kommunen på Twitter"),
        ("Kommunen på Facebook", "https://www.facebook.com/kommunen", "Kommunen på Facebook"),
        ("Stadsbyggarna", "https://bygg.example.se/", "Stadsbyggarna"),
    ],
)
def test_a_channel_is_named_with_its_service_but_not_twice(make_channel, title, address, name):
    facts = facts_of(make_channel("kanalen", title=title, profile_url=address))
    assert channel_name(facts) == name
