"""What a rule is made of."""

import pytest

from katrineholm.socialhub.archive.retention.rule_forms import IRule, retention_days
from katrineholm.socialhub.site.pages.form_schema import cleaned_data
from katrineholm.socialhub.site.pages.refusals import FaultyFields, Refusal

RULE = {"kind": "hidden", "days": "365", "decision": "DHP 2.1", "active": "1"}


@pytest.mark.parametrize("given", ["30", 30, "36500", 36500])
def test_a_period_is_a_number_of_days(given):
    assert retention_days(given) == int(given)


@pytest.mark.parametrize("given", ["", "29", 29, "36501", "²", "1e3", True, 30.5, None, ["30"]])
def test_what_is_no_period_is_refused(given):
    with pytest.raises(Refusal):
        retention_days(given)


def test_a_rule_is_in_force_by_a_decision_and_all_that_is_wrong_is_said():
    assert cleaned_data(IRule, RULE)["days"] == 365
    assert cleaned_data(IRule, RULE | {"decision": "", "active": ""})["active"] is False
    with pytest.raises(FaultyFields) as refusal:
        cleaned_data(IRule, RULE | {"days": "x", "decision": " . "})
    assert {*refusal.value.faults} == {"days", "decision"}
