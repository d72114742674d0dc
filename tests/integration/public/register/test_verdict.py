"""Whether an account is the municipality's: the answer, its page and its service."""

from datetime import date

import pytest
from DateTime import DateTime
from helpers.integration.public.register import answer
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.public.register.verdict import verify
from katrineholm.socialhub.public.register.verdict_serializer import understood_text
from katrineholm.socialhub.public.register.verdict_view import OfficialView

MASTODON = "https://mastodon.social/@katrineholm"
BLUESKY = "https://bsky.app/profile/katrineholm.bsky.social"
INSTAGRAM = "https://www.instagram.com/katrineholm"


@pytest.mark.parametrize(
    "text",
    [
        MASTODON,
        "http://www.mastodon.social/@Katrineholm/",
        "mastodon.social/@katrineholm?utm_source=x#top",
        "@katrineholm@mastodon.social",
        "  @katrineholm@mastodon.social\n",
    ],
)
def test_any_spelling_of_an_official_account_is_official(hub, listed, text):
    assert answer(hub, text) == ("official", ["mastodon"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://mastodon.online/@katrineholm",
        "https://mastodon.social/",
        "https://mastodоn.social/@katrineholm",  # a Cyrillic о
        "https://xn--mastodn-jbg.social/@katrineholm",
        "https://127.0.0.1/@katrineholm",
        "https://[::1]/",
        "https://192.168.1.1/admin",
        "https://mastodon.social/@katrineholm\x00",
        "\x1b[31m\u202e@katrineholm",
        "javascript:alert(1)",
        "@" + "a" * 10_000,
        "https://mastodon.social/" + "@katrineholm" * 1000,
        "@katrinehol",
        "@*",
    ],
)
def test_anything_else_is_unknown(hub, listed, text):
    assert answer(hub, text) == ("unknown", [])


@pytest.mark.parametrize(
    "text",
    ["https://mastodon.social/@katrineholm_", "https://mastodon.social@evil.example/@katrineholm"],
)
def test_what_is_made_to_look_like_ours_is_false(hub, listed, text):
    assert answer(hub, text) == ("false", [])


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("draft", "unknown"),
        ("reported", "unknown"),
        ("official", "official"),
        ("paused", "official"),
        ("closed", "former"),
    ],
)
def test_only_what_is_or_was_official_counts(hub, make_channel, state, status):
    make_channel("kanal", profile_url=MASTODON, state=state)
    with api.env.adopt_user(SITE_OWNER_NAME):
        assert verify(hub, MASTODON).status == status
        assert verify(hub, "@katrineholm").status == status


@pytest.mark.parametrize("what", ["hub", "administration", "channel"])
@pytest.mark.parametrize("how", ["retract", "expiration_date", "effective_date"])
def test_what_the_public_may_not_see_is_unknown_whoever_asks(
    hub, administration, listed, what, how
):
    hidden = {"hub": hub, "administration": administration, "channel": listed}[what]
    with api.env.adopt_user(SITE_OWNER_NAME):
        if how != "retract":
            setattr(hidden, how, DateTime("2001-01-01" if how[1] == "x" else "2101-01-01"))
        elif what == "channel":
            set_state(hidden, "reported")
        else:
            api.content.transition(hidden, "retract")
        hidden.reindexObject()
        assert answer(hub, MASTODON) == ("unknown", [])


def test_an_official_channel_goes_before_a_former_one_and_the_newest_first(hub, make_channel):
    def make(id, state, **days):
        days = {name: date.fromisoformat(day) for name, day in days.items()}
        set_state(make_channel(id, profile_url=MASTODON, state="draft"), state, **days)

    make("gammal", "closed", official_since="2020-01-01", closed_on="2025-01-01")
    make("nyss", "closed", official_since="2020-01-01", closed_on="2026-01-01")
    assert answer(hub, MASTODON) == ("former", ["nyss"])
    make("forst", "official", official_since="2021-01-01")
    make("senast", "paused", official_since="2022-01-01")
    assert answer(hub, MASTODON) == ("official", ["senast"])
    assert answer(hub, "@katrineholm") == ("official", ["senast", "forst"])


def test_a_name_is_that_of_every_channel_that_carries_it(hub, listed, make_channel):
    make_channel("bluesky", profile_url=BLUESKY)
    make_channel("instagram", profile_url=INSTAGRAM)
    make_channel("annan", profile_url="https://mastodon.social/@katrineholm_bad")
    status, found = answer(hub, "@Katrineholm")
    assert (status, sorted(found)) == ("official", ["instagram", "mastodon"])
    assert verify(hub, "@Katrineholm").ground == "name"
    assert verify(hub, MASTODON).ground == "account"


def test_other_addresses_of_the_account_are_the_account(hub, make_channel):
    did = "did:plc:ewvi7nxzyoun6zhxrhs64oiz"
    make_channel("bluesky", profile_url=BLUESKY, also_known_as=(did,))
    assert answer(hub, did) == ("official", ["bluesky"])


