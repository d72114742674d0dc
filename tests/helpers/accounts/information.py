"""What the tests of ``accounts/information`` have in common."""

from katrineholm.socialhub.accounts.information.card import Card
from katrineholm.socialhub.accounts.information.consultation import (
    with_answer,
    with_enforcement,
    with_proposal,
    with_withdrawal,
)

CARD = Card(
    title="Schools today",
    platform="facebook",
    service="Facebook",
    administration="Education",
    municipality="Katrineholm",
    purpose="What happens in our schools.",
    audience="parents",
    email="education@example.org",
    phone="0150-570 00",
    contact_url="https://example.org/contact",
    own_rules=("links to shops",),
    data_protection_url="https://example.org/data",
    page_url="https://example.org/schools",
)
PROPOSED = with_proposal((), "links to shops", "anna", 100)
ACCEPTED = with_answer(PROPOSED, "E1", True, "Fine.", "office", 200)
DECLINED = with_answer(PROPOSED, "E1", False, "K7 says it.", "office", 200)
IN_FORCE = with_enforcement(ACCEPTED, "E1", "anna", 300)
WITHDRAWN = with_withdrawal(IN_FORCE, "E1", "anna", 400, note="No longer needed.")
EVERY = {
    "proposed": PROPOSED,
    "consulted": ACCEPTED,
    "in_force": IN_FORCE,
    "declined": DECLINED,
    "withdrawn": WITHDRAWN,
}
