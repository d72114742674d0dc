import pytest

from katrineholm.socialhub.accounts.channels.channel_names import service_icon


@pytest.mark.parametrize(
    ("platform", "kind", "icon"),
    [("mastodon", "microblog", "mastodon"), ("website", "blog", "blog"), ("", "other", "other")],
)
def test_a_service_without_an_icon_has_that_of_the_kind(platform, kind, icon):
    assert service_icon(platform, kind) == icon
