"""The choices of settings."""

import pytest

from katrineholm.socialhub.core.messages.guards import IN_ORDER, LIBRARY
from katrineholm.socialhub.site.settings import vocabularies
from katrineholm.socialhub.site.settings.registry import ISocialHubSettings


@pytest.mark.parametrize(
    ("field", "factory", "values"),
    [
        ("party_order", vocabularies.party_orders, ["alphabet", "seats"]),
        ("open_comments", vocabularies.interpretations, [IN_ORDER, LIBRARY]),
    ],
)
def test_a_setting_begins_with_one_of_its_choices(field, factory, values):
    assert [term.value for term in factory(None)] == values
    assert ISocialHubSettings[field].default == values[0]
