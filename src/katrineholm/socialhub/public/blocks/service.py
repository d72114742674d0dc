"""The transformers of blocks for plone.restapi, and services for the editor of blocks."""

from Acquisition import aq_base
from plone.base.interfaces import INavigationRoot
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from plone.restapi.types.utils import get_fieldsets, get_jsonschema_properties
from zope.interface import Interface
from zope.interface.interface import InterfaceClass
from zope.schema import getFieldsInOrder

from ... import _
from ...site.pages.act_service import ActService
from ...site.pages.acts import Act, acts
from ...site.pages.form_schema import SingleChoice, vocabulary
from ...site.pages.page_service import translated_answer
from ...site.pages.refusals import FaultyFields
from .block_serializer import deserialize_block, linked_urls, serialize_block
from .block_types import BLOCK_TYPES, block_type
from .sanitizer import safe_value


class Transformer:
    """Base of the transformers, which plone.restapi calls for each block of any type."""

    # After Plone's own transformers, which resolve URLs.
    order = 200
    block_type = None

    def __init__(self, context, request):
        self.context, self.request = context, request


class BlockSerializer(Transformer):
    """Transformer that adds its visible values to a block."""

    def __call__(self, block: dict) -> dict:
        if block_type(block) is None or self._is_beside():
            return block
        return translated_answer(serialize_block(block, self.context, self.request))

    def _is_beside(self):
        """Return whether the block is on a front page that is sent along with another page."""
        asked = getattr(self.request.get("PUBLISHED"), "context", self.context)
        is_front = INavigationRoot.providedBy(self.context)
        return is_front and aq_base(asked) is not aq_base(self.context)


class BlockDeserializer(Transformer):
    """Transformer that removes the added values from a block."""

    def __call__(self, block: dict) -> dict:
        return deserialize_block(block)


class BlockLinks(Transformer):
    """Finds the content that a block refers to, for a warning before that is deleted."""

    def __call__(self, block: dict) -> list[str]:
        return linked_urls(block)


class BlocksGet(Service):
    """``GET @socialhub-block``: the block types, each with its form and its defaults."""

    def reply(self) -> dict:
        return {name: _form(kind, self.context, self.request) for name, kind in BLOCK_TYPES.items()}


TYPE = SingleChoice(
    title=_("Type of block"),
    description=_("Beside it the block's own properties, see GET @socialhub-block."),
    vocabulary=vocabulary({name: kind.title for name, kind in BLOCK_TYPES.items()}),
)
# The schema of a block's data. A class statement cannot define a name with an @.
IBlock = InterfaceClass("IBlock", (Interface,), {"@type": TYPE})


def _draw(at, given):
    block = safe_value(given)
    if block_type(block) is None:
        names = {"names": ", ".join(BLOCK_TYPES)}
        raise FaultyFields({"@type": _("@type must be one of ${names}.", mapping=names)})
    return serialize_block(deserialize_block(block), at.context, at.request)


class BlockPost(ActService):
    """``POST @socialhub-block``: returns a block as its page would send it, and stores nothing."""

    acts = acts(Act("draw", _draw, fields=IBlock, judged=True))

    def answer(self, act: Act, result: dict) -> dict:
        return translated_answer(
            {"@id": f"{self.context.absolute_url()}/@socialhub-block", "block": result}
        )


def _form(kind, context, request):
    fieldsets = get_fieldsets(context, request, kind.schema)
    names = [name for name, _field in getFieldsInOrder(kind.schema)]
    defaults = {name: getattr(kind.decisions, name) for name in names}
    defaults |= {name: [] for name in kind.picked if not defaults[name]}
    form = {
        "title": kind.title,
        "description": kind.description,
        "fields": names,
        "properties": get_jsonschema_properties(context, request, fieldsets),
        "picked": kind.picked,
        "data": defaults,
    }
    return json_compatible(form)
