"""A sanitizer that makes any JSON in our blocks readable for plone.restapi.

It searches each block for URLs and nested blocks, and answers 500 for values of other types. The
serializers sanitize everything that it reads before the transformers.
"""

from typing import Any

from plone.restapi.deserializer.blocks import BlocksJSONFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer, IFieldSerializer
from plone.restapi.serializer.blocks import BlocksJSONFieldSerializer
from plone.schema import IJSONField
from zope.component import adapter
from zope.interface import Interface, implementer

from ...core.feeds.text import scrub
from ...interfaces import ISocialHubLayer
from .kinds import kind_of

URLS = {"@id", "url", "href", "preview_image", "value"}  # removed unless they are text
NESTED = {"blocks", "data"}  # other types have blocks there, ours none


def readable(value: Any) -> Any:
    """Return the value with all unreadable parts of our blocks removed."""
    if isinstance(value, list):
        return [readable(each) for each in value]
    if not isinstance(value, dict):
        return value
    if kind_of(value) is None:
        return {name: readable(each) for name, each in value.items()}
    return _sanitized({name: each for name, each in value.items() if name not in NESTED})


def _sanitized(value):
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, list):
        return [_sanitized(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _sanitized(each)
        for name, each in value.items()
        if name not in URLS or isinstance(each, str)
    }


@implementer(IFieldDeserializer)
@adapter(IJSONField, Interface, ISocialHubLayer)
class Taken(BlocksJSONFieldDeserializer):
    """Deserializes blocks of a page."""

    def __call__(self, value):
        return super().__call__(readable(value))


@implementer(IFieldSerializer)
@adapter(IJSONField, Interface, ISocialHubLayer)
class Given(BlocksJSONFieldSerializer):
    """Serializes blocks of a page, however they were stored."""

    def get_value(self, default: Any = None) -> Any:
        return readable(super().get_value(default))
