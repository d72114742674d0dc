"""What the command line orders, done in a Zope process of its own."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

import transaction
import Zope2
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.users import system
from plone.base.interfaces import IPloneSiteRoot
from Testing.makerequest import makerequest
from ZConfig import ConfigurationError
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from Zope2.Startup.run import configure_wsgi

from . import lease
from .loop import work
from .once import refresh_due, refresh_ordered
from .parsers import be_nice
from .settings import OperatorError
from .worker import Worker

# A worker goes through everything and comes back to little: what a site's cache holds is too much.
CACHE = 24 * 2**20


@contextmanager
def open_site(conf: str, path: str | None) -> Iterator:
    """The Plone site of a configuration, as the system user sees it; closed at the end.

    Raises OperatorError where there is no such configuration or site.
    """
    app = makerequest(_application(conf))
    try:
        setRequest(app.REQUEST)
        newSecurityManager(None, system)
        site = _site(app, path)
        setSite(site)
        yield site
    finally:
        transaction.abort()
        app._p_jar.close()
        Zope2.DB.close()


def run(site, options, stop: Event) -> int:
    """Do what the options say; the exit status: 1 where a channel could not be retrieved."""
    worker = Worker(site, stop=stop)
    with closing(worker.parsers):
        if options.all or options.channel:
            return 1 if refresh_ordered(worker, options.channel) else 0
        worker.owner = lease.myself()
        if options.loop:
            be_nice()
            work(worker)
            return 0
        return 1 if refresh_due(worker) else 0


def _application(conf):
    if not Path(conf).is_file():
        raise OperatorError(f"There is no configuration file {conf}.")
    try:
        configure_wsgi(conf)
    except ConfigurationError as error:
        raise OperatorError(f"The configuration cannot be read: {error}") from error
    Zope2.startup_wsgi()
    Zope2.DB.setCacheSizeBytes(CACHE)
    return Zope2.app()


def _site(app, path):
    if not path:
        return _only_site(app)
    site = app.unrestrictedTraverse(path.strip("/"), None)
    if not IPloneSiteRoot.providedBy(site):
        raise OperatorError(f"There is no Plone site {path}.")
    return site


def _only_site(app):
    sites = [site for site in app.objectValues() if IPloneSiteRoot.providedBy(site)]
    if len(sites) != 1:
        raise OperatorError("Say with --site which Plone site is meant.")
    return sites[0]
