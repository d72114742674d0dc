"""A new Plone site with the add-on and a published hub."""

import re
from typing import Any

from Acquisition import aq_base
from plone import api
from plone.i18n.normalizer import idnormalizer
from Products.CMFCore.indexing import processQueue
from Products.CMFPlone.factory import addPloneSite
from zope.component.hooks import setSite

from .. import PACKAGE_NAME
from ..refresh.settings import OperatorError

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}", re.ASCII)  # as in a host name
TIMEZONE = "Europe/Stockholm"


def create_site(
    app: Any,
    name: str,
    title: str,
    *,
    hub_title: str,
    language: str = "sv",
    distribution: str = "classic",
) -> Any:
    """Create a Plone site in Zope's application, and return its hub. Nothing is committed.

    Raise OperatorError if the name cannot be used, or there is no such distribution.
    """
    _check_name(app, name)
    try:
        site = addPloneSite(
            app,
            name,
            title=title,
            setup_content=False,
            default_language=language,
            portal_timezone=TIMEZONE,
            distribution_name=distribution,
        )
    except ValueError as error:
        raise OperatorError(str(error)) from error
    setSite(site)
    # The groups of the office, the registrars and the archivists come with it.
    api.addon.install(PACKAGE_NAME)
    return _create_hub(site, hub_title)


def _check_name(app, name):
    if not NAME.fullmatch(name):
        raise OperatorError(
            f"{name!r} cannot be a site's name: it has a to z in lower case, digits and hyphens, "
            "at most 63 of them, and does not begin with a hyphen."
        )
    if hasattr(aq_base(app), name):
        raise OperatorError(f"There is already something called {name} in the database.")


def _create_hub(site, title):
    hub = api.content.create(site, "SocialHub", id=idnormalizer.normalize(title), title=title)
    if api.content.get_state(hub, None) == "private":
        api.content.transition(hub, to_state="published")
    processQueue()  # into the catalogue of this site, whichever is the current one at the commit
    return hub
