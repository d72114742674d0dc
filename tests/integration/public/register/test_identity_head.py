"""What the pages say in their heads of whose they are."""

import json
import re

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.public.register import identity_head

pytestmark = pytest.mark.usefixtures("framed")

MASTODON = "https://mastodon.social/@katrineholm"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture
def listed(make_functional_channel):
    """An official and a paused channel, and others that are neither."""
    for state in ("reported", "draft", "closed"):
        make_functional_channel(state, state=state)
    make_functional_channel(
        "paus", state="paused", profile_url="https://play.example.se/katrineholm?a=1&b=2"
    )
    return make_functional_channel("mastodon", profile_url=MASTODON)


@pytest.fixture
def read(browse):
    """A function that gives a page's rel="me" links and what it says as JSON-LD."""

    def read(path):
        page = browse().get(path).text
        links = re.findall(r'<link [^>]*rel="me"[^>]*>', page)
        found = [json.loads(text) for text in SCRIPT.findall(page)]
        ours = [each for each in found if each.get("@type") == "GovernmentOrganization"]
        return [re.search('href="([^"]*)"', link)[1] for link in links], ours

    return read


def test_the_hub_claims_the_official_accounts_of_all(listed, read, functional_portal):
    links, (told,) = read("hub")
    hub = functional_portal.hub.absolute_url()
    assert links == [MASTODON, "https://play.example.se/katrineholm?a=1&amp;b=2"]
    assert told == {
        "@context": "https://schema.org",
        "@id": f"{hub}#organisation",
        "@type": "GovernmentOrganization",
        "name": "Katrineholms kommun",
        "url": hub,
        "sameAs": [MASTODON, "https://play.example.se/katrineholm?a=1&b=2"],
        "department": [
            {
                "@id": f"{hub}/kultur#organisation",
                "@type": "GovernmentOrganization",
                "name": "Kulturförvaltningen",
                "url": f"{hub}/kultur",
                "email": "kultur@example.se",
                "telephone": "0150-570 00",
            }
        ],
    }


def test_an_administration_claims_its_own_accounts(listed, read, functional_portal):
    with api.env.adopt_user(SITE_OWNER_NAME):
        school = api.content.create(functional_portal.hub, "Administration", "skola", title="Skola")
        api.content.transition(school, "publish")
    transaction.commit()
    links, (told,) = read("hub/kultur")
    assert len(links) == 2
    assert (told["name"], told["sameAs"][0]) == ("Kulturförvaltningen", MASTODON)
    assert read("hub/skola") == ([], [])


def test_a_channel_claims_its_account_for_its_administration(listed, read, functional_portal):
    links, (told,) = read("hub/kultur/mastodon")
    assert links == [MASTODON]
    assert (told["name"], told["sameAs"]) == ("Kulturförvaltningen", [MASTODON])
    assert told["parentOrganization"]["name"] == "Katrineholms kommun"


@pytest.mark.parametrize("path", ["hub/kultur/closed", "hub/@@official", "hub/kultur/@@official"])
def test_nothing_is_claimed_elsewhere(listed, read, path):
    assert read(path) == ([], [])


def test_a_hostile_title_stays_text(make_functional_channel, read, functional_portal):
    make_functional_channel("mastodon", profile_url=MASTODON)
    title = '</script><script>alert(1)</script><!-- &amp; "'
    functional_portal.hub.kultur.title = title
    functional_portal.hub.kultur.reindexObject()
    transaction.commit()
    assert read("hub/kultur")[1][0]["name"] == title


def test_a_page_with_very_many_accounts_leaves_the_links_to_the_channels_pages(
    make_channel, hub, administration
):
    class Many(identity_head.HubIdentity):
        def accounts(self):
            return [f"https://mastodon.social/@a{number}" for number in range(self.number)]

    make_channel("mastodon", profile_url=MASTODON)
    identity = Many(hub, hub.REQUEST)
    identity.number = identity_head.MOST + 1
    told = identity()
    assert told["links"] == []
    assert len(told["jsonld"]["sameAs"]) == identity_head.MOST + 1


def test_a_changed_name_is_seen_at_once(listed, read, functional_portal):
    read("hub")
    api.portal.set_registry_record("katrineholm.socialhub.municipality", "Katrineholm")
    transaction.commit()
    assert read("hub")[1][0]["name"] == "Katrineholm"
