"""Placeholders for the add-on's content types while their content is hidden.

Nobody can add content of such a type, and it has no workflow. Its only view explains what it is, so
that Plone's own pages work, and a manager may delete it.
"""

from collections.abc import Mapping

from plone import api
from plone.dexterity.fti import DexterityFTI

from .. import PACKAGE_NAME
from .content_access import TYPES

PAGE = "socialhub-put-away"
PRESERVED_PROPERTIES = ("title", "klass", "icon_expr")


def used_types() -> dict[str, dict[str, str]]:
    """Return the add-on's types with content, and the properties that their placeholders keep."""
    types = api.portal.get_tool("portal_types")
    used = [name for name in TYPES if api.content.find(portal_type=name, unrestricted=True)]
    return {
        name: {each: getattr(types[name], each) for each in PRESERVED_PROPERTIES} for name in used
    }


def add_placeholder_types(wanted: Mapping[str, Mapping[str, str]]) -> None:
    """Add the placeholder types without a workflow."""
    for name, own in wanted.items():
        fti = DexterityFTI(
            name,
            **own,
            **{"i18n_domain": PACKAGE_NAME, "global_allow": False, "filter_content_types": True},
            **{"default_view": PAGE, "immediate_view": PAGE, "view_methods": (PAGE,)},
        )
        api.portal.get_tool("portal_types")._setObject(name, fti)
    if wanted:
        workflows = api.portal.get_tool("portal_workflow")
        workflows.setChainForPortalTypes(tuple(wanted), ())


def remove_placeholder_types(placeholders: Mapping) -> None:
    """Remove the placeholder types."""
    types = api.portal.get_tool("portal_types")
    for name in {*placeholders} & {*types}:
        types._delObject(name)
