"""The graphic profile over plone.restapi."""

from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.controlpanels import RegistryConfigletPanel
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from zope.component import adapter
from zope.interface import Interface, implementer
from zope.schema.interfaces import IFloat

from ..interfaces import ISocialHubLayer
from .profile import PREFIX, IGraphicProfile


@adapter(Interface, ISocialHubLayer)
class ProfilePanel(RegistryConfigletPanel):
    """``@controlpanels/graphic-profile``: the tokens; the logotype is put in on the page."""

    schema = IGraphicProfile
    schema_prefix = PREFIX
    configlet_id = "graphic-profile"
    configlet_category_id = "Products"


@implementer(IFieldDeserializer)
@adapter(IFloat, IDexterityContent, ISocialHubLayer)
class MeasureFromJson(DefaultFieldDeserializer):
    """JSON writes 1.0 as 1. Other schemas' fields take what they took before."""

    def __call__(self, value):
        is_whole = type(value) is int and self.field.interface is IGraphicProfile
        return super().__call__(float(value) if is_whole else value)
