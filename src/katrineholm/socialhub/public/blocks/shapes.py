"""Any JSON in a block of ours, made such that plone.restapi can read it.

It looks into each block for addresses and for blocks within, and answers 500 where something else
stands in their place. What it reads before any transformer is asked is put right here.
"""

from plone.restapi.deserializer.blocks import BlocksJSONFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer, IFieldSerializer
from plone.restapi.serializer.blocks import BlocksJSONFieldSerializer
from plone.schema import IJSONField
from zope.component import adapter
from zope.interface import Interface, implementer

from ...core.feeds.text import scrub
from ...interfaces import ISocialHubLayer
from .kinds import kind_of

ADDRESSES = {"@id", "url", "href", "preview_image", "value"}  # which are texts, or left out
WITHIN = {"blocks", "data"}  # where other blocks have blocks, and ours have none


def readable(value):
    """What is sent or stored, all blocks of ours in it without what cannot be read."""
    if isinstance(value, list):
        return [readable(each) for each in value]
    if not isinstance(value, dict):
        return value
    if kind_of(value) is None:
        return {name: readable(each) for name, each in value.items()}
    return _plain({name: each for name, each in value.items() if name not in WITHIN})


def _plain(value):
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _plain(each)
        for name, each in value.items()
        if name not in ADDRESSES or isinstance(each, str)
    }


@implementer(IFieldDeserializer)
@adapter(IJSONField, Interface, ISocialHubLayer)
class Taken(BlocksJSONFieldDeserializer):
    """Blocks as they are sent to a page."""

    def __call__(self, value):
        return super().__call__(readable(value))


@implementer(IFieldSerializer)
@adapter(IJSONField, Interface, ISocialHubLayer)
class Given(BlocksJSONFieldSerializer):
    """Blocks as they are stored in a page, by whatever way they came there."""

    def get_value(self, default=None):
        return readable(super().get_value(default))
