"""What every room's tests may use."""

import gc
import os
from collections import Counter
from pathlib import Path

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling

pytest_plugins = ["webserver", "interfaceserver", "stores", "forking", "helpers.core.packages"]
SITE = "tests/integration/"
BROWSER = "tests/browser/"
COMMANDS = tuple(f"{SITE}refresh/test_{name}.py" for name in ("command", "console", "single_round"))
WAITING = ("tests/refresh/", "tests/test_")
SLOW = "tests/core/messages/"
FULL = (f"{SITE}writers/", f"{SITE}setup/test_wheel.py")
# What waits leaves a core to the third process, while there is one; what takes long in few tests is
# no end for two processes.
EARLY = tuple(
    f"{SITE}{each}" for each in ("site/mail/", "refresh/", "setup/", "public/register/test_leaks")
)
ROOMS = (BROWSER, COMMANDS, WAITING, FULL, EARLY, SITE, SLOW)
# These have a site in their own process; the others wait for other processes, or need none.
HEAVY = tuple(map(ROOMS.index, (BROWSER, EARLY, SITE)))
# What takes long to begin, like a site for Chromium, is begun once.
SHARED = ((BROWSER,), COMMANDS)

# Templates are compiled once, not by each process of each run.
TEMPLATES = Path(__file__).parents[1] / "var" / "templates"
TEMPLATES.mkdir(parents=True, exist_ok=True)
os.environ.setdefault("CHAMELEON_CACHE", str(TEMPLATES))

# The words' dictionary forms are written once, too.
os.environ.setdefault("SOCIALHUB_WORDS", str(TEMPLATES.with_name("words")))

# Thousands of tests, and a whole site, are looked through for garbage again and again: that took a
# tenth of the time.
gc.set_threshold(50_000, 20, 100)

# How long an example takes says more of the machine, which may be busy, than of the code.
# Other examples each time: `make test-fast ARGS=--hypothesis-profile=thorough` tries many at once.
hypothesis.settings.register_profile("brief", deadline=None, max_examples=50)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=1000)
hypothesis.settings.load_profile("brief")


def pytest_collection_finish():
    """What is there before the first test stays: it is not looked through for garbage."""
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    """Write how many processor seconds the run took, those of its ended processes with it."""
    if not hasattr(config, "workerinput"):
        spent = os.times()
        print(f"{sum(spent[:4]):.0f} processor seconds")


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


class ByFile(LoadScopeScheduling):
    """No file is torn apart.

    A third process takes what is light alone, while of two others one waits for Chromium: three
    sites would take the cache of two cores from each other.
    """

    def _split_scope(self, nodeid):
        shared = (each[0] for each in SHARED if nodeid.startswith(each))
        return next(shared, nodeid.partition("::")[0])

    def _assign_work_unit(self, node):
        # A process too many is sent home at random: the third may be the only one left.
        if node.gateway.id == "gw2" and len(self.assigned_work) > 1:
            light = next(filter(is_light, self.workqueue), None)
            if light is None:
                node.shutdown()
                return
            self.workqueue.move_to_end(light, last=False)
        super()._assign_work_unit(node)


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
    if hasattr(config, "workerinput") and not config.pluginmanager.hasplugin("randomly"):
        number = Counter(each.path for each in items)
        items.sort(key=lambda each: (is_light(each.nodeid), room(each.nodeid), -number[each.path]))


def is_light(nodeid):
    return room(nodeid) not in HEAVY


def room(nodeid):
    """Its place among those that take long; the others come last."""
    return next((n for n, path in enumerate(ROOMS) if nodeid.startswith(path)), len(ROOMS))
