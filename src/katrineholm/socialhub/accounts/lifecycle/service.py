"""The steps of a channel's life over plone.restapi."""

from dataclasses import replace

from plone import api
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services.workflow.transition import WorkflowTransition
from zExceptions import BadRequest
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from ... import _
from ...site.forms.act_service import ActService
from ...site.forms.acts import acts
from ...site.forms.rest_errors import bad_request
from ...site.forms.retries import written
from ..channels.public import hidden_by
from .page import STEP_ACTS
from .steps import LEADS_OUT, WORKFLOW

NOT_NOW = _("This step cannot be taken from the present state.")


def _at_once(act):
    """An act that sees what others have written meanwhile, and is written down when it is done."""
    return replace(act, do=lambda at, given: written(lambda tries: act.do(at, given)))


@implementer(IPublishTraverse)
class StepPost(ActService):
    """``POST @workflow/<step>`` on a channel; a refused step changes nothing.

    The body's ``comment`` is the reason, ``closed_on`` the closing date (ISO 8601), and
    ``link_only_reason`` says why a channel has no feed. Plone's own service would set dates even
    where the step is refused, and answer 400 to those who may not take it. ``warning`` says what
    hides the channel from visitors, where something does.
    """

    acts = acts(*map(_at_once, STEP_ACTS))
    step = ""

    def publishTraverse(self, request, name):
        self.step = name
        return self

    def named(self, body):
        return self.step

    def answer(self, act, result):
        workflows = api.portal.get_tool("portal_workflow")
        answer = json_compatible(workflows.getStatusOf(WORKFLOW, self.context))
        hidden = hidden_by(self.context) if act.name in LEADS_OUT else ""
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
