"""What is lacking on a card, and what to do."""

from dataclasses import replace

import pytest
from helpers.accounts.information import CARD

from katrineholm.socialhub.accounts.information.card import Card, missing_facts


@pytest.mark.parametrize(
    ("lacking", "sentences"),
    [
        ({}, []),
        ({"email": ""}, []),
        ({"phone": ""}, []),
        ({"administration": ""}, ["The administration has no title: give it one."]),
        (
            {"municipality": ""},
            ["The municipality's name is missing: state it in the add-on's settings."],
        ),
        (
            {"email": "", "phone": ""},
            [
                "Official e-mail and phone are missing: state at least one of them on the "
                "channel or on its administration."
            ],
        ),
        (
            {"purpose": " \n"},
            ["Purpose is missing: say in a sentence what the channel is for."],
        ),
        # The channel has forms of its own.
        ({"contact_url": ""}, []),
        (
            {"page_url": ""},
            [
                "The channel has no public page, so neither the notice on public records nor the "
                "comment rules are shown to anyone: make the channel official."
            ],
        ),
        (
            {"data_protection_url": ""},
            [
                "The link to data protection is missing: state in the add-on's settings where "
                "the municipality informs about personal data."
            ],
        ),
    ],
)
def test_the_checklist_says_what_is_lacking_and_what_to_do(lacking, sentences):
    assert missing_facts(replace(CARD, **lacking)) == sentences


def test_the_checklist_names_everything_that_is_lacking():
    assert len(missing_facts(Card("", "", "", "", ""))) == 6
