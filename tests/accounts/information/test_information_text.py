from dataclasses import replace

import pytest
from helpers.accounts import information
from zope.i18n import translate

from katrineholm.socialhub.accounts.information.card import Card
from katrineholm.socialhub.accounts.information.information_text import information_sections
from katrineholm.socialhub.core.messages.grounds import GROUNDS

CARD = replace(information.CARD, name="Schools today on Facebook")
BEHIND = (
    "behind",
    "Who is behind the channel",
    [
        "Schools today on Facebook is an official channel of Education, Katrineholm.",
        "What we write in the channel is part of the administration's work.",
    ],
    [],
    [],
)
WHY = (
    "why",
    "Why the channel exists",
    ["What happens in our schools.", "The channel is meant for: parents"],
    [],
    [],
)
CONTACTS = [
    ("https://example.org/contact", "Contact the person responsible"),
    ("mailto:education@example.org", "education@example.org"),
    ("tel:015057000", "0150-570 00"),
]
RULES = (
    "rules",
    "Rules for comments",
    [
        "The municipality's guidelines for social media apply in the channel. "
        "A comment may not contain:"
    ],
    [*(ground.text for ground in GROUNDS), "links to shops"],
    [],
)
REMOVAL = (
    "removal",
    "If a comment breaks the rules",
    [
        "Comments that may be assumed to break the law or the rules are promptly unpublished "
        "or deleted.",
        "Before a comment is deleted, its content and information about its sender are saved.",
        "Comments that are unpublished or deleted are still handled as public records.",
    ],
    [],
    [],
)
READERS = (
    "readers",
    "Who can read what you write",
    [
        "What you write in the channel can be read by everyone who can see the channel.",
        "A message that you send directly to us is not shown to other users, but it may be "
        "handed out as a public record.",
    ],
    [],
    [],
)
KEPT = [
    "They are kept and disposed of under the rules for public records.",
    "Messages that you send directly to us are as a rule incoming documents. They are taken care "
    "of in the municipality's ordinary system, and registered when required.",
    "Write nothing sensitive or secret in the channel, about yourself or about others.",
]
RECORDS = (
    "records",
    "Public records",
    [
        "What we write in the channel, and the comments and messages that we receive there, are "
        "as a rule public records under the Freedom of the Press Act. Everyone has the right to "
        "read them, unless they are covered by secrecy.",
        *KEPT,
    ],
    [],
    [],
)
DATA = (
    "data",
    "Personal data",
    [
        "Katrineholm is the controller of the personal data that we handle in the channel.",
        "Facebook is not run by the municipality. The service has terms of its own and its own "
        "handling of personal data.",
    ],
    [],
    [
        ("https://example.org/data", "How we handle personal data, and what rights you have"),
    ],
)


def read(card):
    """The information text as plain English."""
    return [
        (
            section["id"],
            translate(section["title"]),
            [translate(each) for each in section["texts"]],
            [translate(each) for each in section["items"]],
            [(link["@id"], translate(link["title"])) for link in section["links"]],
        )
        for section in information_sections(card)
    ]


def section(card, name):
    return next((each for each in read(card) if each[0] == name), None)


def test_the_text_of_a_channel_with_dialogue_is_complete():
    reach = [
        "Here you reach the person who answers for the channel, or a substitute.",
        "Report improper comments here too. Say where the comment is and what is wrong with it.",
    ]
    assert read(CARD) == [
        BEHIND,
        WHY,
        ("reach", "How to reach us", reach, [], CONTACTS),
        RULES,
        REMOVAL,
        READERS,
        RECORDS,
        DATA,
    ]


def test_a_channel_that_cannot_be_commented_tells_nothing_of_comments():
    records = (
        "What we write in the channel, and the messages that we receive there, are as a rule "
        "public records under the Freedom of the Press Act. Everyone has the right to read them, "
        "unless they are covered by secrecy."
    )
    guidelines = (
        "The channel cannot be commented. The municipality's guidelines for the web apply to it."
    )
    reach = "Here you reach the person who answers for the channel, or a substitute."
    assert read(replace(CARD, dialogue=False)) == [
        BEHIND,
        WHY,
        ("reach", "How to reach us", [reach], [], CONTACTS),
        ("rules", "Which guidelines apply", [guidelines], [], []),
        ("records", "Public records", [records, *KEPT], [], []),
        DATA,
    ]


@pytest.mark.parametrize("dialogue", [True, False])
def test_a_closed_channel_is_told_of_in_the_past(dialogue):
    card = replace(CARD, state="closed", closed_on="25 November 2026", dialogue=dialogue)
    behind = (
        "Schools today on Facebook was a channel of Education, Katrineholm. "
        "It was closed on 25 November 2026 and is no longer ours."
    )
    reach = "Here you can ask about the channel as it was."
    records = (
        "What was written in the channel, by us and by others, is still handled under the rules "
        "for public records."
    )
    assert read(card) == [
        ("behind", "Who is behind the channel", [behind], [], []),
        ("reach", "How to reach us", [reach], [], CONTACTS),
        ("records", "Public records", [records], [], []),
        DATA,
    ]


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (
            "paused",
            "Schools today on Facebook is an official channel of Education, Katrineholm. "
            "It is paused at present.",
        ),
        (
            "closed",
            "Schools today on Facebook was a channel of Education, Katrineholm. "
            "It is closed and no longer ours.",
        ),
        (
            "draft",
            "Schools today on Facebook is planned as a channel of Education, Katrineholm. "
            "It is not official yet.",
        ),
        (
            "reported",
            "Schools today on Facebook is planned as a channel of Education, Katrineholm. "
            "It is not official yet.",
        ),
    ],
)
def test_only_what_is_official_is_called_official(state, sentence):
    assert section(replace(CARD, state=state), "behind")[2][0] == sentence


def test_what_nobody_has_told_is_left_out():
    card = Card(
        *("Schools today", "facebook", "Facebook", "Education", "Katrineholm"),
        name="Schools today on Facebook",
    )
    rules = (*RULES[:3], [ground.text for ground in GROUNDS], [])
    assert read(card) == [BEHIND, rules, REMOVAL, READERS, RECORDS, (*DATA[:4], [])]


def test_a_service_of_our_own_is_not_called_somebody_elses():
    card = replace(CARD, own_service=True)
    assert section(card, "data") == (
        "data",
        "Personal data",
        ["Katrineholm is the controller of the personal data that we handle in the channel."],
        [],
        DATA[4],
    )


@pytest.mark.parametrize("odd", ["javascript:alert(1)", "httpx://example.org", "/contact", " "])
def test_an_address_that_is_no_web_address_never_becomes_a_link(odd):
    card = replace(CARD, contact_url=odd, data_protection_url=odd)
    assert section(card, "reach")[4] == CONTACTS[1:]
    assert section(card, "data")[4] == []
