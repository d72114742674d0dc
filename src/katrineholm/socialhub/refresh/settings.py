"""The operator's settings in environment variables, and arguments of commands."""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from ..accounts.channels.interfaces import IChannel
from ..core.feeds.settings import read_settings
from ..core.sources.environment import read_apps, read_bases
from ..core.sources.vault import read_keys

MAX_SPACING = 3600
MAX_NICENESS = 19


class OperatorError(Exception):
    """Raised if a command cannot start, with a message for the operator."""


def check_environment(environ: Mapping[str, str] = os.environ) -> None:
    """Raise OperatorError if an environment variable has an invalid value."""
    try:
        read_settings(environ)
        read_apps(environ)
        read_bases(environ)
        read_keys(environ)
        host_spacing(environ)
        niceness(environ)
        is_log_json(environ)
    except ValueError as error:
        raise OperatorError(str(error)) from error


def channel_at(site: Any, path: str) -> Any:
    """Return the channel at a path below the site. Raise OperatorError if there is none."""
    channel = site.unrestrictedTraverse(path.strip("/"), None)
    if not IChannel.providedBy(channel):
        raise OperatorError(f"There is no channel {path}.")
    return channel


def host_spacing(environ: Mapping[str, str] = os.environ) -> float:
    """Return the seconds between requests to a host: SOCIALHUB_HOST_SPACING, by default 1."""
    text = environ.get("SOCIALHUB_HOST_SPACING") or "1"
    with suppress(ValueError):
        seconds = float(text)
        if 0 <= seconds <= MAX_SPACING:  # which nan is not
            return seconds
    raise ValueError(
        f"SOCIALHUB_HOST_SPACING: {text!r} is not a number of seconds from 0 to {MAX_SPACING}."
    )


def niceness(environ: Mapping[str, str] = os.environ) -> int:
    """Return the worker's niceness: SOCIALHUB_NICENESS, from 0 to 19, by default 5."""
    text = environ.get("SOCIALHUB_NICENESS") or "5"
    if re.fullmatch(r"\d{1,2}", text, re.ASCII) and int(text) <= MAX_NICENESS:
        return int(text)
    raise ValueError(
        f"SOCIALHUB_NICENESS: {text!r} is not a whole number from 0 to {MAX_NICENESS}."
    )


def is_log_json(environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether SOCIALHUB_LOG is json; by default it is text."""
    text = environ.get("SOCIALHUB_LOG") or "text"
    if text in ("text", "json"):
        return text == "json"
    raise ValueError(f"SOCIALHUB_LOG: {text!r} is neither text nor json.")
