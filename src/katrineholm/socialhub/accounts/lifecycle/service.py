"""The steps of a channel's life over plone.restapi."""

from datetime import date

from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services.workflow.transition import WorkflowTransition
from Products.CMFCore.WorkflowCore import WorkflowException
from zExceptions import BadRequest
from zope.interface import alsoProvides

from ... import _
from ...site.forms.rest_errors import bad_request
from ...site.forms.retries import written
from ..channels.public import hidden_by
from .demands import Given
from .steps import LEADS_OUT, WORKFLOW, take

NOT_NOW = _("This step cannot be taken from the present state.")


class StepPost(WorkflowTransition):
    """``POST @workflow/<step>`` on a channel; a refused step changes nothing.

    The body's ``comment`` is the reason, ``closed_on`` the closing date (ISO 8601), and
    ``link_only_reason`` says why a channel has no feed. Plone's own service would set dates even
    where the step is refused, and answer 400 to those who may not take it. ``warning`` says what
    hides the channel from visitors, where something does.
    """

    def reply(self):
        if self.transition is None:
            raise BadRequest("Missing transition")
        try:
            given = given_in(json_body(self.request))
            written(lambda tries: take(self.context, self.transition, given))
        except (WorkflowException, DeserializationError) as refusal:
            raise BadRequest(str(refusal)) from refusal
        alsoProvides(self.request, IDisableCSRFProtection)
        workflows = api.portal.get_tool("portal_workflow")
        answer = json_compatible(workflows.getStatusOf(WORKFLOW, self.context))
        hidden = hidden_by(self.context) if self.transition in LEADS_OUT else ""
        return answer | ({"warning": api.portal.translate(hidden)} if hidden else {})


class PlacePost(WorkflowTransition):
    """``POST @workflow/<step>`` on a hub or an administration, with what lies below it or alone.

    Plone's own service keeps what it has changed before a refusal, and words it for programmers.
    """

    def reply(self):
        return written(lambda tries: self._take())

    def _take(self):
        offered = {step["id"] for step in self.wftool.getTransitionsFor(self.context)}
        if self.transition not in offered:
            raise bad_request(NOT_NOW)
        answer = super().reply()
        # Raised, so that what was changed before is not kept.
        if "error" in answer:
            raise BadRequest(answer["error"]["message"])
        return answer


def given_in(data: dict) -> Given:
    """What a body says of a step; raises BadRequest where a value is of the wrong kind."""
    texts = {name: data.get(name) or "" for name in ("comment", "link_only_reason")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise bad_request(_("A reason is a text."))
    return Given(closed_on=_day(data.get("closed_on")), **texts)


def _day(text):
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError) as error:
        message = _("A date is written as year-month-day, for example 2026-01-31.")
        raise bad_request(message) from error
