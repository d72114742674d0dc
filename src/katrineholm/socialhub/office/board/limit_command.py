"""The command ``socialhub limit-site``, which sets the limits of a site."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from threading import Event
from typing import Any

HELP = "set the limits of a site, or print them and how much is used"
MAX_LIMIT = 10**9
UNITS = {"channels": "channels", "storage": "MB", "reports": "reports an hour"}


def arguments(parser: ArgumentParser) -> None:
    """Add the command's arguments to the parser."""
    for option, name, meaning in (
        ("--channels", "N", "channels that the site may have, closed ones included"),
        ("--storage", "MB", "megabytes of what its hubs store"),
        ("--reports-per-hour", "N", "reports that the public may send; as many messages"),
    ):
        text = f"{meaning}; 0 or none: no limit"
        parser.add_argument(option, type=limit_value, metavar=name, help=text)


def limit_value(text: str) -> int:
    """Return a limit from the command line, 0 for ``none``. Raise ArgumentTypeError."""
    if text == "none":
        return 0
    is_short = len(text) <= len(str(MAX_LIMIT))
    if is_short and text.isascii() and text.isdigit() and int(text) <= MAX_LIMIT:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is neither a whole number up to {MAX_LIMIT} nor none")


def run(site: Any, options: Namespace, stop: Event) -> int:
    """Store the given limits, measure the storage, and print all limits with what is used."""
    import transaction

    from ...accounts.channels.limits import MEGABYTE, set_site_limits, store_storage_size
    from ...refresh.storage_size import measured_site
    from .site_limits import site_limits

    given = {
        "channels": options.channels,
        "storage": options.storage and options.storage * MEGABYTE,
        "reports": options.reports_per_hour,
    }
    measured = measured_site(site)
    for attempt in transaction.manager.attempts():
        with attempt:
            set_site_limits(site, {name: it for name, it in given.items() if it is not None})
            store_storage_size(site, *measured)
    for each in site_limits():
        print(_line(each))
    return 0


def _line(each):
    limit = f"of {each.limit} " if each.limit else ""
    tail = "" if each.limit else ", no limit"
    return f"{each.name}: {'-' if each.used is None else each.used} {limit}{UNITS[each.name]}{tail}"
