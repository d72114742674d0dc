"""What the tests of ``public/partyblogs`` without a site share."""

from datetime import UTC, datetime

import pytest


@pytest.fixture(scope="session")
def moment():
    """Noon of a day in May 2026: ``moment(4)``."""
    return lambda day: datetime(2026, 5, day, 12, tzinfo=UTC)
