"""What every room's tests may use."""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent
pytest_plugins = ["webserver"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Several processes at once (``make test``): no file is torn apart, and one has Chromium."""
    for item in items:
        in_browser = item.path.is_relative_to(TESTS / "browser")
        group = "browser" if in_browser else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))
