"""What the operator sets in the process environment."""

import os
from collections.abc import Mapping

from ..feeds.settings import read_settings


class OperatorError(Exception):
    """What keeps the command from beginning, in a sentence for the operator."""


def check(environ: Mapping[str, str] = os.environ) -> None:
    """Raise OperatorError for a setting that cannot be understood."""
    try:
        read_settings(environ)
        host_spacing(environ)
    except ValueError as error:
        raise OperatorError(str(error)) from error


def host_spacing(environ: Mapping[str, str] = os.environ) -> float:
    """Seconds between two requests to one host: SOCIALHUB_HOST_SPACING, 1 unless set."""
    text = environ.get("SOCIALHUB_HOST_SPACING") or "1"
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"SOCIALHUB_HOST_SPACING: {text!r} is not a number of seconds.") from None
