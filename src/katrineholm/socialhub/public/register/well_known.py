"""Documents below ``/.well-known/`` at a site's root (RFC 8615)."""

import re
from collections.abc import Iterable

from plone import api
from Products.Five import BrowserView
from zExceptions import NotFound
from zope.component import getSiteManager
from zope.interface import Interface, implementer, providedBy
from zope.publisher.interfaces import IPublishTraverse
from ZPublisher.HTTPRequest import HTTPRequest

from ...core.feeds.links import absolute_url
from ...core.platforms.did import parse_did
from ...interfaces import ISocialHubLayer
from ...site.pages.response import tagged_document
from ...site.settings.registry import setting
from .similar_channels import public_channels

NAME = ".well-known"
# These could end the line or begin a comment, and so forge statements of ours.
_ENDING = re.compile(r"[\s#]|[^\x21-\x7e]")


@implementer(IPublishTraverse)
class WellKnown(BrowserView):
    """``.well-known/<name>``: trust.txt or atproto-did, if the office has enabled that document."""

    make = None

    def publishTraverse(self, request: HTTPRequest, name: str) -> BrowserView:
        if self.make is None and name in DOCUMENTS and setting(SWITCHES[name]):
            self.make = DOCUMENTS[name]
            return self
        return _other_document(self, name)

    def __call__(self):
        document = self.make and self.make()
        if not document:
            raise NotFound(NAME)
        return tagged_document(self.request, document, "text/plain; charset=utf-8")


def official_accounts() -> list[str]:
    """Return the URLs of the site's public official accounts."""
    return [facts.profile_url for facts in public_channels(api.portal.get()) if facts.speaks]


def _trust():
    url = api.portal.get().absolute_url()
    contact = setting("office_email") or f"{url}/contact-info"
    return trust_text(url, contact, official_accounts())


def _atproto():
    try:
        return parse_did(setting("atproto_did") or "")
    except ValueError:
        return None


def _other_document(view, name):
    """Return another add-on's document of this name. Raise NotFound."""
    layers = providedBy(view.request) - ISocialHubLayer
    adapters = getSiteManager().adapters
    factory = adapters.lookup((providedBy(view.context), layers), Interface, NAME)
    other = factory and factory(view.context, view.request)
    if view.make or not IPublishTraverse.providedBy(other):
        raise NotFound(name)
    return other.publishTraverse(view.request, name)


SWITCHES = {"trust.txt": "trust_txt", "atproto-did": "atproto"}
DOCUMENTS = {"trust.txt": _trust, "atproto-did": _atproto}


def trust_text(site_url: str, contact: str, accounts: Iterable[str]) -> str:
    """Return ``/.well-known/trust.txt`` with the accounts, sorted and without duplicates.

    ``contact`` is an e-mail address or a URL, or empty. A URL that would break the file's lines is
    left out.
    """
    lines = [
        ("contact", _web(contact) if ":" in contact else _plain(contact)),
        *(("social", account) for account in sorted(set(map(_web, accounts)))),
    ]
    filled = [f"{attribute}={value}\n" for attribute, value in lines if value]
    return f"# {_web(site_url)} and the accounts that it controls\n" + "".join(filled)


def _web(url):
    return absolute_url(_plain(url))


def _plain(text):
    return "" if _ENDING.search(text) else text
