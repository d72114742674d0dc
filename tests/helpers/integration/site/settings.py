"""What the tests of ``site/settings`` have in common."""

import transaction
from plone import api
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

from katrineholm.socialhub.core.platforms.account_lookup import account_in_text
from katrineholm.socialhub.site.settings.registry import PREFIX

PAGE = "@@socialhub-settings"


def offered(context):
    factory = getUtility(IVocabularyFactory, name="katrineholm.socialhub.platforms")
    return {term.value: term.title for term in factory(context)}


def found_by(text):
    keys = [account_in_text(text).key]
    brains = api.content.find(portal_type="Channel", socialhub_accounts=keys, unrestricted=True)
    return [brain.getId for brain in brains]


def kept(*names):
    """What is stored; the registry itself remembers what it has said within a request."""
    transaction.begin()
    records = api.portal.get_tool("portal_registry").records
    return [records[f"{PREFIX}.{name}"].value for name in names]
