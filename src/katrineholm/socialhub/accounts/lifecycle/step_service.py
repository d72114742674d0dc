"""The steps of the lifecycle over plone.restapi."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Self

from plone import api
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services.workflow.transition import WorkflowTransition
from zExceptions import BadRequest
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from ... import _
from ...site.pages.act_service import ActService
from ...site.pages.acts import acts
from ...site.pages.rest_errors import bad_request_error
from ...site.pages.retries import write_with_retries
from ..channels.interfaces import WORKFLOW
from ..channels.visibility import visibility_warning
from .lifecycle_page import STEP_ACTS
from .steps import PUBLISHING_STEPS

NOT_NOW = _("This step cannot be taken from the present state.")


def _retried(act):
    """Return an act that is retried until it is committed."""
    return replace(act, do=lambda at, given: write_with_retries(lambda tries: act.do(at, given)))


@implementer(IPublishTraverse)
class StepPost(ActService):
    """``POST @workflow/<step>`` on a channel. A refused step changes nothing.

    The body's ``comment`` is the reason, ``closed_on`` the closing date (ISO 8601), and
    ``link_only_reason`` the reason to have no feed. Plone's own service would set dates even if the
    step is refused, and answer 400 without permission. The answer's ``warning`` names parents that
    hide the channel from visitors.
    """

    acts = acts(*map(_retried, STEP_ACTS))
    step = ""

    def publishTraverse(self, request: Any, name: str) -> Self:
        self.step = name
        return self

    def requested_name(self, body: Mapping) -> str:
        return self.step

    def answer(self, act: Any, result: Any) -> dict:
        workflows = api.portal.get_tool("portal_workflow")
        answer = json_compatible(workflows.getStatusOf(WORKFLOW, self.context))
        hidden = visibility_warning(self.context) if act.name in PUBLISHING_STEPS else ""
        return answer | ({"warning": api.portal.translate(hidden)} if hidden else {})


class PlacePost(WorkflowTransition):
    """``POST @workflow/<step>`` on a hub or an administration, with or without its contents.

    Plone's own service keeps changes made before a refusal, and its messages are for programmers.
    """

    def reply(self) -> Any:
        return write_with_retries(lambda tries: self._take())

    def _take(self):
        offered = {step["id"] for step in self.wftool.getTransitionsFor(self.context)}
        if self.transition not in offered:
            raise bad_request_error(NOT_NOW)
        answer = super().reply()
        # Raised, so that earlier changes are aborted.
        if "error" in answer:
            raise BadRequest(answer["error"]["message"])
        return answer
