"""What the tests of the room about share."""

import pytest
import transaction

from katrineholm.socialhub.accounts.rules.grounds import OwnRule, Step, as_data

ANNA = "Anna Berg <anna@example.se>"
BO = "Bo Ek <bo@example.se>"
RULES = as_data(
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
