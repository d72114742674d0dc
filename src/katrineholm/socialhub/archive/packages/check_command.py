"""The command ``socialhub check-package``, which checks a package for the archive."""

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from threading import Event
from typing import Any

from ... import logger

HELP = "check a package's files against their checksums, and its description against its schemas"
SHA256 = "the known SHA-256 of the whole file: without it, a package made anew is not noticed"
NEEDS_A_SITE = False


def arguments(parser: ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the package's ZIP file")
    parser.add_argument("--sha256", type=_digest, metavar="HEX", help=SHA256)


def run(site: Any, options: Namespace, stop: Event) -> int:
    """Log each error found in the package; return 1 if there are any, otherwise 0."""
    from ...core.files.package_check import package_errors
    from ...core.files.package_model import SchemaMissing

    try:
        found = list(package_errors(options.file, options.sha256 or ""))
    except SchemaMissing as error:
        found = [str(error)]
    for fault in found:
        logger.error("%s", fault)
    if not found:
        logger.info("%s is whole", options.file)
    return 1 if found else 0


def _digest(text):
    if re.fullmatch("[0-9a-fA-F]{64}", text):
        return text
    raise ArgumentTypeError(f"{text} is no SHA-256: it has 64 digits, 0 to 9 and a to f")
