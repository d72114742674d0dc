"""The settings over plone.restapi."""

from AccessControl import Unauthorized
from plone import api
from plone.restapi.controlpanels import RegistryConfigletPanel
from plone.restapi.services.controlpanels.get import ControlpanelsGet
from plone.restapi.services.controlpanels.update import ControlpanelsUpdate
from zExceptions import BadRequest
from zope.component import adapter
from zope.interface import Interface

from ..channels.refusals import in_one_sentence
from ..interfaces import ISocialHubLayer
from .registry import OVERVIEW, PREFIX, ISocialHubSettings


@adapter(Interface, ISocialHubLayer)
class SettingsPanel(RegistryConfigletPanel):
    """``@controlpanels/socialhub``: the settings."""

    schema = ISocialHubSettings
    schema_prefix = PREFIX
    configlet_id = "socialhub"
    configlet_category_id = "Products"


class OfficePanels:
    """Plone's control panels, ours also for the office, which may not open the others."""

    def reply(self):
        is_ours = self.params == ["socialhub"]
        permission = "katrineholm.socialhub: Manage settings" if is_ours else OVERVIEW
        if not api.user.has_permission(permission, obj=self.context):
            raise Unauthorized
        try:
            return super().reply()
        except BadRequest as refusal:
            raise BadRequest(in_one_sentence(refusal)) from refusal


class ControlPanelsGet(OfficePanels, ControlpanelsGet):
    """``GET @controlpanels``."""


class ControlPanelsPatch(OfficePanels, ControlpanelsUpdate):
    """``PATCH @controlpanels``."""
