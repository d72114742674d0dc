"""The visible values of a block, and its data when it is sent and stored."""

from collections.abc import Mapping

from plone import api
from plone.dexterity.content import Container
from zope.schema import getFieldNames
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...site.forms.permissions import MODIFY
from ...site.forms.plain import link
from .kinds import Kind, kind_of
from .picking import amiss, things, uids_in
from .reading import decided, refused

SHOWN = "shown"
FAILED = _(
    "This block cannot be shown at present, and visitors see nothing of it. "
    "The site's log says why."
)


def outgoing(block: dict, context: Container, request: HTTPRequest) -> dict:
    """Return a block of ours as it is sent: with its visible values, and objects instead of UIDs.

    Any other block is returned unchanged.
    """
    kind = kind_of(block)
    if kind is None:
        return block
    may_edit = api.user.has_permission(MODIFY, obj=context)
    picked = {
        name: _picked(uids_in(block[name]), may_edit) for name in kind.picked if name in block
    }
    return {**block, **picked, SHOWN: shown(kind, block, context, request, may_edit)}


def incoming(block: dict) -> dict:
    """Return a block of ours as it is stored: UIDs, and nothing added by ``outgoing``."""
    kind = kind_of(block)
    if kind is None:
        return block
    kept = {name: value for name, value in block.items() if name != SHOWN}
    return kept | {name: uids_in(kept[name]) for name in kind.picked if name in kept}


def linked(block: dict) -> list[str]:
    """Return the URLs of the content that a block refers to, for Plone's link integrity."""
    kind = kind_of(block)
    names = [name for name in kind.picked if name in block] if kind else []
    return [f"../resolveuid/{uid}" for name in names for uid in uids_in(block[name])]


def shown(
    kind: Kind, block: Mapping, context: Container, request: HTTPRequest, may_edit: bool = False
) -> dict | None:
    """Return everything that the block shows to the current user, or None.

    ``missing`` and ``problem`` are only added for users who may edit the page.
    """
    decisions = decided(kind, block, context)
    renderer = kind.renderer(context, request, None, None, kind.decisions(**decisions))
    found = renderer.guarded(lambda: _shown(kind, renderer), otherwise=lambda: FAILED)
    if not may_edit:
        return found if isinstance(found, dict) else None
    values = found if isinstance(found, dict) else {}
    picked = [uid for name in kind.picked for uid in uids_in(block.get(name))]
    missing = renderer.guarded(lambda: refused(kind, block) + amiss(picked), otherwise=list)
    return {**values, "missing": missing, "problem": FAILED if found is FAILED else ""}


def _shown(kind, renderer):
    if renderer.hub is None:
        return None
    names = getFieldNames(kind.schema)
    more = renderer.more() if "more" in names else ""
    return {
        "header": renderer.header() if "header" in names else "",
        "more": link(renderer.more_url(), more) if more else None,
        **renderer.cached_plain(),
    }


def _picked(uids, may_edit):
    found = things(uids)
    return found if may_edit else [each for each in found if each["@id"]]
