"""What the rooms give to the command line, each by an entry point that setup.py states.

Another add-on adds a command of its own in the same way.
"""

from functools import cache
from importlib.metadata import entry_points
from typing import Any

COMMANDS = "katrineholm.socialhub.commands"
INDEXES = "katrineholm.socialhub.indexes"


@cache
def commands() -> dict[str, Any]:
    """By name, modules with HELP, ``arguments(parser)`` and ``run(site, options, stop)``.

    What ``run`` gives is the exit status.
    """
    return _loaded(COMMANDS)


@cache
def indexes() -> dict[str, Any]:
    """By name, modules with ``make(stop)``, which makes an index of every hub anew."""
    return _loaded(INDEXES)


def needs_a_site(command: Any) -> bool:
    """Whether a command works on a site; one that does not says NEEDS_A_SITE = False."""
    return getattr(command, "NEEDS_A_SITE", True)


def _loaded(group):
    return {each.name: each.load() for each in entry_points(group=group)}
