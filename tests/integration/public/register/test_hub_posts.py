"""A post that the hub shows is known, and one that it does not show is not vouched for."""

import pytest

from katrineholm.socialhub.core.timeline.decisions import hide_entry, show_entry
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.register.verdict import verify

POST = "https://www.instagram.com/p/Cours123/"
FILM = "https://www.youtube.com/watch?v=ours1234567"


@pytest.fixture
def shown(make_channel, keep):
    """The ids of the entries that the hub shows, by their links."""
    accounts = {
        "instagram": ("https://www.instagram.com/katrineholm/", POST),
        "youtube": ("https://www.youtube.com/@katrineholm", FILM),
        "website": ("https://blogg.example/", "https://blogg.example/2026/hej"),
        "mastodon": ("https://social.example/@kat", "https://social.example/@kat/112233"),
    }
    found = {}
    for platform, (url, link) in accounts.items():
        channel = make_channel(platform, profile_url=url, platform=platform)
        found[link] = keep(channel, title=platform, link=link)
    return found


@pytest.mark.parametrize(
    ("text", "status", "link"),
    [
        (POST, "official", POST),
        ("instagram.com/p/Cours123?igsh=x", "official", POST),
        (f"Är {POST} er?", "official", POST),
        (FILM, "official", FILM),
        ("https://blogg.example/2026/hej", "official", "https://blogg.example/2026/hej"),
        ("https://social.example/@kat/112233", "official", "https://social.example/@kat/112233"),
        # The account is ours; many services show anybody's post below it.
        ("https://www.instagram.com/katrineholm/p/Cother45/", "partly", None),
        ("https://social.example/@kat/112234", "partly", None),
        # A page of our own web site that has left the feed, or never was in it.
        ("https://blogg.example/2019/gammalt", "official", None),
        # Nobody's, and a stranger's account above a post of ours.
        ("https://www.instagram.com/p/Cother45/", "unknown", None),
        ("https://www.instagram.com/evil/p/Cours123/", "unknown", None),
        ("https://www.youtube.com/watch?v=other123456", "unknown", None),
    ],
)
def test_a_post_is_looked_for_on_the_hub(hub, shown, text, status, link):
    verdict = verify(hub, text)
    assert (verdict.status, verdict.entry) == (status, shown.get(link, ""))


def test_a_post_that_is_hidden_or_new_is_known_at_once(hub, shown, make_channel, keep):
    assert verify(hub, POST).entry == shown[POST]
    hide_entry(timeline_of(hub), shown[POST], by="ines", now=0)
    assert verify(hub, POST).status == "unknown"
    show_entry(timeline_of(hub), shown[POST])
    channel = hub.unrestrictedTraverse(verify(hub, POST).facts.path)
    new = keep(channel, title="Nytt", link="https://www.instagram.com/p/Cnew1234/")
    assert verify(hub, "https://www.instagram.com/p/Cnew1234/").entry == new
    assert verify(hub, POST).entry == shown[POST]
