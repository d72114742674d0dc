"""The command ``socialhub import-download``, for downloads of any size."""

from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from pathlib import Path
from threading import Event
from typing import Any

from ... import logger

HELP = "bring a service's own download into a channel"
BY = "import-download"


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.add_argument("file", nargs="+", metavar="FILE", help="each file of the download")
    parser.add_argument("--channel", required=True, metavar="PATH", help="the channel's path")
    parser.add_argument(
        "--record-only", action="store_true", help="keep it for the record: no visitor sees it"
    )
    parser.add_argument(
        "--show-network",
        action="store_true",
        help="show posts, too, that only the account's own network sees at the service",
    )
    parser.add_argument("--dry-run", action="store_true", help="only tell what would happen")


def run(site: Any, options: Namespace, stop: Event) -> int:
    """Import or preview a download; return the exit code, which is 1 if it is refused."""
    from json import dumps

    import transaction

    from ...core.sources.download_files import Upload
    from ...refresh.settings import channel_at
    from ...site.pages.parser_calls import run_here
    from ...site.pages.refusals import Refusal
    from .download_import import import_download, preview_download
    from .download_summary import outcome_summary

    channel = channel_at(site, options.channel)
    chosen = {name: getattr(options, name) for name in ("record_only", "show_network")}
    chosen["run"] = run_here
    with ExitStack() as stack:
        streams = [(name, stack.enter_context(_opened(name))) for name in options.file]
        files = [Upload(Path(name).name, stream) for name, stream in streams]
        try:
            if options.dry_run:
                outcome = preview_download(channel, files, **chosen)
            else:
                outcome = import_download(channel, files, by=BY, **chosen)
        except Refusal as refusal:
            transaction.abort()
            logger.error("%s", refusal.sentence)
            return 1
    if any(outcome.done[name] for name in ("new", "changed")):
        transaction.commit()
    print(dumps(outcome_summary(outcome), ensure_ascii=False, indent=1))
    return 0


def _opened(name):
    from ...refresh.settings import OperatorError

    try:
        return open(name, "rb")
    except OSError as error:
        raise OperatorError(f"{name} cannot be read: {error.strerror}.") from error
