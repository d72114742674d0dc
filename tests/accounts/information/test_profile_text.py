from dataclasses import replace

import pytest
from helpers.accounts import information
from zope.i18n import translate

from katrineholm.socialhub.accounts.information.card import Card
from katrineholm.socialhub.accounts.information.profile_text import (
    LIMITS,
    profile_length,
    profile_text,
)

CARD = replace(
    information.CARD,
    platform="youtube",
    service="YouTube",
    purpose="What happens in our schools, told by those who work in them and by the pupils",
    audience="",
    contact_url="",
    own_rules=("links to shops.",),
    data_protection_url="",
)
WHO = "Official channel of Education, Katrineholm."
PURPOSE = f"{CARD.purpose}."
RECORDS = "Comments and messages become public records."
RULES = (
    "A comment may not contain: defamation, personal attacks or insults; agitation against a "
    "population group, sexist statements or other harassment; unlawful depictions of violence or "
    "pornography; incitement to crime, or amount to other criminal activity; unlawful use of "
    "material that is protected by copyright; swearing or obscene words; commercial messages or "
    "advertising; links to shops."
)
CONTACT = "Contact: education@example.org, 0150-570 00."
LINK = "Rules, and how to report a comment: https://example.org/schools"
FULL = f"{WHO} {PURPOSE} {RECORDS} {RULES} {CONTACT} {LINK}"


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        (1000, FULL),
        (len(FULL), FULL),
        (len(FULL) - 1, f"{WHO} {PURPOSE} {RECORDS} {CONTACT} {LINK}"),
        (276, f"{WHO} {PURPOSE} {RECORDS} {CONTACT} {LINK}"),
        (275, f"{WHO} {PURPOSE} {RECORDS} {LINK}"),
        (231, f"{WHO} {PURPOSE} {RECORDS} {LINK}"),
        (
            230,
            f"{WHO} What happens in our schools, told by those who work in them and by the… "
            f"{RECORDS} {LINK}",
        ),
        (196, f"{WHO} What happens in our schools, told by those… {RECORDS} {LINK}"),
        (195, f"{WHO} {RECORDS} {LINK}"),
        (152, f"{WHO} {RECORDS} {LINK}"),
        (151, f"{WHO} {LINK}"),
        (107, f"{WHO} {LINK}"),
        (106, f"{WHO} https://example.org/schools"),
        (71, f"{WHO} https://example.org/schools"),
        (70, WHO),
        (43, WHO),
        (42, "Official channel of Education…"),
        (10, "Official…"),
        (5, ""),
    ],
)
def test_a_profile_text_is_as_full_as_fits(limit, text):
    assert profile_text(CARD, limit, translate=translate) == text


@pytest.mark.parametrize("platform", [*LIMITS, "flickr"])
def test_a_service_gets_a_text_that_it_takes(platform):
    text = profile_text(replace(CARD, platform=platform), translate=translate)
    assert text.startswith(WHO)
    assert len(text) <= LIMITS.get(platform, 300)


def test_the_limit_is_the_services_own_unless_another_is_given():
    card = replace(CARD, platform="x")
    assert profile_text(card, translate=translate) == f"{WHO} {RECORDS} {LINK}"
    assert profile_text(card, 110, translate=translate) == f"{WHO} {LINK}"


@pytest.mark.parametrize(
    ("platform", "units"),
    [("mastodon", 3 + 23), ("bluesky", 3 + 27), ("youtube", 4 + 27)],
)
def test_characters_are_counted_as_the_service_counts_them(platform, units):
    assert profile_length("å🏫 https://example.org/schools", platform) == units


def test_a_mastodon_profile_has_room_for_a_long_address():
    page = "https://example.org/" + "s" * 400
    card = replace(CARD, platform="mastodon", page_url=page, purpose="", email="", phone="")
    link = f"Rules, and how to report a comment: {page}"
    assert profile_text(card, 170, translate=translate) == f"{WHO} {RECORDS} {link}"


def test_a_channel_that_cannot_be_commented_speaks_of_messages_only():
    card = replace(CARD, dialogue=False)
    assert profile_text(card, 1000, translate=translate) == (
        f"{WHO} {PURPOSE} Messages to us become public records. {CONTACT} "
        "About the channel: https://example.org/schools"
    )


@pytest.mark.parametrize("limit", [1000, 100])
def test_a_closed_channel_says_that_it_is_no_longer_used(limit):
    assert profile_text(replace(CARD, state="closed"), limit, translate=translate) == (
        "No longer used by Education, Katrineholm. About the channel: https://example.org/schools"
    )


def test_a_card_with_little_on_it_gives_what_there_is():
    card = Card("Schools today", "youtube", "YouTube", "Education", "Katrineholm")
    rules = RULES.replace("; links to shops", "")
    assert profile_text(card, 1000, translate=translate) == f"{WHO} {RECORDS} {rules}"


def test_a_purpose_is_written_on_one_line_and_ended_once():
    card = replace(CARD, purpose="Ask us!\n\nWe answer!", email="", phone="")
    assert profile_text(card, 200, translate=translate) == (
        f"{WHO} Ask us! We answer! {RECORDS} {LINK}"
    )


def test_each_text_goes_through_the_readers_language():
    loud = profile_text(CARD, 71, translate=lambda text: translate(text).upper())
    assert loud == f"{WHO.upper()} https://example.org/schools"
