"""The conversion between the stored data of a block and the values that are sent."""

from collections.abc import Mapping

from plone import api
from plone.dexterity.content import Container
from zope.schema import getFieldNames
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...site.pages.page_values import link
from ...site.pages.permissions import MODIFY
from .block_settings import block_settings, number_errors
from .block_types import BlockType, block_type
from .picked_content import picked_objects, picked_uids, picked_warnings

SHOWN_KEY = "shown"
FAILED = _(
    "This block cannot be shown at present, and visitors see nothing of it. "
    "The site's log says why."
)


def serialize_block(block: dict, context: Container, request: HTTPRequest) -> dict:
    """Return a block with its visible values; blocks of other add-ons remain unchanged."""
    kind = block_type(block)
    if kind is None:
        return block
    may_edit = api.user.has_permission(MODIFY, obj=context)
    picked = {
        name: [each for each in picked_objects(picked_uids(block[name])) if may_edit or each["@id"]]
        for name in kind.picked
        if name in block
    }
    return {**block, **picked, SHOWN_KEY: visible_values(kind, block, context, request, may_edit)}


def deserialize_block(block: dict) -> dict:
    """Return a block as it is stored: with UIDs, and without the values that were added."""
    kind = block_type(block)
    if kind is None:
        return block
    kept = {name: value for name, value in block.items() if name != SHOWN_KEY}
    return kept | {name: picked_uids(kept[name]) for name in kind.picked if name in kept}


def linked_urls(block: dict) -> list[str]:
    """Return the URLs of the content that a block refers to, for Plone's link integrity."""
    kind = block_type(block)
    names = [name for name in kind.picked if name in block] if kind else []
    return [f"../resolveuid/{uid}" for name in names for uid in picked_uids(block[name])]


def visible_values(
    kind: BlockType,
    block: Mapping,
    context: Container,
    request: HTTPRequest,
    may_edit: bool = False,
) -> dict | None:
    """Return the values that a block shows to the current user, or None if it shows nothing.

    For users who may edit the page, ``missing`` and ``problem`` are added.
    """
    decisions = block_settings(kind, block, context)
    renderer = kind.renderer(context, request, None, None, kind.decisions(**decisions))
    found = renderer.guarded(lambda: _renderer_values(kind, renderer), otherwise=lambda: FAILED)
    if not may_edit:
        return found if isinstance(found, dict) else None
    values = found if isinstance(found, dict) else {}
    picked = [uid for name in kind.picked for uid in picked_uids(block.get(name))]
    missing = renderer.guarded(
        lambda: number_errors(kind, block) + picked_warnings(picked), otherwise=list
    )
    return {**values, "missing": missing, "problem": FAILED if found is FAILED else ""}


def _renderer_values(kind, renderer):
    if renderer.hub is None:
        return None
    names = getFieldNames(kind.schema)
    more = renderer.more() if "more" in names else ""
    return {
        "header": renderer.header() if "header" in names else "",
        "more": link(renderer.more_url(), more) if more else None,
        **renderer.cached_plain(),
    }
