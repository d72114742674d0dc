"""Plone's pop-up that changes the state of many objects, for channels with what a step demands."""

from AccessControl import Unauthorized
from plone import api
from plone.app.content.browser.contents.workflow import WorkflowActionView
from Products.CMFCore.WorkflowCore import WorkflowException

from ... import _
from ..channels.interfaces import IChannel
from .demands import Given
from .steps import take


class ChannelsWorkflow(WorkflowActionView):
    """``@@fc-workflow``: a refused step leaves nothing on the channel, and says why."""

    def action(self, obj, bypass_recurse=False):
        if not IChannel.providedBy(obj):
            return super().action(obj, bypass_recurse)
        try:
            take(obj, self.transition_id, Given(comment=self.comments))
        except Unauthorized:
            self._refuse(obj, _("You may not take this step."))
        except WorkflowException as refusal:
            self._refuse(obj, str(refusal))

    def _refuse(self, channel, why):
        self.errors.append(f"{channel.Title()}: {api.portal.translate(why)}")
