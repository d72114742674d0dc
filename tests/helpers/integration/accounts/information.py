"""What the tests of ``accounts/information`` have in common."""

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
