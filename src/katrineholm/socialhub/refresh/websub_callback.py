"""The callback at which a WebSub hub verifies a subscription and announces news."""

from hashlib import sha256
from time import time
from typing import Any

from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five import BrowserView
from zExceptions import MethodNotAllowed, NotFound
from zope.interface import alsoProvides, implementer
from zope.publisher.interfaces import IPublishTraverse

from .. import logger
from ..accounts.channels.interfaces import IOpenedByKey
from ..core.feeds import websub
from ..site.pages.request import form_text
from ..site.pages.signatures import valid_signatures
from . import subscriptions
from .websub_requests import PURPOSE

LIMIT = 5 * 2**20  # bytes of a push, as of a feed
LONGEST = 2000  # characters of a challenge


@implementer(IPublishTraverse, IOpenedByKey)
class WebSub(BrowserView):
    """``@@websub/<name>`` on a social hub: the secret callback URL of one subscription."""

    key = ""

    def publishTraverse(self, request: Any, name: str) -> Any:
        if self.key:
            raise NotFound(name)
        self.key = name
        return self

    def __call__(self):
        found = subscriptions.subscription_by_key(self.context, self.key)
        alsoProvides(self.request, IDisableCSRFProtection)
        if found is None:
            return self._answer(404)
        if self.request.method == "GET":
            return self._verify(*found)
        if self.request.method == "POST":
            return self._receive(*found)
        raise MethodNotAllowed(self.request.method)

    def _verify(self, uid, kept):
        """Answer with the challenge if this subscription was requested and not verified (5.3)."""
        form, is_asked = self.request.form, self.key == kept.asking
        mode, challenge = form_text(form, "hub.mode"), form_text(form, "hub.challenge")
        if not is_asked or form_text(form, "hub.topic") != kept.topic:
            return self._answer(404)
        if mode == "denied":
            subscriptions.store_denial(self.context, uid, kept)
            return self._answer(200)
        if mode != "subscribe" or not challenge or len(challenge) > LONGEST:
            return self._answer(404)
        lease = websub.lease_seconds(form_text(form, "hub.lease_seconds"))
        subscriptions.store_verification(self.context, uid, kept, lease, int(time()))
        return self._answer(200, challenge)

    def _receive(self, uid, kept):
        """Answer forged pushes like genuine ones, so that nothing is learned by trying (8)."""
        if int(self.request.get_header("Content-Length", "0")) > LIMIT:
            return self._answer(413)
        body, signature = self._body(), self.request.get_header("X-Hub-Signature", "")
        if websub.has_valid_signature(signature, valid_signatures(PURPOSE, self.key), body):
            subscriptions.store_push(self.context, uid, kept, sha256(body).hexdigest(), int(time()))
        else:
            logger.warning("A push for %s is not its hub's", uid)
        return self._answer(202)

    def _body(self):
        file = self.request.get("BODYFILE")
        if file is None:
            return b""
        file.seek(0)
        return file.read(LIMIT)

    def _answer(self, status, words=""):
        response = self.request.response
        response.setStatus(status)
        response.setHeader("Content-Type", "text/plain; charset=utf-8")
        response.setHeader("Cache-Control", "private, no-store")
        return words


def may_be_xmlrpc(request: Any) -> bool:
    """Return False for a pushed feed, as Zope would take its media type text/xml for XML-RPC."""
    return "/@@websub/" not in request.environ.get("PATH_INFO", "")
