"""What the office has edited in the catalogue."""

import pytest
from helpers.integration.site.settings import found_by
from plone import api
from zope.component.hooks import site as within

from katrineholm.socialhub.accounts.channels.facts import viewable_channels
from katrineholm.socialhub.core.platforms.catalogue import recognise_account
from katrineholm.socialhub.core.platforms.catalogue_edits import CatalogueEdits
from katrineholm.socialhub.core.platforms.interfaces import AddedService
from katrineholm.socialhub.site.settings import catalogue_changes as changes
from katrineholm.socialhub.site.settings.catalogue_edits import KEY, site_edits

ADDED = AddedService("film", "Filmen", "video", True, "film.example.se", "/kanal/{account}")
ADDRESS = "https://film.example.se/kanal/kommun"
SPELLINGS = (
    ADDRESS,
    "http://www.film.example.se/kanal/kommun/",
    "film.example.se/kanal/kommun?utm_source=a",
    "https://FILM.example.se/kanal/kommun/inlagg/7",
)


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_channel_on_an_added_service_is_found_by_any_spelling(hub, make_channel, text):
    changes.add_service(ADDED)
    make_channel("kanal", profile_url=ADDRESS, feed_url=None)
    assert found_by(text) == ["kanal"]


def test_a_channel_that_was_there_before_is_known_by_the_added_service_too(hub, make_channel):
    make_channel("kanal", profile_url=ADDRESS, feed_url=None)
    assert found_by(SPELLINGS[-1]) == []
    changes.add_service(ADDED)
    assert found_by(SPELLINGS[-1]) == ["kanal"]
    assert viewable_channels(hub)[0].account == "kommun"


def test_sites_of_one_process_do_not_see_each_others_catalogue(hub):
    changes.add_service(ADDED)
    with within(None):
        assert recognise_account(ADDRESS).platform == "website"
    assert recognise_account(ADDRESS).platform == "film"


@pytest.mark.parametrize("text", ["{", "[]", '"a"', '{"added": [{"x": 1}]}', '{"added": 7}'])
def test_a_record_that_somebody_has_spoiled_breaks_no_page(hub, text):
    api.portal.set_registry_record(KEY, text)
    assert site_edits() == CatalogueEdits()
