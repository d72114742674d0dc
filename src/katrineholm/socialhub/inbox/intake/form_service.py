"""The public's forms over plone.restapi."""

from typing import Any

from plone import api
from zExceptions import NotFound

from ...site.pages.act_service import ActService
from ...site.pages.acts import Act, acts
from ...site.pages.page_service import PageGet
from ...site.pages.rest_errors import error_body
from .form_page import receiving_channel
from .public_forms import CONTACT_ACT, REPORT_ACT


class FormGet(PageGet):
    """``GET``: the form about an ``entry`` with its texts, or the receipt of a ``receipt``."""

    def reply(self) -> dict:
        view = api.content.get_view(self.view_name, self.context, self.request)
        if view.facts is None:
            raise NotFound(self.context.getId())
        if not view.receipt and view.refused:
            return error_body(self.request, 429, view.refused, guard="pace")
        return self.page_answer(view)


class ReportGet(FormGet):
    """``GET @report`` on a channel: the form to report a comment."""

    name, view_name = "report", "report-comment"


class ContactGet(FormGet):
    """``GET @contact`` on a channel: the form to write to its responsible."""

    name, view_name = "contact", "contact-responsible"


class FormPost(ActService):
    """``POST`` of the form's fields by name.

    201, ``receipt`` and the URL of its page; or 400, one sentence, ``guard``, such as the field at
    fault, and ``faults``, a sentence for each field; or 429 and ``Retry-After``.
    """

    def reply(self) -> Any:
        if receiving_channel(self.context) is None:
            raise NotFound(self.context.getId())
        return super().reply()

    def answer(self, act: Act, receipt: str) -> dict:
        self.request.response.setStatus(201)
        return {"@id": act.then(self, receipt), "receipt": receipt}


class ReportPost(FormPost):
    """``POST @report`` on a channel: ``address``, ``reason``, ``text``; perhaps ``contact``.

    ``reason`` is the code of a ground (K1 to K7), of the channel's own rule in force, or "other";
    ``quote`` is the comment's text, ``author`` its author; one of them is required, unless the URL
    is a comment's own.
    """

    acts = acts(REPORT_ACT)


class ContactPost(FormPost):
    """``POST @contact`` on a channel: ``subject``, ``text``; perhaps ``name``, ``contact``."""

    acts = acts(CONTACT_ACT)
