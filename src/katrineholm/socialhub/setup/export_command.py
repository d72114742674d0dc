"""The command ``socialhub export-site``, which writes a hub into one archive."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from threading import Event
from typing import Any

from .. import logger

HELP = "write a hub with all that is of it into an archive, for another site"


def arguments(parser: ArgumentParser) -> None:
    """Add the command's arguments to the parser."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the archive, a new file")
    parser.add_argument("--hub", metavar="PATH", help="the hub's path (default: the only one)")


def run(site: Any, options: Namespace, stop: Event) -> int:
    """Write the archive, and print a report as JSON.

    The exit status is 1 if the export was stopped, or 2 if the archive cannot be written.
    """
    from json import dumps

    from ..core.files.json_values import TransferError
    from .hub_export import Stopped, export_hub

    try:
        hub = _hub(site, options.hub)
        about = export_hub(hub, options.file, is_stopped=stop.is_set)
    except (TransferError, OSError) as error:
        logger.error("%s", error)
        return 2
    except Stopped:
        logger.error("stopped; there is no archive")
        return 1
    logger.info("what is encrypted is so in the archive: the new site needs our SOCIALHUB_KEYS")
    print(dumps(about, indent=1, ensure_ascii=False))
    return 0


def _hub(site, path):
    from ..accounts.channels.hub import all_hubs
    from ..core.files.json_values import TransferError

    found = {
        "/".join(hub.getPhysicalPath()[len(site.getPhysicalPath()) :]): hub for hub in all_hubs()
    }
    if path is None and len(found) != 1:
        raise TransferError(
            f"Say with --hub which hub is meant: {', '.join(found) or 'there is none'}."
        )
    hub = found.get((path or next(iter(found))).strip("/"))
    if hub is None:
        raise TransferError(f"There is no hub at {path}.")
    return hub
