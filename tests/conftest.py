"""What every room's tests may use."""

import pytest
from xdist.scheduler import LoadScopeScheduling

pytest_plugins = ["webserver"]
BROWSER = "tests/browser/"


class ByFile(LoadScopeScheduling):
    """No file is torn apart, and one process has Chromium and its demonstration for itself."""

    def _split_scope(self, nodeid):
        return BROWSER if nodeid.startswith(BROWSER) else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """How ``make test`` shares the tests among its processes."""
    return ByFile(config, log)
