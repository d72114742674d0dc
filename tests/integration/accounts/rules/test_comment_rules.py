"""A channel's own comment rules as other rooms read them."""

from katrineholm.socialhub.accounts.rules import ruling
from katrineholm.socialhub.accounts.rules.comment_rules import proposed_in, rules_of

RULE = "länkar till butiker"


def test_a_rule_waits_for_the_office_until_it_is_answered(functional_portal, proposed):
    hub = functional_portal.hub
    assert proposed_in(hub) == {proposed.UID(): [RULE]}
    ruling.answer(proposed, "E1", True, "")
    assert [(rule.text, rule.state) for rule in rules_of(proposed)] == [(RULE, "consulted")]
    assert proposed_in(hub) == {}
