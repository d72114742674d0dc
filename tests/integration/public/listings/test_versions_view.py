"""What an entry said before, for visitors."""

import re

import pytest
import transaction
from plone import api

from katrineholm.socialhub.core.timeline.decisions import apply_filter, apply_limits, hide_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.store import timeline_of


def plain(text):
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture
def show():
    """A function that turns the office's setting on, or off."""

    def show(is_on=True):
        api.portal.set_registry_record("katrineholm.socialhub.show_versions", is_on)
        transaction.commit()

    return show


@pytest.fixture
def changed(place):
    """The address of an entry that was changed."""
    timeline = timeline_of(place.hub)
    before = timeline.get(place.ids["Nyast"])
    again = {**before, "html": "<p>Hej då</p>", "summary": "Hej då", "images": []}
    store_document(timeline, before["channel"], [again], now=1_790_000_000)
    transaction.commit()
    return f"hub/@@entry/{place.ids['Nyast']}"


def test_visitors_see_that_an_entry_was_changed_and_no_more(changed, place, browse):
    page = browse().get(changed).text
    assert "Ändrat 21 september 2026" in plain(page)
    assert "/versions" not in page
    assert browse().get(f"{changed}/versions").status_code == 404
    assert "Ändrat" not in plain(browse().get(f"hub/@@entry/{place.ids['Film']}").text)


@pytest.mark.usefixtures("framed")
def test_its_versions_are_shown_where_the_office_wants_that(changed, show, browse):
    show()
    assert f"{changed}/versions" in browse().get(changed).text
    shown = browse().get(f"{changed}/versions")
    assert shown.status_code == 200
    added = re.search(r"<ins>(.*?)</ins>", shown.text, re.S)[1]
    assert plain(added) == "[tillagt: då ]"
    assert "<title>Tidigare versioner: Nyast " in shown.text
    show(False)
    assert browse().get(f"{changed}/versions").status_code == 404


def test_an_entry_that_was_never_changed_has_none(place, show, browse):
    show()
    page = f"hub/@@entry/{place.ids['Film']}"
    assert "/versions" not in browse().get(page).text
    assert browse().get(f"{page}/versions").status_code == 404


@pytest.mark.parametrize("how", ["hide", "withdraw", "filter", "expire"])
def test_they_go_out_of_sight_with_their_entry(changed, place, show, browse, how):
    show()
    timeline, entry_id = timeline_of(place.hub), place.ids["Nyast"]
    entry = timeline.get(entry_id)
    {
        "hide": lambda: hide_entry(timeline, entry_id, by="anna", now=1),
        "withdraw": lambda: store_document(
            timeline, entry["channel"], [], now=2, deleted=entry["keys"]
        ),
        "filter": lambda: apply_filter(timeline, entry["channel"], lambda each: False),
        "expire": lambda: apply_limits(timeline, entry["channel"], newer_than=2**32),
    }[how]()
    transaction.commit()
    assert browse().get(f"{changed}/versions").status_code == 404


@pytest.mark.parametrize("end", ["versions/x", "x", "versions/versions", "x/versions"])
def test_an_address_goes_no_further(changed, show, browse, end):
    show()
    assert browse().get(f"{changed}/{end}").status_code == 404


def test_what_a_stranger_wrote_is_no_markup(place, changed, show, browse):
    show()
    timeline = timeline_of(place.hub)
    before = timeline.get(place.ids["Nyast"])
    again = {**before, "html": "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"}
    store_document(timeline, before["channel"], [again], now=1_790_000_001)
    transaction.commit()
    assert "<script>alert(1)" not in browse().get(f"{changed}/versions").text
