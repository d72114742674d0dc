"""What every room's tests may use."""

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling

pytest_plugins = ["webserver"]
BROWSER = "tests/browser/"

# How long an example takes says more of the machine, which may be busy, than of the code.
hypothesis.settings.register_profile("busy", deadline=None)
hypothesis.settings.load_profile("busy")


class ByFile(LoadScopeScheduling):
    """No file is torn apart, and one process has Chromium and its demonstration for itself."""

    def _split_scope(self, nodeid):
        return BROWSER if nodeid.startswith(BROWSER) else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """How ``make test`` shares the tests among its processes."""
    return ByFile(config, log)
