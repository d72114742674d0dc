"""Packages over plone.restapi."""

from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.interface import alsoProvides, implementer
from zope.publisher.interfaces import IPublishTraverse

from ... import _
from ...accounts.channels.moments import moment
from ...site.forms.page_service import whole
from ...site.forms.refusals import Refusal
from ...site.forms.request import text
from ...site.forms.rest_errors import refused
from . import book
from .asking import Asked, cancel, note_receipt, order
from .told import REASONS, downloads

RECEIPT = _("Send a receipt with a day and a note, each as a text.")
SENT = _("Send a channel or an administration by its UID, and the days from and to.")


@implementer(IPublishTraverse)
class PackagesGet(Service):
    """``GET @packages`` on a hub, the newest first; ``GET @packages/<id>`` one of them."""

    id = ""

    def publishTraverse(self, request, name):
        if self.id:
            raise NotFound(name)
        self.id = name
        return self

    def reply(self):
        if not self.id:
            told = [self.told(each) for each in book.newest_first(self.context)]
            return whole(self.context, "@packages", told)
        found = book.one(self.context, self.id)
        if found is None:
            raise NotFound(self.id)
        return self.told(found)

    def told(self, order: book.Order) -> dict:
        """``download`` and ``sha256`` are those of the only part; there may be more ``parts``."""
        files = {each["id"]: each["url"] for each in downloads(self.context, order)}
        parts = [{**each, "download": files.get(each["id"])} for each in order.parts]
        only = parts[0] if len(parts) == 1 else {}
        return {
            "@id": f"{self.context.absolute_url()}/@packages/{order.id}",
            "title": order.title,
            "whose": order.whose,
            "from": order.first,
            "to": order.last,
            "messages": order.messages,
            "diary": order.diary,
            "ordered": moment(order.ordered),
            "taken": moment(order.taken),
            "state": order.state,
            "progress": order.progress,
            "reason": api.portal.translate(REASONS[order.code]) if order.code else None,
            "size": order.size if parts else None,
            "sha256": only.get("sha256"),
            "download": only.get("download"),
            "parts": parts,
            "elsewhere": order.is_elsewhere,
            "receipt": _receipt(order.receipt),
        }


class PackagesPost(PackagesGet):
    """``POST @packages``: ``channel`` or ``administration``, ``from``, ``to``; answers 201."""

    def reply(self):
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            made = order(self.context, _asked(self.request))
        except Refusal as refusal:
            return refused(self.request, 400, refusal.sentence)
        self.request.response.setStatus(201)
        answer = self.told(made)
        self.request.response.setHeader("Location", answer["@id"])
        return answer


class PackagesPatch(PackagesGet):
    """``PATCH @packages/<id>``: ``receipt`` has the ``day`` and the ``note`` of the archive's."""

    def reply(self):
        alsoProvides(self.request, IDisableCSRFProtection)
        if not self.id or book.one(self.context, self.id) is None:
            raise NotFound(self.id)
        try:
            note_receipt(self.context, self.id, *_given_receipt(self.request))
        except Refusal as refusal:
            return refused(self.request, 400, refusal.sentence)
        return super().reply()


class PackagesDelete(PackagesGet):
    """``DELETE @packages/<id>``: what is not ready is wanted no more."""

    def reply(self):
        alsoProvides(self.request, IDisableCSRFProtection)
        if not self.id or book.one(self.context, self.id) is None:
            raise NotFound(self.id)
        try:
            cancel(self.context, self.id)
        except Refusal as refusal:
            return refused(self.request, 400, refusal.sentence)
        return self.reply_no_content()


def _given_receipt(request):
    receipt = _body(request, RECEIPT).get("receipt")
    if not isinstance(receipt, dict):
        raise Refusal(RECEIPT)
    return text(receipt, "day"), text(receipt, "note")


def _body(request, sent):
    try:
        return json_body(request)
    except (DeserializationError, RecursionError) as error:
        raise Refusal(sent) from error


def _asked(request):
    body = _body(request, SENT)
    whose = [body[name] for name in ("channel", "administration") if body.get(name)]
    texts = [*whose, body.get("from"), body.get("to")]
    marks = [body.get(name, False) for name in ("messages", "diary")]
    are_texts = len(texts) == 3 and all(isinstance(each, str) for each in texts)
    if not are_texts or not all(isinstance(each, bool) for each in marks):
        raise Refusal(SENT)
    return Asked(*texts, *marks)


def _receipt(receipt):
    return receipt and {**receipt, "at": moment(receipt["at"])}
