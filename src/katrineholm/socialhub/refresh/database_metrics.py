"""The metrics of all sites of the database, for a monitoring system that has the token."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from hmac import compare_digest
from time import time
from typing import Any

from plone import api
from plone.browserlayer.utils import registered_layers
from Products.Five import BrowserView
from zExceptions import NotFound
from zope.component import getUtilitiesFor
from zope.component.hooks import getSite, setSite

from .. import PACKAGE_NAME, logger
from ..interfaces import ISocialHubLayer
from .exposition import CONTENT_TYPE, Sample, metrics_text
from .interfaces import IMetrics
from .site_metrics import SITE_METRICS, worker_metrics

NAME, VARIABLE = "socialhub-metrics", "SOCIALHUB_METRICS_TOKEN"
HEADER = f"{PACKAGE_NAME}.metrics_authorization"
ERRORS = "Metrics that could not be read, which are absent here"


class DatabaseMetrics(BrowserView):
    """``@@socialhub-metrics`` at the application's root; without a token there is no such page."""

    def __call__(self):
        token, response = os.environ.get(VARIABLE), self.request.response
        if not token:
            raise NotFound(self.request["URL"])
        response.setHeader("Cache-Control", "no-store")
        if not is_authorized(self.request.environ.get(HEADER) or "", token):
            response.setStatus(401)
            response.setHeader("WWW-Authenticate", 'Bearer realm="socialhub-metrics"')
            return ""
        response.setHeader("Content-Type", CONTENT_TYPE)
        return metrics_text(database_samples(self.context, int(time())))


def set_token_aside(event: Any) -> None:
    """Keep the token of this page from the log-in, before a request is traversed.

    At the root plone.restapi's plugin would look for the key of a site, and answer 500.
    """
    request = event.request
    if request.get("PATH_INFO", "").rstrip("/").endswith(f"/@@{NAME}"):
        request.environ[HEADER], request._auth = request._auth, None


def is_authorized(header: str, token: str) -> bool:
    """Return whether a header ``Authorization`` has the token, compared in constant time."""
    scheme, _space, given = header.partition(" ")
    # PEP 3333: a header's bytes are decoded as Latin-1, whatever they mean. Some bytes of letters
    # in UTF-8 are white space there, which strip() alone would remove.
    is_equal = compare_digest(given.strip(" ").encode("latin-1"), os.fsencode(token))
    return is_equal and scheme.lower() == "bearer"


def database_samples(app: Any, now: int) -> list[Sample]:
    """Return the samples of the worker, and of all sites in the root folder with the add-on.

    Whatever cannot be read costs only its own samples: it is logged, and counted as an error.
    """
    before = getSite()
    try:
        ids = app.objectIds("Plone Site")  # which loads none of them
        of_sites = [each for id in ids for each in _site_samples(app, f"/{id}", now)]
        return [*_place_samples(app, "/", [worker_metrics], {}, now), *of_sites]
    finally:
        setSite(before)


def _site_samples(app, path, now) -> Iterator[Sample]:
    places = _attempt(path, lambda: _enter_site(app, path))
    if places is None:
        yield _error_count({"site": path}, 1)
    for place, metrics in places or ():
        labels = {"site": path} if place == path else {"site": path, "hub": place}
        yield from _place_samples(app, place, metrics, labels, now)


def _enter_site(app, path) -> list[tuple[str, list[Callable]]]:
    """Enter a site; return its path and its hubs' with their metrics; [] without the add-on."""
    setSite(app._getOb(path.strip("/")))  # traversal would also find a view of that name
    if ISocialHubLayer not in registered_layers():
        return []
    brains = api.content.find(portal_type="SocialHub", unrestricted=True)
    of_hubs = [metrics for _name, metrics in sorted(getUtilitiesFor(IMetrics))]
    return [(path, SITE_METRICS), *((brain.getPath(), of_hubs) for brain in brains)]


def _place_samples(app, path, metrics, labels, now) -> Iterator[Sample]:
    def read(each: Callable) -> list[Sample]:
        return [*each(app.unrestrictedTraverse(path), now)]

    found = [_attempt(path, partial(read, each)) for each in metrics]
    for each in found:
        yield from (sample._replace(labels=labels) for sample in each or ())
    yield _error_count(labels, found.count(None))


def _error_count(labels, number) -> Sample:
    return Sample("metrics_errors", ERRORS, number, labels)


def _attempt(path, read: Callable[[], list]) -> list | None:
    """Return the values that are read, or None after an error, which is logged."""
    try:
        return read()
    # Stored data and add-ons may be broken, and the monitoring system must hear of the others.
    except Exception as error:
        logger.warning("Metrics of %s: %s: %s", path, type(error).__name__, error)
        return None
