"""The command ``socialhub pack``, which makes a package for the archive outside the web server.

Its packages are listed together with those ordered on the site.
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event
from time import time
from typing import Any

from ... import logger

ATTEMPTS = 5
HELP = "make a package of a channel's or an administration's posts for the archive"


def arguments(parser: ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--channel", metavar="PATH", help="the channel's path")
    whose.add_argument("--administration", metavar="PATH", help="the administration's path")
    for name, what in (("from", "first"), ("to", "last")):
        help = f"the {what} day, such as 2026-01-31"
        parser.add_argument(
            f"--{name}", dest=what, type=_day, required=True, metavar="DAY", help=help
        )
    for name in ("messages", "diary"):
        parser.add_argument(f"--{name}", action="store_true", help=f"with the {name}")
    parser.add_argument(
        "--secret",
        type=_decision,
        metavar="DECISION",
        help="a package of the messages marked as possibly secret, by this decision",
    )
    parser.add_argument(
        "--folder", type=Path, default=Path(), help="where the file is put (default: here)"
    )


def run(site: Any, options: Namespace, stop: Event) -> int:
    """Make the package and print a description of its ZIP files as JSON.

    The exit status is 1 if the command was stopped, and 2 if the package could not be made.
    """
    from json import dumps

    from ...core.files.package_model import PackageInterrupt
    from .baselines import package_baseline
    from .delivery import PackageRefused, deliver_packages

    try:
        context, scope = _scope(site, options)
        taken = int(time())
        baseline = package_baseline(scope, taken)
        packages = deliver_packages(scope, options.folder, is_stopped=stop.is_set)
    except (PackageRefused, OSError) as error:
        logger.error("%s", error)
        return 2
    except PackageInterrupt:
        logger.error("stopped; there is no package")
        return 1
    _store_order(scope, whose=context.UID(), taken=taken, parts=packages, baseline=baseline)
    print(dumps([_package_data(package) for package in packages], indent=1))
    return 0


def _store_order(scope, *, whose, taken, parts, baseline):
    import transaction

    from . import order_storage
    from .orders import note_decision

    made = order_storage.Order(
        *(
            order_storage.new_id(),
            whose,
            scope.title,
            scope.first.isoformat(),
            scope.last.isoformat(),
        ),
        *(scope.has_messages, scope.has_diary),
        by="",
        ordered=taken,
        state=order_storage.READY,
        progress=100,
        taken=taken,
        parts=order_storage.order_parts(parts),
        is_elsewhere=True,
        secret=scope.secret,
    )
    for attempt in transaction.manager.attempts(ATTEMPTS):
        with attempt:
            order_storage.save_order(scope.hub, made)
            order_storage.store_baseline(scope.hub, made.id, baseline)
            note_decision(scope.hub, made)


def _package_data(package):
    data = {"id": package.identifier, "file": str(package.path), "size": package.size}
    return {**data, "sha256": package.sha256, "files": package.files}


def _scope(site, options):
    from .delivery import PackageRefused
    from .scope import package_scope

    if options.last < options.first:
        raise PackageRefused("The last day lies before the first one.")
    path = options.channel or options.administration or ""
    context = site.unrestrictedTraverse(path.strip("/"), None)
    scope = package_scope(context, options.first, options.last)
    if not scope:
        raise PackageRefused(f"There is no channel at {path}.")
    secret = options.secret or ""
    more = {"has_messages": options.messages or bool(secret), "has_diary": options.diary}
    return context, replace(scope, secret=secret, **more)


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is no day such as 2026-01-31") from None


def _decision(text):
    from ...site.pages.text_checks import has_words

    if not has_words(text):
        raise ArgumentTypeError("say who decided it, when and why")
    return text
