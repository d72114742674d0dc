"""Plone's own navigation in the reader's language, in Classic UI and over plone.restapi.

A hub and an administration may have an English title, see ``site.pages.languages``. For readers of
the site's default language nothing is changed, and no titles are loaded.
"""

from functools import cached_property
from html import escape
from typing import Any

from plone import api
from plone.app.layout.globals.context import ContextState
from plone.app.layout.viewlets.common import GlobalSectionsViewlet
from plone.app.portlets.portlets import navigation
from plone.restapi.interfaces import IExpandableElement
from plone.restapi.services.navigation.get import Navigation as PlonesNavigation
from plone.restapi.services.navigation.get import NavigationGet
from Products.CMFPlone.browser.navigation import CatalogSiteMap, PhysicalNavigationBreadcrumbs
from zope.component import adapter
from zope.i18nmessageid import Message
from zope.interface import Interface, implementer

from ..interfaces import ISocialHubLayer
from ..site.pages.languages import foreign_language, translated_text, translated_title

TRANSLATED = "plone.app.multilingual:default"


class TranslatedSections(GlobalSectionsViewlet):
    """Plone's tabs, with titles in the reader's language if they are translated.

    Plone omits tabs in other languages than the reader's, which would be all of them if a site's
    content is not translated.
    """

    _item_markup_template = GlobalSectionsViewlet._item_markup_template.replace(
        "{aria_haspopup}", "{aria_haspopup}{lang}"
    )

    def customize_query(self, query: dict) -> None:
        setup = api.portal.get_tool("portal_setup")
        if setup.getLastVersionForProfile(TRANSLATED) == "unknown":
            del query["Language"]

    @cached_property
    def navtree(self) -> dict:
        tree = super().navtree
        found = page_titles(self.navtree_path, self.settings.navigation_depth)
        for entry in _entries(tree):
            title = found.get(entry["path"])
            entry["lang"] = f' lang="{title["language"]}"' if title and title["language"] else ""
            entry["title"] = escape(title["text"]) if title else entry["title"]
        return tree


@implementer(IExpandableElement)
@adapter(Interface, ISocialHubLayer)
class Navigation(PlonesNavigation):
    """The navigation of plone.restapi as an expandable component, with translated titles."""

    @property
    def portal_tabs(self) -> list[dict]:
        # Plone would give the home tab its English name in any language.
        return [{**tab, "name": _translated(tab["name"])} for tab in super().portal_tabs]

    @cached_property
    def navtree(self) -> dict:
        tree = super().navtree
        found = page_titles(self.navtree_path, self.depth)
        for entry in _entries(tree):
            if title := found.get(entry.get("path")):
                entry["title"] = title["text"]
        return tree


class GetNavigation(NavigationGet):
    """The navigation of plone.restapi as a service, with translated titles."""

    def reply(self) -> dict:
        return Navigation(self.context, self.request)(expand=True)["navigation"]


class Breadcrumbs(PhysicalNavigationBreadcrumbs):
    """The breadcrumbs of a hub or an administration, with translated titles."""

    def customize_entry(self, entry: dict, context: Any = None) -> None:
        entry["Title"] = translated_title(context)["text"]


class TranslatedContextState(ContextState):
    """The context state of a hub or an administration, with its translated title."""

    def object_title(self) -> str:
        return translated_title(self.context)["text"]


class SiteMap(CatalogSiteMap):
    """Plone's site map, with translated titles."""

    def siteMap(self) -> dict:
        root = api.portal.get_navigation_root(self.context)
        return _with_titles(super().siteMap(), "/".join(root.getPhysicalPath()))


class NavigationPortlet(navigation.Renderer):
    """Plone's navigation portlet, with translated titles."""

    def getNavTree(self, _marker: Any = None) -> dict:
        return _with_titles(super().getNavTree(), self.getNavRootPath())


def page_titles(root: str, depth: int = -1) -> dict[str, dict]:
    """Return the titles of all content below a path, by path: see ``translated_text``.

    For readers of the site's default language the result is empty.
    """
    if foreign_language(api.portal.get_default_language()) is None:
        return {}
    brains = api.content.find(path={"query": root, "depth": depth})
    return {
        brain.getPath(): translated_text(brain.Title, _english_title(brain)) for brain in brains
    }


def _english_title(brain):
    """Return the English title in the catalogue; older metadata have nothing of a hub."""
    facts = brain.socialhub_facts
    return facts.get("english_title") if isinstance(facts, dict) else None


def _translated(name):
    return api.portal.translate(name) if isinstance(name, Message) else name


def _entries(tree):
    return (entry for entries in tree.values() for entry in entries)


def _with_titles(tree, root):
    found = page_titles(root) if root else {}
    for node in _nodes(tree) if found else ():
        title = found.get(node["path"])
        node["Title"] = title["text"] if title else node["Title"]
    return tree


def _nodes(tree):
    for node in tree.get("children", ()):
        yield node
        yield from _nodes(node)
