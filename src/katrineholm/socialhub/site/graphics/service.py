"""The graphic profile over plone.restapi."""

from plone import api
from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.controlpanels import RegistryConfigletPanel
from plone.restapi.deserializer.controlpanels import ControlpanelDeserializeFromJson
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.interfaces import IDeserializeFromJson, IFieldDeserializer
from zExceptions import BadRequest
from zope.component import adapter
from zope.interface import Interface, implementer
from zope.schema.interfaces import IFloat

from ...interfaces import ISocialHubLayer
from .profile import PREFIX, IGraphicProfile, refusal_advice


@adapter(Interface, ISocialHubLayer)
class ProfilePanel(RegistryConfigletPanel):
    """``@controlpanels/graphic-profile``: the tokens of the profile, without the logotype."""

    schema = IGraphicProfile
    schema_prefix = PREFIX
    configlet_id = "graphic-profile"
    configlet_category_id = "Products"


@implementer(IDeserializeFromJson)
@adapter(ProfilePanel)
class ProfileFromJson(ControlpanelDeserializeFromJson):
    """The deserializer of tokens, with the same error messages as the page."""

    def __call__(self, *arguments, **options):
        try:
            return super().__call__(*arguments, **options)
        except BadRequest as refused:
            raise BadRequest([_in_our_words(fault) for fault in refused.args[0]]) from refused


def _in_our_words(fault):
    if "field" not in fault:
        return fault
    return fault | {"message": api.portal.translate(refusal_advice(fault["field"]))}


@implementer(IFieldDeserializer)
@adapter(IFloat, IDexterityContent, ISocialHubLayer)
class MeasureFromJson(DefaultFieldDeserializer):
    """The deserializer of floats, which accepts whole numbers for tokens, as in JSON."""

    def __call__(self, value):
        is_whole = type(value) is int and self.field.interface is IGraphicProfile
        return super().__call__(float(value) if is_whole else value)
