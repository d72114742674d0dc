"""What the command line orders, done in a Zope process of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import transaction
import Zope2
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.users import system
from plone.base.interfaces import IPloneSiteRoot
from Testing.makerequest import makerequest
from tqdm import tqdm
from tqdm.contrib.logging import logging_redirect_tqdm
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from Zope2.Startup.run import configure_wsgi

from .. import logger
from ..channels.facts import every
from . import lease
from .loop import log, work
from .parsers import be_nice
from .pictures import fetch_pictures
from .worker import Worker


@contextmanager
def open_site(conf: str, path: str | None) -> Iterator:
    """The Plone site of a configuration, as the system user sees it; closed at the end."""
    configure_wsgi(conf)
    Zope2.startup_wsgi()
    app = makerequest(Zope2.app())
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
    """Do what the options say; the exit status."""
    if options.loop:
        be_nice()
        work(site, stop)
        return 0
    worker = Worker(site, stop=stop)
    try:
        return _once(worker, options)
    finally:
        worker.parsers.close()


def _once(worker, options):
    if not (options.all or options.channel):
        worker.owner = lease.myself()
        if not worker.take_lease():
            logger.info("Another worker is active: nothing to do")
            return 0
    failures = _refresh(worker, _channels(worker, options))
    while fetch_pictures(worker) and not worker.stop.is_set():
        pass
    if worker.owner:
        worker.give_back()
    return 1 if failures else 0


def _channels(worker, options):
    if options.channel:
        wanted = {_absolute(worker.site, path) for path in options.channel}
        found = [facts for facts in every(worker.site) if facts.path in wanted]
        if len(found) < len(wanted):
            raise SystemExit("No such channel: " + ", ".join(wanted - {f.path for f in found}))
        return found
    return every(worker.site) if options.all else worker.due()


def _absolute(site, path):
    root = "/".join(site.getPhysicalPath())
    return path if path.startswith(root + "/") else f"{root}/{path.strip('/')}"


def _refresh(worker, channels):
    """Refresh with a bar on a terminal and plain lines elsewhere; how many failed."""
    failures = 0
    with logging_redirect_tqdm(), tqdm(total=len(channels), disable=None, unit="channel") as bar:

        def told(facts, result):
            nonlocal failures
            failures += result.status == "failed"
            log(facts, result)
            bar.update()

        worker.refresh(channels, told)
    return failures


def _site(app, path):
    if path:
        return app.unrestrictedTraverse(path.strip("/"))
    sites = [site for site in app.objectValues() if IPloneSiteRoot.providedBy(site)]
    if len(sites) != 1:
        raise SystemExit("Say with --site which Plone site is meant.")
    return sites[0]
