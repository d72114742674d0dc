"""What is in an open request is not disposed of, whatever the rules say: see ``holds.IKeeps``."""

from collections.abc import Mapping
from itertools import islice

from ...accounts.channels import holds
from . import book


def keeps(hub, kind: str, name: str) -> bool:
    """Whether a post, an earlier version of it, or a message is in a request that is open."""
    return any(_has(request["things"], kind, name) for request in book.open_ones(hub))


def _has(things: Mapping, kind, name):
    if kind not in (holds.ENTRY, holds.MESSAGE):
        return False
    return f"{kind}:{name}" in things or (kind == holds.ENTRY and _has_version(things, name))


def _has_version(things, entry_id):
    start = f"version:{entry_id}:"
    return any(key.startswith(start) for key in islice(things.keys(start), 1))
