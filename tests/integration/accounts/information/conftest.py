"""What the tests of the room about share."""

import pytest
import transaction
from plone import api

from katrineholm.socialhub.accounts.information import rule_steps
from katrineholm.socialhub.core.messages.grounds import OwnRule, Step, rules_as_data

ANNA = "Anna Berg <anna@example.se>"
BO = "Bo Ek <bo@example.se>"
RULES = rules_as_data(
    (
        OwnRule("E1", "länkar till butiker", (Step("in_force", 1, "anna"),)),
        OwnRule("E2", "hemliga tankar", (Step("proposed", 1, "anna"),)),
    )
)
FACTS = {
    "title": "Bloggen",
    "profile_url": "https://www.facebook.com/kultur",
    "feed_url": None,
    "purpose": "Vad som händer på biblioteken.",
    "audience": "Alla som läser",
    "responsible": ANNA,
    "substitute": BO,
    "contact_url": "https://kultur.example.se/kontakt",
}


@pytest.fixture
def blog_channel(make_functional_channel):
    blog_channel = make_functional_channel("bloggen", **FACTS)
    blog_channel.own_rules = RULES
    transaction.commit()
    return blog_channel


ANNA = "Anna Berg <anna@example.se>"
OFFICE = "informationskontoret@example.se"
RULE = "länkar till butiker"


@pytest.fixture
def office_channel(make_functional_channel):
    api.portal.set_registry_record("katrineholm.socialhub.office_email", OFFICE)
    return make_functional_channel("bloggen", title="Bloggen", responsible=ANNA, dialogue=True)


@pytest.fixture
def proposed(office_channel):
    rule_steps.propose_rule(office_channel, RULE)
    transaction.commit()
    return office_channel


@pytest.fixture
def editor(functional_administration, person):
    return person("Editor", at=functional_administration)
