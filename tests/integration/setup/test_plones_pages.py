"""Plone's own pages are Plone's: with the add-on they are what they are without it."""

import re
from difflib import unified_diff

import pytest
import transaction
from lxml.html import document_fromstring, tostring
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.locking.interfaces import ILockable
from Products.CMFPlone.utils import get_installer

from katrineholm.socialhub import PACKAGE_NAME

OWNER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
VISITORS = ("", "login", "@@login-help", "sitemap", "doc", "contact-info", "@@search")
EDITORS = (
    *("doc", "doc/edit", "doc/@@sharing", "@@sharing", "folder_contents", "++add++Document"),
    *("@@personal-information", "@@personal-preferences", "@@change-password"),
    *("@@overview-controlpanel", "doc/@@historyview"),
)
PAGES = [*((page, ()) for page in VISITORS), *((page, OWNER) for page in EDITORS)]
# Another each time: tokens of forms, and the server's port.
PASSING = re.compile(
    r'(?<=_authenticator)(" type="hidden" value="|" value="|=)\w+|(?<=data-token=")\w+'
    r"|(?<=localhost:)\d+"
)
# What the add-on has registered for all pages: types that can be added, panels of the site's
# settings, its own resources and settings of pages.
OURS = (
    *("//li[a[contains(@href, '++add++SocialHub')]]",),
    *("//li[contains(., 'Grafisk profil') or contains(., 'Sociala medier')]",),
    *("//section[contains(@class, 'controlPanelSection')][contains(., 'Grafisk profil')]",),
    *("//*[contains(@href, 'socialhub') or contains(@src, 'socialhub')]",),
    *("//*[starts-with(@id, 'socialhub') or contains(@class, 'socialhub')]",),
    "//@data-pat-structure",  # which types a list of contents knows
)


@pytest.mark.usefixtures("framed")
def test_plones_own_pages_are_the_same_but_for_what_is_registered(functional_portal, browse):
    with api.env.adopt_user(SITE_OWNER_NAME), api.env.adopt_roles(["Manager"]):
        document = api.content.create(functional_portal, "Document", "doc", "En sida")
        api.content.transition(document, "publish")
    transaction.commit()
    with_it = pages(browse, document)
    with api.env.adopt_roles(["Manager"]):
        get_installer(functional_portal).uninstall_product(PACKAGE_NAME)
    transaction.commit()
    without = pages(browse, document)
    assert all(len(each) > 20 for each in with_it.values())
    differences = {page: [*unified_diff(without[page], with_it[page], n=0)] for page in PAGES}
    assert {page: found for page, found in differences.items() if found} == {}


def pages(browse, document):
    """The lines of each page; nobody has begun to edit the document."""
    ILockable(document).clear_locks()
    transaction.commit()
    sessions = {login: browse(*login) for login in ((), OWNER)}
    return {(page, login): lines(sessions[login].get(page)) for page, login in PAGES}


def lines(answer):
    tree = document_fromstring(PASSING.sub("", answer.text))
    for each in [found for path in OURS for found in tree.xpath(path)]:
        if isinstance(each, str):
            each.getparent().attrib.pop(each.attrname)
        elif each.getparent() is not None:
            each.drop_tree()
    text = tostring(tree, encoding="unicode")
    return [line.strip() for line in re.split(r"(?=<)|\n", text) if line.strip()]
