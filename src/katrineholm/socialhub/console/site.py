"""A Plone site, opened in a separate Zope process."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import transaction
import Zope2
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.users import system
from plone.base.interfaces import IPloneSiteRoot
from Products.GenericSetup.tool import UNKNOWN
from Testing.makerequest import makerequest
from zc.lockfile import LockError
from ZConfig import ConfigurationError
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from Zope2.Startup.run import configure_wsgi

from .. import PACKAGE_NAME
from ..refresh.settings import OperatorError

# A worker reads everything but returns to little: the default cache is too large.
CACHE = 4 * 2**20
ARENAS = 2
PROFILE = f"{PACKAGE_NAME}:default"
M_ARENA_MAX = -8  # as glibc's malloc.h numbers it


@contextmanager
def open_site(conf: str, path: str | None) -> Iterator:
    """Open the Plone site at ``path``, or the only one, as the system user. Close it at the end.

    ``conf`` is the path of Zope's configuration. Raise OperatorError if it or the site is missing.
    """
    with open_application(conf) as app:
        site = _site(app, path)
        setSite(site)
        yield site


@contextmanager
def open_application(conf: str) -> Iterator:
    """Open Zope's application, which holds all sites, as the system user. Close it at the end.

    ``conf`` is the path of Zope's configuration. Raise OperatorError if it is missing.
    """
    app = makerequest(_application(conf))
    try:
        setRequest(app.REQUEST)
        newSecurityManager(None, system)
        yield app
    finally:
        transaction.abort()
        app._p_jar.close()
        Zope2.DB.close()


def sites_with_hubs(app: Any) -> list[Any]:
    """Return the Plone sites of an application in which the add-on is installed.

    A site with broken tools is among them, so that its error is reported when it is served.
    """
    return [site for site in _plone_sites(app) if _may_have_hub(site)]


def _may_have_hub(site):
    try:
        return site.portal_setup.getLastVersionForProfile(PROFILE) != UNKNOWN
    # Broken data of one site must not keep the others from being served.
    except Exception:
        return True


def _application(conf):
    if not Path(conf).is_file():
        raise OperatorError(f"There is no configuration file {conf}.")
    try:
        configure_wsgi(conf)
    except ConfigurationError as error:
        raise OperatorError(f"The configuration cannot be read: {error}") from error
    try:
        Zope2.startup_wsgi()
    except LockError as error:
        raise OperatorError(
            f"Another process holds the database ({error}): the site and its worker share one by "
            "ZEO or RelStorage only, see docs/drift.md."
        ) from error
    Zope2.DB.setCacheSizeBytes(CACHE)
    _spare_memory()
    return Zope2.app()


def _spare_memory():
    """Free the memory of the start, and limit the memory pools of threads.

    Both are features of glibc. The loaded objects stay as long as the process: without freezing
    them, each garbage collection takes 0.2 seconds.
    """
    gc.collect()
    gc.freeze()
    with suppress(AttributeError, OSError):
        library = ctypes.CDLL(None)
        library.mallopt(M_ARENA_MAX, ARENAS)
        library.malloc_trim(0)


def _site(app, path):
    if not path:
        return _only_site(app)
    site = app.unrestrictedTraverse(path.strip("/"), None)
    if not IPloneSiteRoot.providedBy(site):
        raise OperatorError(f"There is no Plone site {path}.")
    return site


def _only_site(app):
    sites = _plone_sites(app)
    if len(sites) != 1:
        raise OperatorError("Say with --site which Plone site is meant.")
    return sites[0]


def _plone_sites(app):
    found = (app._getOb(id, None) for id in app.objectIds())  # one may be gone half-way
    return [site for site in found if IPloneSiteRoot.providedBy(site)]
