"""The settings over plone.restapi."""

from collections.abc import Iterator
from typing import Any

from AccessControl import Unauthorized
from plone import api
from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.controlpanels import RegistryConfigletPanel
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from plone.restapi.services.controlpanels.get import ControlpanelsGet
from plone.restapi.services.controlpanels.update import ControlpanelsUpdate
from zExceptions import BadRequest
from zope.component import adapter
from zope.interface import Interface
from zope.schema.interfaces import IPassword

from ...interfaces import ISocialHubLayer
from ..pages.permissions import MANAGE_SETTINGS, OVERVIEW
from ..pages.rest_errors import one_sentence_error
from .registry import PREFIX, SECRETS, ISocialHubSettings, setting

OWN_PANELS = ("socialhub", "graphic-profile")


@adapter(IPassword, IDexterityContent, ISocialHubLayer)
class SecretToJson(DefaultFieldSerializer):
    """The serializer of secrets, which returns None whether a secret is set or not."""

    def __call__(self):
        return None if _is_ours(self.field) else super().__call__()


@adapter(IPassword, IDexterityContent, ISocialHubLayer)
class SecretFromJson(DefaultFieldDeserializer):
    """The deserializer of secrets: None leaves a secret unchanged, "" removes it."""

    def __call__(self, value):
        if not _is_ours(self.field):
            return super().__call__(value)
        if value is None:
            return setting(self.field.__name__)
        value = value or None
        self.field.validate(value)
        return value


@adapter(Interface, ISocialHubLayer)
class SettingsPanel(RegistryConfigletPanel):
    """``@controlpanels/socialhub``: the settings of the add-on."""

    schema = ISocialHubSettings
    schema_prefix = PREFIX
    configlet_id = "socialhub"
    configlet_category_id = "Products"


class OfficePanels:
    """A mix-in for control panel services. The office may open only the add-on's panels."""

    context: Any
    params: Any
    for_office: tuple[list[str], ...] = tuple([name] for name in OWN_PANELS)

    def reply(self) -> Any:
        is_for_office = self.params in self.for_office
        if not self.may(MANAGE_SETTINGS if is_for_office else OVERVIEW):
            raise Unauthorized
        try:
            return super().reply()
        except BadRequest as refusal:
            raise one_sentence_error(refusal) from refusal

    def may(self, permission: str) -> bool:
        return api.user.has_permission(permission, obj=self.context)


class ControlPanelsGet(OfficePanels, ControlpanelsGet):
    """``GET @controlpanels``, which lists only the add-on's panels for the office."""

    for_office = ([], *OfficePanels.for_office)

    def available_controlpanels(self) -> Iterator[Any]:
        may_open_all = self.may(OVERVIEW)
        for panel in super().available_controlpanels():
            if may_open_all or panel.configlet_id in OWN_PANELS:
                yield panel


class ControlPanelsPatch(OfficePanels, ControlpanelsUpdate):
    """``PATCH @controlpanels``, which the office may use for the add-on's panels."""


def _is_ours(field):
    return field.interface is ISocialHubSettings and field.__name__ in SECRETS
