"""The utility that removes the copies of disposed records from the deliveries of requests."""

from collections.abc import Iterable, Mapping

from plone.dexterity.content import Container

from ...accounts.channels import holds
from . import request_log
from .request_actions import is_held
from .request_storage import all_requests


def forget_in_deliveries(
    hub: Container, kind: str, names: Iterable[str], part: str, now: int
) -> None:
    """Remove the files of deliveries that have a disposed record, see ``IForgets``.

    What was given out, and its hash, stay in the log. A file in which something else is held stays
    until its request is thrown away.
    """
    gone = {f"{kind}:{name}" for name in names}
    for id, request in all_requests(hub):
        for number, each in [*request["deliveries"].items()]:
            if each["file"] is not None and _is_to_go(hub, each["things"], gone, part):
                request["deliveries"][number] = {**each, "file": None}
                request_log.add_log_line(
                    *(hub, request_log.FORGET, id), now=now, who="", sha256=each["sha256"]
                )
        _delete_masks(request, gone, part)


def _is_to_go(hub, things, gone, part):
    is_in_it = any(_is_of(key, gone, part) for key in things)
    return is_in_it and not any(is_held(hub, key) for key in things)


def _is_of(key: str, gone: set[str], part: str) -> bool:
    """Return whether the record with this key was disposed of, or shows what was."""
    kind, _colon, name = key.partition(":")
    if kind == "version":
        return f"{holds.ENTRY}:{name.partition(':')[0]}" in gone
    return key in gone and part != "version"


def _delete_masks(request: Mapping, gone, part):
    """Delete the masks of these records alone, since their words are those of the records."""
    for number, mask in [*request["masks"].items()]:
        if mask["thing"] and _is_of(mask["thing"], gone, part):
            del request["masks"][number]
