"""Which fields of our types everybody may read: each field is on one of two lists.

A new field is on neither, until somebody has thought about it."""

import pytest
from plone import api
from plone.dexterity.utils import iterSchemataForType
from Products.CMFCore.indexing import processQueue
from zope.schema import getFieldNames

from katrineholm.socialhub.accounts.channels.interfaces import AUTHORITY
from katrineholm.socialhub.setup.handlers import TYPES

# Plone's own, of its behaviours. It shows who made something, too.
PLONE = {"id", "title", "exclude_from_nav"}
DUBLIN_CORE = PLONE | {
    *("description", "subjects", "language", "effective", "expires"),
    *("creators", "contributors", "rights"),
}
OTHERWISE = {"easy_text", "english_text"}
ENTITLED = OTHERWISE | {"english_title"}
CHANNEL = OTHERWISE | {
    *("description", "profile_url", "feed_url", "platform", "kind", "dialogue", "purpose"),
    *("audience", "language", "rhythm", "starts", "contact_email", "contact_phone"),
    *("contact_url", "also_known_as", "official_since", "closed_on", "link_only_reason"),
}
PUBLIC = {
    "SocialHub": DUBLIN_CORE | ENTITLED | {"entry_target", "entry_layout", "first_channels"},
    "Administration": DUBLIN_CORE | ENTITLED | {"email", "phone"},
    "Channel": PLONE | CHANNEL,
    "FacebookPlace": PLONE
    | CHANNEL
    | {"place_type", "event_starts", "event_ends", "page_id", "official_page"},
    "CouncilParty": PLONE
    | {"abbreviation", "link", "link_kind", "feed", "seats", "term_from", "term_to"},
}
TENDED = {
    *("responsible", "substitute", "absences", "confirmed_on", "closing_reason", "own_rules"),
    *("interval", "hold", "include_words", "exclude_words", "max_entries", "max_age"),
    *("profile_marks", "described", "exclude_reposts"),
    *("include_patterns", "exclude_patterns", "include_links", "exclude_links"),
    *("include_authors", "exclude_authors", "include_tags", "exclude_tags"),
}
EDITED = {"edition"}
MARK = "numbat"
INTERNAL = {
    "SocialHub": EDITED,
    "Administration": EDITED | {"head", *AUTHORITY},
    "Channel": EDITED | TENDED,
    "FacebookPlace": EDITED | TENDED | {"tie_backs"},
    "CouncilParty": EDITED | {"contact_name", "contact_email"},
}


@pytest.mark.parametrize("name", TYPES)
def test_a_field_is_on_one_of_the_lists(portal, name):
    found = {each for schema in iterSchemataForType(name) for each in getFieldNames(schema)}
    assert (found, PUBLIC[name] & INTERNAL[name]) == (PUBLIC[name] | INTERNAL[name], set())


@pytest.mark.parametrize("name", TYPES)
def test_a_visitor_is_given_the_public_fields_alone(paths, request_factory, name):
    told = request_factory().get(paths[name]).json()
    assert {*told} & (PUBLIC[name] | INTERNAL[name]) == PUBLIC[name]


@pytest.mark.parametrize("name", TYPES)
def test_whoever_runs_the_site_is_given_all(paths, request_factory, person, name):
    told = request_factory(basic_auth=person("Manager")).get(paths[name]).json()
    assert {*told} >= PUBLIC[name] | INTERNAL[name]


@pytest.mark.parametrize("name", TYPES)
def test_the_catalogue_holds_no_internal_field(paths, functional_portal, name):
    """Whoever may find a thing may ask for every column of it, and search by every index."""
    thing = functional_portal.unrestrictedTraverse(paths[name])
    for field in INTERNAL[name] - EDITED:
        setattr(thing, field, f"{MARK} {field}")
    thing.reindexObject()
    processQueue()
    catalog = api.portal.get_tool("portal_catalog")
    [brain] = catalog.unrestrictedSearchResults(UID=thing.UID())
    kept = {**catalog.getMetadataForRID(brain.getRID())}
    kept |= {
        f"index {key}": each for key, each in catalog.getIndexDataForRID(brain.getRID()).items()
    }
    assert {key for key, value in kept.items() if MARK in repr(value)} == set()
    thing.title = MARK
    thing.reindexObject()
    processQueue()
    assert MARK in repr(catalog.getMetadataForRID(brain.getRID()))
