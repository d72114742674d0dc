"""The subcommands, each an entry point in setup.py.

Other add-ons can add subcommands in the same way.
"""

from functools import cache
from importlib.metadata import entry_points
from typing import Any

COMMANDS = "katrineholm.socialhub.commands"
INDEXES = "katrineholm.socialhub.indexes"


@cache
def commands() -> dict[str, Any]:
    """Return by name the modules with HELP, ``arguments(parser)`` and ``run(site, options, stop)``.

    ``run`` returns the exit status.
    """
    return _loaded(COMMANDS)


@cache
def indexes() -> dict[str, Any]:
    """Return by name the modules with ``make(stop)``, which rebuilds an index of every hub."""
    return _loaded(INDEXES)


def needs_site(command: Any) -> bool:
    """Return whether a command needs a site: unless it has NEEDS_A_SITE = False."""
    return getattr(command, "NEEDS_A_SITE", True)


def _loaded(group):
    return {each.name: each.load() for each in entry_points(group=group)}
