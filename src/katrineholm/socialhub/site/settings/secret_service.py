"""Secrets over plone.restapi: they are taken, and not given."""

from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from zope.component import adapter
from zope.schema.interfaces import IPassword

from ...interfaces import ISocialHubLayer
from .registry import SECRETS, ISocialHubSettings, setting


@adapter(IPassword, IDexterityContent, ISocialHubLayer)
class SecretToJson(DefaultFieldSerializer):
    """Nothing, whether there is one or not."""

    def __call__(self):
        return None if _is_ours(self.field) else super().__call__()


@adapter(IPassword, IDexterityContent, ISocialHubLayer)
class SecretFromJson(DefaultFieldDeserializer):
    """None, which is what was given, leaves the secret as it is; an empty text takes it away."""

    def __call__(self, value):
        if not _is_ours(self.field):
            return super().__call__(value)
        if value is None:
            return setting(self.field.__name__)
        value = value or None
        self.field.validate(value)
        return value


def _is_ours(field):
    return field.interface is ISocialHubSettings and field.__name__ in SECRETS
