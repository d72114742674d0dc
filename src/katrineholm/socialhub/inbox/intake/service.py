"""The public's forms over plone.restapi, for anybody."""

from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.interface import alsoProvides

from ... import _
from ...core.messages.engine import Refused
from ...site.forms.limits import too_many
from ...site.forms.page_service import PageGet, spoken
from ...site.forms.rest_errors import refused
from ..steps.given import GUARD
from .pace import TooMuch
from .plain import page


class FormGet(PageGet):
    """``GET``: the form with its texts; with ``receipt`` the receipt of that number.

    ``entry`` says what it is about.
    """

    @staticmethod
    def page(view):
        if not view.receipt and view.refused:
            return refused(view.request, 429, view.refused, guard="pace")
        return page(view)

    def reply(self):
        if api.content.get_view(self.view_name, self.context, self.request).facts is None:
            raise NotFound(self.context.getId())
        return super().reply()


class ReportGet(FormGet):
    """``GET @report`` on a channel: how a comment is reported."""

    name, view_name = "report", "report-comment"


class ContactGet(FormGet):
    """``GET @contact`` on a channel: how whoever answers for it is written to."""

    name, view_name = "contact", "contact-responsible"


class FormPost(Service):
    """``POST`` of what the form asks for, by the names of its fields.

    201, ``receipt`` and the address of its page; or 400, one sentence, ``guard``, such as the field
    at fault, and ``faults``, a sentence for each field; or 429 and ``Retry-After``.
    """

    view_name = ""

    def reply(self):
        view = api.content.get_view(self.view_name, self.context, self.request)
        if view.facts is None:
            raise NotFound(self.context.getId())
        # Anybody may write from anywhere: there is nobody's session to misuse.
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            body = self._body()
            self.request.form["entry"] = body.get("entry")
            receipt = view.taken(body)
        except TooMuch as refusal:
            too_many(self.request, refusal.seconds)
            return refused(self.request, 429, refusal.sentence, guard=refusal.guard)
        except Refused as refusal:
            answer = refused(self.request, 400, refusal.sentence, guard=refusal.guard)
            return spoken(answer | {"faults": dict(refusal.faults)})
        self.request.response.setStatus(201)
        return {"@id": view.receipt_url(receipt), "receipt": receipt}

    def _body(self):
        try:
            return json_body(self.request)
        except DeserializationError as error:
            raise Refused(GUARD, _("Send a JSON object.")) from error


class ReportPost(FormPost):
    """``POST @report`` on a channel: ``address``, ``reason``, ``text``; perhaps ``contact``.

    ``reason`` is the code of a ground (K1 to K7), of the channel's own rule in force, or "other";
    ``quote`` is what the comment itself says, ``author`` who wrote it; one of them is demanded but
    where the address is a comment's own.
    """

    view_name = "report-comment"


class ContactPost(FormPost):
    """``POST @contact`` on a channel: ``subject``, ``text``; perhaps ``name``, ``contact``."""

    view_name = "contact-responsible"
