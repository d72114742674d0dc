"""The graphic profile of a site: who changes it, what is refused, and where it is seen."""

import pytest
from plone import api

from katrineholm.socialhub.site.graphics.profile import (
    PREFIX,
    chosen_tokens,
    complete_tokens,
    site_tokens,
)
from katrineholm.socialhub.site.graphics.tokens import PLACEHOLDER


@pytest.mark.parametrize("value", ["red", "#FFF", "#ffffff;}body{}"])
def test_a_value_that_somebody_has_spoiled_in_the_registry_is_as_good_as_none(hub, value):
    registry = api.portal.get_tool("portal_registry")
    registry.records._values[f"{PREFIX}.brand"] = value
    assert chosen_tokens() == {}
    assert site_tokens() == PLACEHOLDER


def test_capital_letters_are_one_colour_with_small_ones():
    assert complete_tokens({"brand": "#ABCDEF"}).brand == "#abcdef"
