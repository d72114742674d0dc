"""The places that the tests of ``office/bulk`` share."""

import pytest
from helpers.integration.office.bulk import PEOPLE


@pytest.fixture
def two(make_functional_channel):
    """Two official channels, ``ett`` and ``tva``."""
    return [make_functional_channel(name, title=name, **PEOPLE) for name in ("ett", "tva")]


@pytest.fixture
def office(functional_administration, person, browse):
    """A session of the office's."""
    return browse(*person("Information Officer"))
