"""What is known of a channel for its information text."""

import pytest
from helpers.integration.accounts.information import FACTS, RULES
from plone import api

from katrineholm.socialhub.accounts.information.card import Card, channel_card


def test_a_card_is_written_from_the_facts(portal, make_channel):
    api.portal.set_registry_record(
        "katrineholm.socialhub.data_protection_url", "https://example.se/gdpr"
    )
    blog_channel = make_channel("bloggen", **FACTS)
    blog_channel.own_rules = RULES
    assert channel_card(blog_channel) == Card(
        title="Bloggen",
        platform="facebook",
        service="Facebook",
        administration="Kulturförvaltningen",
        municipality="Katrineholms kommun",
        purpose="Vad som händer på biblioteken.",
        audience="Alla som läser",
        email="kultur@example.se",
        phone="0150-570 00",
        contact_url="https://kultur.example.se/kontakt",
        dialogue=True,
        own_rules=("länkar till butiker",),
        data_protection_url="https://example.se/gdpr",
        page_url=f"{blog_channel.absolute_url()}/@@about",
        name="Bloggen på Facebook",
    )


@pytest.mark.parametrize(("platform", "own"), [("website", True), ("wordpress", False)])
def test_the_municipalitys_own_site_has_nobody_elses_terms(make_channel, platform, own):
    assert channel_card(make_channel(platform=platform)).own_service == own


@pytest.mark.parametrize(
    ("state", "has_page"), [("draft", False), ("reported", False), ("paused", True)]
)
def test_a_channel_that_nobody_may_see_has_no_page_to_lead_to(make_channel, state, has_page):
    assert bool(channel_card(make_channel(state=state)).page_url) == has_page


@pytest.mark.parametrize(
    ("state", "dialogue", "page"),
    [
        ("official", True, "/@@contact-responsible"),
        ("paused", True, "/@@contact-responsible"),
        ("official", False, None),
        ("draft", True, None),
        ("closed", True, None),
    ],
)
def test_a_channel_that_names_no_contact_page_has_a_form_of_its_own(
    make_channel, state, dialogue, page
):
    blog_channel = make_channel(state=state, dialogue=dialogue, contact_url=None)
    wanted = f"{blog_channel.absolute_url()}{page}" if page else ""
    assert channel_card(blog_channel).contact_url == wanted
