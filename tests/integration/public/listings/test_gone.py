"""An entry that was disposed of says so at its address."""

import re

import pytest
import transaction
from plone import api
from zope.component import getGlobalSiteManager
from ZPublisher.interfaces import IPubFailure

from katrineholm.socialhub.core.timeline.disposal import erase_entry
from katrineholm.socialhub.core.timeline.store import timeline_of

TOLD = {"by": "eva", "when": 1, "decision": "DHP 1"}


def test_a_visitor_is_told_that_it_is_gone(place, browse):
    entry = place.ids["Nyast"]
    erase_entry(timeline_of(place.hub), entry, TOLD)
    transaction.commit()
    answer = browse().get(f"hub/@@entry/{entry}")
    assert answer.status_code == 410
    assert "Inlägget är gallrat" in answer.text


def test_a_program_is_told_in_the_words_of_the_page(place, browse, request_factory):
    entry = place.ids["Nyast"]
    erase_entry(timeline_of(place.hub), entry, TOLD)
    transaction.commit()
    page, told = (
        browse().get(f"hub/@@entry/{entry}").text,
        request_factory().get(f"hub/@entry/{entry}"),
    )
    assert {told.json()["title"], told.json()["message"]} <= set(re.split(r"\s*<[^>]*>\s*", page))


@pytest.fixture
def failures():
    """The failures of requests, each of which the site's error log writes down."""
    found, registry = [], getGlobalSiteManager()

    def note(event):
        found.append(event.exc_info[0].__name__)

    registry.registerHandler(note, (IPubFailure,))
    yield found
    registry.unregisterHandler(note, (IPubFailure,))


@pytest.mark.parametrize(
    "path", ["@@entry/{}", "@@entry/{}/versions", "@@picture/{}/a.webp", "@entry/{}"]
)
def test_an_old_link_is_no_error_of_the_site(place, browse, request_factory, failures, path):
    entry = place.ids["Nyast"]
    erase_entry(timeline_of(place.hub), entry, TOLD)
    api.portal.set_registry_record("katrineholm.socialhub.show_versions", True)
    transaction.commit()
    session = browse() if path.startswith("@@") else request_factory()
    assert session.get(f"hub/{path.format(entry)}").status_code == 410
    assert failures == []


def test_nobody_learns_that_a_private_channel_had_it(place, browse):
    entry = place.ids["Hemligt"]
    erase_entry(timeline_of(place.hub), entry, TOLD)
    transaction.commit()
    assert browse().get(f"hub/@@entry/{entry}").status_code == 404
