"""The command ``socialhub add-site``, which creates a Plone site with a hub."""

import logging
from argparse import ArgumentParser, Namespace
from threading import Event
from typing import Any

from .. import logger

HELP = "make a Plone site with the add-on, a hub and the office's groups"
NEEDS_THE_APPLICATION = True


def arguments(parser: ArgumentParser) -> None:
    """Add the command's arguments to the parser."""
    parser.add_argument("name", metavar="NAME", help="the site's name in URLs")
    parser.add_argument("--title", required=True, help="the site's title")
    parser.add_argument("--hub-title", default="Sociala medier", help="default: %(default)s")
    parser.add_argument("--language", default="sv", choices=("sv", "en"), help="default: sv")
    parser.add_argument(
        "--distribution",
        default="classic",
        choices=("classic", "volto"),
        help="what visitors meet: Plone's own pages or Volto (default: classic)",
    )


def run(app: Any, options: Namespace, stop: Event) -> int:
    """Create the site in one transaction and print the path of its hub.

    Raise OperatorError if it cannot be created; then nothing of it is stored.
    """
    import transaction
    from ZODB.POSException import ConflictError

    from ..refresh.settings import OperatorError

    hub = _create(app, options)
    try:
        transaction.commit()
    except ConflictError as error:
        raise OperatorError(
            "Another process changed the database's root at the same time; run the command again."
        ) from error
    logger.info("the hub is at %s", "/".join(hub.getPhysicalPath()))
    return 0


def _create(app, options):
    from .new_site import create_site

    logging.disable(logging.WARNING)  # Plone's are many and harmless
    try:
        return create_site(
            app,
            options.name,
            options.title,
            hub_title=options.hub_title,
            language=options.language,
            distribution=options.distribution,
        )
    finally:
        logging.disable(logging.NOTSET)
