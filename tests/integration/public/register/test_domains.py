"""What is on our own hosts, though the list does not have it."""

import pytest
from plone import api

from katrineholm.socialhub.public.register.verdict import verify


@pytest.fixture
def sites(make_channel):
    for id, url in {
        "blogg": "https://blogg.katrineholm.example/skola/",
        "kultur": "https://www.ungkultur.example/",
        "delad": "https://sites.example.net/view/katrineholm",
        "skol": "http://skolbloggen.localhost:8081/skolbloggen/",
        "mastodon": "http://mastodon.localhost:8081/@katrineholm",
    }.items():
        make_channel(id, profile_url=url)
    make_channel("lamnad", profile_url="https://lamnad.example/", state="closed")
    prefix = "katrineholm.socialhub"
    api.portal.set_registry_record(f"{prefix}.office_email", "info@katrineholm.example")
    api.portal.set_registry_record(f"{prefix}.site_url", "https://www.katrineholm.example")


FOUND = [
    # A page of the channel itself, and a front page above it.
    ("https://blogg.katrineholm.example/skola/2026/hej/", "official", "page", ["blogg"]),
    ("blogg.katrineholm.example/skola?sida=2", "official", "page", ["blogg"]),
    ("https://www.ungkultur.example/om", "official", "page", ["kultur"]),
    ("https://sites.example.net/view/katrineholm/nytt", "official", "page", ["delad"]),
    ("https://lamnad.example/2020/hej", "former", "page", ["lamnad"]),
    ("http://skolbloggen.localhost:8081/skolbloggen/5", "official", "page", ["skol"]),
    # The same host, or another of an own domain.
    ("https://sites.example.net/", "partly", "host", ["delad"]),
    ("skolbloggen.localhost", "partly", "host", ["skol"]),
    ("https://bibliotek.katrineholm.example/oppet", "official", "domain", []),
    ("katrineholm.example", "official", "domain", []),
    ("https://barn.ungkultur.example/", "official", "domain", []),
    # Without scheme and port, as the demonstration's hosts are spoken of.
    ("skolbloggen.localhost/skolbloggen", "official", "account", ["skol"]),
    ("@katrineholm@mastodon.localhost", "official", "account", ["mastodon"]),
    # A stranger's.
    ("https://sites.example.net/view/katrineholm-kommun", "unknown", "domain", []),
    ("https://sites.example.net/view", "unknown", "domain", []),
    ("https://katrineholm.example.evil.example/", "false", "domain", []),
    ("https://evilkatrineholm.example/", "unknown", "domain", []),
    ("https://evil.example/katrineholm.example", "unknown", "domain", []),
    ("https://katrineholm.example:8443/", "false", "domain", []),
    ("https://social.katrineholm.example/@evil", "partly", "domain", []),
    ("katrineho1m.example", "false", "domain", []),
    ("info@katrineholm.exannple", "false", "email", []),
    ("info@katrineholm.example", "official", "email", []),
    ("bygg@katrineholm.example", "partly", "email", []),
    ("https://evil.localhost:8081/skolbloggen/", "unknown", "domain", []),
    ("https://under.lamnad.example/", "unknown", "domain", []),
]


@pytest.mark.parametrize(("text", "status", "ground", "channels"), FOUND)
def test_a_page_is_ours_by_its_address_or_its_domain(hub, sites, text, status, ground, channels):
    verdict = verify(hub, text)
    found = [facts.path.rpartition("/")[2] for facts in verdict.channels]
    assert (verdict.status, verdict.ground, found) == (status, ground, channels)


@pytest.mark.parametrize("mail", ["", "info@example.net", "katrineholm@gmail.com"])
def test_the_domain_of_a_mail_is_ours_only_where_we_are_in_it(hub, make_channel, mail):
    make_channel("blogg", profile_url="https://blogg.katrineholm.example/skola/")
    api.portal.set_registry_record("katrineholm.socialhub.office_email", mail)
    for host in (mail.rpartition("@")[2] or "katrineholm.example", "katrineholm.example"):
        assert verify(hub, f"https://www.{host}/").status == "unknown"
