"""What stands in for the add-on's content types while content of them stays in the site.

It is a type that nobody can add and no workflow moves, and its only view tells what it is: so
Plone's own pages about such content work, and a manager may delete it.
"""

from collections.abc import Mapping

from plone import api
from plone.dexterity.fti import DexterityFTI

from .. import PACKAGE_NAME
from .content import TYPES

PAGE = "socialhub-put-away"
KEPT = ("title", "klass", "icon_expr")


def in_use() -> dict[str, dict[str, str]]:
    """The add-on's types of which there is content: what a stand-in takes from each."""
    types = api.portal.get_tool("portal_types")
    used = [name for name in TYPES if api.content.find(portal_type=name, unrestricted=True)]
    return {name: {each: getattr(types[name], each) for each in KEPT} for name in used}


def stand_in(wanted: Mapping[str, Mapping[str, str]]) -> None:
    """Make the stand-ins, each without a workflow."""
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


def make_room(standing: Mapping) -> None:
    """Take the stand-ins away, as the types themselves come."""
    types = api.portal.get_tool("portal_types")
    for name in {*standing} & {*types}:
        types._delObject(name)
