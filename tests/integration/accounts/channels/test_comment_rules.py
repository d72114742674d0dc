"""A channel's own comment rules as other rooms read them."""

from katrineholm.socialhub.accounts.channels.comment_rules import own_rules, proposed_rules
from katrineholm.socialhub.accounts.information import rule_steps

RULE = "länkar till butiker"


def test_a_rule_waits_for_the_office_until_it_is_answered(
    functional_portal, make_functional_channel
):
    hub, proposed = functional_portal.hub, make_functional_channel("bloggen")
    rule_steps.propose_rule(proposed, RULE)
    assert proposed_rules(hub) == {proposed.UID(): [RULE]}
    rule_steps.answer_proposal(proposed, "E1", True, "")
    assert [(rule.text, rule.state) for rule in own_rules(proposed)] == [(RULE, "consulted")]
    assert proposed_rules(hub) == {}
