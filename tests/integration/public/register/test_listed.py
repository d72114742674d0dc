"""Whatever the list shows of an account is known as official when it is pasted."""

import pytest

from katrineholm.socialhub.accounts.channels.facts import viewable_channels
from katrineholm.socialhub.public.register.list_serializer import list_row
from katrineholm.socialhub.public.register.verdict import verify

# As real accounts are, and as those on a network of the municipality's own.
ADDRESSES = (
    "https://mastodon.social/@katrineholm",
    "http://mastodon.localhost:8081/@katrineholm",
    "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
    "https://www.youtube.com/@katrineholm",
    "https://www.flickr.com/photos/12345678@N00/",
    "https://www.facebook.com/katrineholmskommun",
    "https://www.facebook.com/profile.php?id=100064567890123",
    "https://www.facebook.com/groups/evenemang",
    "https://www.instagram.com/katrineholms.kommun/",
    "https://x.com/katrineholm",
    "https://www.tiktok.com/@katrineholm",
    "https://www.linkedin.com/company/katrineholms-kommun/",
    "https://bsky.app/profile/katrineholm.bsky.social",
    "https://blogg.example.se/",
    "http://skolbloggen.localhost:8081/skolbloggen/",
    "https://podd.example.se/bibliotekspodden",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_account_is_official_however_the_list_shows_it(hub, make_channel, address):
    make_channel("kanalen", title="Kanalen i Katrineholm", profile_url=address)
    [facts] = viewable_channels(hub)
    shown = list_row(facts, hub.REQUEST)
    bare = address.partition("//")[2]
    pasted = [shown["account"], shown["title"], shown["account_url"], bare, bare.rstrip("/")]
    pasted += [
        form.format(each) for each in pasted[:3] for form in ("”{}”", '"{}"', "<{}>", " {} ")
    ]
    if not bare.startswith(facts.account):  # a host alone is no account
        pasted.append(facts.account)
    answers = {each: verify(hub, each).status for each in pasted}
    assert {each for each, status in answers.items() if status != "official"} == set()


def test_a_raw_id_is_shown_by_the_channels_title(hub, make_channel):
    make_channel("bilder", title="Bilder", profile_url=ADDRESSES[4])
    [facts] = viewable_channels(hub)
    assert facts.account == "12345678@N00"
    assert list_row(facts, hub.REQUEST)["account"] == "Bilder"
