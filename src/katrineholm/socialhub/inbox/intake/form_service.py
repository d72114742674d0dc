"""The REST services for the public's forms."""

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
    """A service that returns a form with its texts, or a receipt if its number is given."""

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
    """``GET @contact`` on a channel: the form to contact the person responsible."""

    name, view_name = "contact", "contact-responsible"


class FormPost(ActService):
    """A service that accepts the fields of a form by name.

    It returns 201 with ``receipt`` and its URL, 400 with an error message, a ``guard`` and a
    message for each field in ``faults``, or 429 with ``Retry-After``.
    """

    def is_open(self) -> bool:
        """Return whether the form is open to the public here."""
        return receiving_channel(self.context) is not None

    def reply(self) -> Any:
        if not self.is_open():
            raise NotFound(self.context.getId())
        return super().reply()

    def answer(self, act: Act, receipt: str) -> dict:
        self.request.response.setStatus(201)
        return {"@id": act.then(self, receipt), "receipt": receipt}


class ReportPost(FormPost):
    """``POST @report`` on a channel, with ``address``, ``reason``, ``text``, maybe ``contact``.

    ``reason`` is the code of a ground (K1 to K7) or of one of the channel's rules in force, or
    "other". ``quote`` is the comment's text and ``author`` its author; one of them is required,
    unless the URL identifies a single comment.
    """

    acts = acts(REPORT_ACT)


class ContactPost(FormPost):
    """``POST @contact`` on a channel, with ``subject``, ``text``, maybe ``name``, ``contact``."""

    acts = acts(CONTACT_ACT)
