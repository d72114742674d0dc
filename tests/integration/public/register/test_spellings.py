"""A stranger's account is ours in none of the ways in which it is made to look so."""

import pytest

from katrineholm.socialhub.public.register.verdict import verify

OURS = {
    "instagram": "https://www.instagram.com/katrineholm/",
    "facebook": "https://www.facebook.com/katrineholmskommun",
    "mastodon": "https://mastodon.social/@katrineholm",
    "website": "https://www.katrineholm.se/blogg/",
    "bluesky": "https://bsky.app/profile/katrineholm.bsky.social",
    "linkedin": "https://www.linkedin.com/company/katrineholm/",
}
FALSE = (
    "https://{host}.evil.example{path}",
    "https://{host}@evil.example{path}",
    "{host}@evil.example{path}",
    "https://evil.example/{host}{path}",
    "https://evil.example/?next=https://{host}{path}",
    "https://{host}\\@evil.example{path}",
    "https://{host}:8443{path}",
    "https://x-{domain}{path}",
    "https://{host}{homoglyph}",
    "https://{host}{path}/../evil/",
    "https://{host}{path}\u200b1",
    "https://{host}{path} https://evil.example/{name}",
    "evil.example är vårt, inte {host}{path}",
    "https://{host}{path} @evil",
    "@evil@mastodon.social och @{name}",
)


def false(url):
    """Addresses and sentences that only look as if they led to an account."""
    host, _, path = url.removeprefix("https://").rstrip("/").partition("/")
    name = path.rpartition("/")[2].lstrip("@")
    homoglyph = f"/{path}".replace("o", "\u043e")
    domain = host.removeprefix("www.")
    values = {
        "host": host,
        "domain": domain,
        "path": f"/{path}",
        "name": name,
        "homoglyph": homoglyph,
    }
    yield from (each.format(**values) for each in FALSE)


@pytest.fixture
def ours(make_channel):
    for name, url in OURS.items():
        make_channel(name, title=name, profile_url=url, platform=name)


def test_what_only_looks_like_an_account_is_never_accepted(hub, ours):
    asked = [text for url in OURS.values() for text in false(url)]
    assert len(set(asked)) >= 80
    found = {text: verify(hub, text).status for text in asked}
    assert {*found.values()} == {"unknown", "false"}
