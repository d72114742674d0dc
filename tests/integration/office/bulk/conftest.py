"""The places that the tests of ``office/bulk`` share."""

from datetime import date

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


@pytest.fixture
def existing(make_functional_channel):
    """An official channel, ``bloggen``, with duties."""
    return make_functional_channel(
        "bloggen",
        title="Bloggen",
        responsible="Anna Berg <anna@example.se>",
        substitute="Bo Ek <bo@example.se>",
        purpose="Att berätta",
        rhythm=7,
        starts=date(2026, 1, 31),
        interval=60,
    )
