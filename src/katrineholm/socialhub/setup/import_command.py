"""The command ``socialhub import-site``, which imports a hub from an archive."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from threading import Event
from typing import Any

from .. import logger

HELP = "let a hub come in from the archive of another site"


def arguments(parser: ArgumentParser) -> None:
    """Add the command's arguments to the parser."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", type=Path, nargs="?", metavar="FILE", help="the archive")
    what.add_argument(
        "--take-back", action="store_true", help="forget an arrival that was broken off"
    )
    parser.add_argument("--at", metavar="PATH", help="the hub's path (default: as it was)")
    parser.add_argument(
        "--folder", type=Path, help="where it is unpacked meanwhile (default: beside the archive)"
    )


def run(site: Any, options: Namespace, stop: Event) -> int:
    """Import the hub and print a report as JSON, or cancel an unfinished import.

    The exit status is 1 if it was stopped and can be continued, 2 if the hub cannot be imported.
    """
    from json import dumps

    from ..core.files.json_values import TransferError
    from .hub_export import Stopped
    from .hub_import import cancel_import

    if options.take_back:
        logger.info("taken back" if cancel_import(site) else "there is nothing to take back")
        return 0
    try:
        report = _import_hub(site, options, stop)
    except (TransferError, OSError) as error:
        logger.error("%s", error)
        return 2
    except Stopped:
        logger.error("stopped; the same command goes on, and --take-back takes it back")
        return 1
    print(dumps(report, indent=1, ensure_ascii=False))
    return 0


def _import_hub(site, options, stop):
    from tempfile import TemporaryDirectory

    from ..core.files.hub_archive import unpack_archive
    from .hub_export import check_stop
    from .hub_import import HubImport

    where = options.folder or options.file.resolve().parent
    with TemporaryDirectory(dir=where, prefix="socialhub-") as name:
        about = unpack_archive(options.file, Path(name), lambda: check_stop(stop.is_set))
        at = (options.at or str(about.get("path", ""))).strip("/")
        return HubImport(site, Path(name), is_stopped=stop.is_set).carry_out(at)
