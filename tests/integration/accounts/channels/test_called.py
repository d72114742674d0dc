"""An account is shown by its name, never by a number that says nothing."""

import pytest

from katrineholm.socialhub.accounts.channels.called import account_name
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