def test_another_hubs_channels_are_not_this_hubs(hub, listed, portal):
    with api.env.adopt_user(SITE_OWNER_NAME):
        other = api.content.create(portal, "SocialHub", "hub-2", title="En annan")
        api.content.transition(other, "publish")
    assert answer(other, MASTODON) == ("unknown", [])


@pytest.mark.parametrize(
    ("profile_url", "text"),
    [
        (
            "https://bsky.app/profile/naringsliv.katrineholm.example",
            "naringsliv.katrineholm.example",
        ),
        ("https://www.youtube.com/channel/UCKatrineholmDemo0000000", "UCKatrineholmDemo0000000"),
        ("https://www.facebook.com/katrineholmskommun", "katrineholmskommun"),
        ("https://www.facebook.com/katrineholmskommun", "@katrineholmskommun@facebook.com"),
        ("https://www.instagram.com/katrineholm", "katrineholm"),
    ],
)
def test_an_account_is_ours_as_the_list_itself_writes_it(hub, make_channel, profile_url, text):
    make_channel("kanal", profile_url=profile_url)
    assert answer(hub, text) == ("official", ["kanal"])
    assert answer(hub, f"{text}x")[0] == "unknown"


def test_a_host_that_is_a_web_site_of_ours_is_no_name(hub, make_channel):
    make_channel("webb", profile_url="https://katrineholm.example/")
    assert answer(hub, "katrineholm.example") == ("official", ["webb"])
    assert answer(hub, "@katrineholm.example")[0] == "unknown"


@pytest.mark.parametrize("text", ["https://example.org/nyheter", "https://example.org/rss.xml"])
def test_neither_a_web_site_nor_its_feed_is_called_an_account(hub, text):
    assert understood_text(verify(hub, text).asked) == "webbplatsen example.org"


OURS = [
    ("http://skolbloggen.localhost:8081/skolbloggen/", "skolbloggen.localhost:8081/skolbloggen"),
    ("https://10.1.2.3/nytt", "10.1.2.3/nytt"),
    ("https://www.flickr.com/photos/12345678@N01/", "12345678@N01"),
    ("https://www.reddit.com/r/katrineholm/", "r/katrineholm"),
    ("https://www.facebook.com/profile.php?id=100064123456789", "100064123456789"),
]


@pytest.mark.parametrize(("profile_url", "text"), OURS)
def test_what_is_on_the_list_is_ours_whatever_it_looks_like(hub, make_channel, profile_url, text):
    make_channel("kanal", profile_url=profile_url)
    for spelling in (profile_url, text, f"“{text}”"):
        assert answer(hub, spelling) == ("official", ["kanal"])
        view = OfficialView(hub, hub.REQUEST)
        hub.REQUEST.form["address"] = spelling
        assert view.problem() is None


@pytest.mark.parametrize(
    "text", ["Katrineholms kommun", " katrineholms  KOMMUN ", "”Katrineholms kommun”"]
)
def test_a_channels_title_is_a_name_of_ours(hub, make_channel, text):
    make_channel("kanal", title="Katrineholms kommun", profile_url=MASTODON)
    make_channel("utkast", title="Katrineholms kommun", profile_url=BLUESKY, state="draft")
    assert answer(hub, text) == ("official", ["kanal"])
    assert verify(hub, text).ground == "name"
    assert answer(hub, "Katrineholms kommuner") == ("unknown", [])


def test_a_title_and_a_name_are_asked_for_together(hub, make_channel):
    set_state(make_channel("x", profile_url="https://x.com/skolbloggen", state="draft"), "closed")
    make_channel("bloggen", title="Skolbloggen", profile_url="https://blogg.example.se/")
    assert answer(hub, "Skolbloggen") == ("partly", ["bloggen"])


@pytest.fixture
def left(listed, make_channel):
    """The account of the same name on X, which is no longer ours."""
    return make_channel("x", profile_url="https://x.com/katrineholm", platform="x", state="closed")


@pytest.mark.parametrize(
    ("text", "status", "channels", "others"),
    [
        ("@katrineholm", "partly", ["mastodon"], ["x"]),
        ("katrineholm", "partly", ["mastodon"], ["x"]),
        ("Är @katrineholm ert konto?", "partly", ["mastodon"], ["x"]),
        (MASTODON, "official", ["mastodon"], ["x"]),
        ("https://x.com/katrineholm", "former", ["x"], ["mastodon"]),
        ("katrineholm på Twitter", "former", ["x"], ["mastodon"]),
        ("X @katrineholm", "former", ["x"], ["mastodon"]),
        ("katrineholm på Mastodon", "official", ["mastodon"], ["x"]),
        ("katrineholm på Instagram", "unknown", [], []),
    ],
)
def test_what_we_have_left_is_told_with_what_we_have(hub, left, text, status, channels, others):
    verdict = verify(hub, text)
    found = [facts.path.rpartition("/")[2] for facts in verdict.others]
    assert (answer(hub, text), found) == ((status, channels), others)
