"""All comes back as it was."""

import transaction
from Acquisition import aq_base
from helpers.integration.setup import PACKAGE, _mapping, _uninstall
from plone import api
from plone.app.testing import applyProfile
from plone.portlets.constants import CONTENT_TYPE_CATEGORY
from plone.portlets.interfaces import (
    IPortletAssignmentSettings,
    IPortletManager,
)
from plone.registry.interfaces import IRegistry
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility

from katrineholm.socialhub.accounts.lifecycle.mandate import OFFICE
from katrineholm.socialhub.inbox.routing.groups import REGISTRARS
from katrineholm.socialhub.setup.content import within

PLACES = ("hub", "hub/kultur", "hub/kultur/bloggen", "hub/kultur/torget", "hub/parti")


def test_all_comes_back_as_it_was(site):
    before = _everything(site)
    assert len(before["content"]) == len(PLACES)
    assert len(before["portlets"]) == 4
    _uninstall(site)
    assert _everything(site) != before
    applyProfile(site, f"{PACKAGE}:default")
    transaction.commit()
    after = _everything(site)
    for subject in before:
        assert after[subject] == before[subject], subject
    assert [name for name in IAnnotations(site) if "put-away" in name] == []
    assert [
        each for each in within(site.hub) if f"{PACKAGE}.permissions" in IAnnotations(each)
    ] == []


def test_visitors_see_all_of_it_again(site, browse):
    pages = ("hub", "hub/kultur/bloggen", "sida", "sitemap", "@@search?SearchableText=Bloggen")
    before = {page: browse().get(page).text.count("/hub") for page in pages}
    _uninstall(site)
    applyProfile(site, f"{PACKAGE}:default")
    transaction.commit()
    transaction.commit()
    assert {page: browse().get(page).text.count("/hub") for page in pages} == before
    assert before["hub"]
    assert "Biblioteket öppnar" in browse().get("hub").text


def _everything(site):
    return {
        "content": {each.getId(): _told(each) for each in within(site.hub)},
        "catalogue": _catalogued("/plone/hub"),
        "portlets": _portlets(site),
        "roles": _roles(),
        "records": len([*getUtility(IRegistry).records]),
    }


def _told(each):
    each._p_activate()
    workflows = api.portal.get_tool("portal_workflow")
    return {
        "state": workflows.getInfoFor(each, "review_state", None),
        "history": {key: list(lines) for key, lines in each.workflow_history.items()},
        "local roles": each.get_local_roles(),
        "permissions": {
            name: value
            for name, value in vars(aq_base(each)).items()
            if name.endswith("_Permission")
        },
    }


def _catalogued(path):
    catalog = api.portal.get_tool("portal_catalog")
    found = {}
    for brain in catalog.unrestrictedSearchResults(path=path, sort_on="path"):
        rid = brain.getRID()
        told = {**catalog.getMetadataForRID(rid), "data_record_id_": 0}
        indexed = {f"index {key}": value for key, value in catalog.getIndexDataForRID(rid).items()}
        for key, value in {**told, **indexed}.items():
            is_set = isinstance(value, list)
            found[brain.getPath(), key] = sorted(value, key=str) if is_set else value
    return found


def _portlets(site):
    column = getUtility(IPortletManager, name="plone.rightcolumn")
    places = [site, site.hub, site.sida]
    found = {each.getId(): _mapping(each) for each in places}
    found["Document"] = column[CONTENT_TYPE_CATEGORY]["Document"]
    return {
        name: [_placed(key, each) for key, each in kept.items()] for name, kept in found.items()
    }


def _placed(name, each):
    aq_base(each)._p_activate()
    settings = {
        key: value for key, value in vars(aq_base(each)).items() if not key.startswith("__")
    }
    visible = IPortletAssignmentSettings(each).get("visible", True)
    return name, type(aq_base(each)).__module__, settings, visible


def _roles():
    roles = api.portal.get_tool("acl_users").portal_role_manager
    known = {*roles.listRoleIds()} & {"Information Officer", "Registrar", "Archivist"}
    held = {role: sorted(roles.listAssignedPrincipals(role)) for role in known}
    members = {name: api.group.get(name).getGroupMemberIds() for name in (OFFICE, REGISTRARS)}
    return held, members
