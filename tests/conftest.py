"""What every room's tests may use."""

import gc
import os
from collections import Counter
from pathlib import Path

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling

pytest_plugins = ["webserver", "interfaceserver", "stores", "helpers.core.packages"]
SITE = "tests/integration/"
BROWSER = "tests/browser/"
COMMANDS = tuple(f"{SITE}refresh/test_{name}.py" for name in ("command", "console", "once"))
SLOW = ("tests/core/messages/", "tests/refresh/", "tests/test_")
ROOMS = (BROWSER, f"{SITE}writers/", COMMANDS, f"{SITE}setup/test_wheel.py", SITE, SLOW)

# Templates are compiled once, not by each process of each run.
TEMPLATES = Path(__file__).parents[1] / "var" / "templates"
TEMPLATES.mkdir(parents=True, exist_ok=True)
os.environ.setdefault("CHAMELEON_CACHE", str(TEMPLATES))

# Thousands of tests, and a whole site, are looked through for garbage again and again: that took a
# tenth of the time.
gc.set_threshold(50_000, 20, 100)

# How long an example takes says more of the machine, which may be busy, than of the code.
# Other examples each time: `make test-fast ARGS=--hypothesis-profile=thorough` tries many at once.
hypothesis.settings.register_profile("brief", deadline=None, max_examples=50)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=1000)
hypothesis.settings.load_profile("brief")


@pytest.fixture
def tidy():
    """Garbage is looked for often, and only among what a test makes that measures memory.

    Beside a whole site it would be left lying: the more there is already, the longer.
    """
    seldom = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*seldom)
    gc.unfreeze()


class ByFile(LoadScopeScheduling):
    """No file is torn apart; what takes long to begin, a site for Chromium, is begun once."""

    def _split_scope(self, nodeid):
        shared = (str(each) for each in (BROWSER, COMMANDS) if nodeid.startswith(each))
        return next(shared, nodeid.partition("::")[0])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """How ``make test`` shares the tests among its processes."""
    config.option.loadscopereorder = False  # by number of tests: see below
    return ByFile(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """What takes long comes first where processes share the tests, so that they end together.

    That is the room before the number: a site's test takes as long as a hundred without one.
    """
    if hasattr(config, "workerinput"):
        number = Counter(each.path for each in items)
        items.sort(key=lambda each: (room(each.nodeid), -number[each.path]))


def room(nodeid):
    """Its place among those that take long; the others come last."""
    return next((n for n, path in enumerate(ROOMS) if nodeid.startswith(path)), len(ROOMS))
