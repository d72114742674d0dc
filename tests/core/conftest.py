"""What the tests without Plone have in common."""

import pytest

from katrineholm.socialhub.core.feeds.settings import default_settings

OPERATORS = ("SOCIALHUB_ALLOWED_NETWORKS", "SOCIALHUB_HOST_SPACING")


@pytest.fixture(autouse=True)
def untouched(monkeypatch):
    """No operator has set anything, whatever tests with a site have set in this process before."""
    for name in OPERATORS:
        monkeypatch.delenv(name, raising=False)
    default_settings.cache_clear()
    yield
    default_settings.cache_clear()
