"""What the tests without Plone have in common."""

import pytest

from katrineholm.socialhub.core.feeds.settings import default_settings

OPERATORS = ("SOCIALHUB_ALLOWED_NETWORKS", "SOCIALHUB_HOST_SPACING")


@pytest.fixture(autouse=True)
def untouched(monkeypatch):
    """No operator has set anything, whoever runs the tests."""
    for name in OPERATORS:
        monkeypatch.delenv(name, raising=False)
    default_settings.cache_clear()
    yield
    default_settings.cache_clear()
