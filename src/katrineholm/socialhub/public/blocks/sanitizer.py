"""A sanitizer that makes any JSON in this add-on's blocks readable for plone.restapi.

plone.restapi searches each block for URLs and nested blocks, and fails with status 500 if any of
them has an unexpected type. So the blocks are sanitized before it reads them.
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
from .block_types import block_type

URLS = {"@id", "url", "href", "preview_image", "value"}  # removed unless they are text
NESTED = {"blocks", "data"}  # where other types of blocks, but not ours, contain blocks


def safe_value(value: Any) -> Any:
    """Return a value without the parts of this add-on's blocks that plone.restapi cannot read."""
    if isinstance(value, list):
        return [safe_value(each) for each in value]
    if not isinstance(value, dict):
        return value
    if block_type(value) is None:
        return {name: safe_value(each) for name, each in value.items()}
    return _safe({name: each for name, each in value.items() if name not in NESTED})


def _safe(value):
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, list):
        return [_safe(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _safe(each)
        for name, each in value.items()
        if name not in URLS or isinstance(each, str)
    }


@implementer(IFieldDeserializer)
@adapter(IJSONField, Interface, ISocialHubLayer)
class BlocksFieldDeserializer(BlocksJSONFieldDeserializer):
    """Deserializer of a page's blocks that sanitizes them first."""

    def __call__(self, value):
        return super().__call__(safe_value(value))


@implementer(IFieldSerializer)
@adapter(IJSONField, Interface, ISocialHubLayer)
class BlocksFieldSerializer(BlocksJSONFieldSerializer):
    """Serializer of a page's blocks that sanitizes them, however they were stored."""

    def get_value(self, default: Any = None) -> Any:
        return safe_value(super().get_value(default))
