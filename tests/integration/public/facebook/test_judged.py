"""Invariant × door, of a place on Facebook: no door stores what a place must not be."""

import re

import pytest
import transaction
from filling import SAVE, form_of, press
from helpers.integration.accounts.judging import said, told
from helpers.integration.public.at_once import only_one_does
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.locking.interfaces import ILockable
from plone.restapi.interfaces import IDeserializeFromJson
from zope.component import getMultiAdapter
from zope.globalrequest import getRequest

from katrineholm.socialhub.public.facebook.interfaces import IFacebookPlace

NEW = {"title": "Ny", "profile_url": "https://www.facebook.com/ny"}
EVENT = {"place_type": "event", "event_starts": "2030-05-04T18:00"}
# By the name of the invariant that each breaks, where it is one of the schema's.
WRONG = {
    "an_event_ends_after_it_starts": (EVENT | {"event_ends": "2030-05-04T17:59"}, "slutar innan"),
    "an end without a beginning": (
        {"place_type": "event", "event_ends": "2030-05-04T17:59"},
        "Skriv även när",
    ),
    "only_an_event_has_an_end": (EVENT | {"place_type": "page"}, "Bara ett evenemang"),
    "the_official_page_is_a_page": (
        {"place_type": "group", "official_page": True},
        "Bara en sida|Den första",
    ),
    "a second official page": ({"official_page": True}, "Den första"),
    "another's address": ({"profile_url": "http://m.facebook.com/Forst/?ref=1"}, "Den första"),
    "an address elsewhere": (
        {"profile_url": "https://mastodon.se/@a"},
        "ingen adress till en plats",
    ),
}


@pytest.fixture
def ask(functional_portal, make_functional_place, browse, manager_request):
    """Sessions that may do everything, beside the official page *Den första* and another place."""
    make_functional_place("forst", title="Den första", official_page=True)
    make_functional_place("annat", title="Annat")
    return functional_portal, browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD), manager_request


def filled(ask, url, changes):
    _portal, browser, _request = ask
    form = form_of(browser.get(url), SAVE)
    given = {_widget(form, name): "selected" if value is True else value for name, value in changes}
    return told(press(browser, form, SAVE, given).text)


def _widget(form, name):
    """What a field's value is called in a form."""
    name = {"title": "IBasic.title"}.get(name, name)
    found = [f"form.widgets.{name}", f"form.widgets.{name}:list"]
    return next(each for each in found if each in form.fields)


def edit_form(ask, changes, id="annat"):
    answer = filled(ask, f"hub/kultur/{id}/edit", changes.items())
    # A refused form stays open, and locked: the next door is another person's.
    transaction.begin()
    ILockable(ask[0].hub.kultur[id]).clear_locks()
    transaction.commit()
    return answer


def add_form(ask, changes):
    return filled(ask, "hub/kultur/++add++FacebookPlace", (NEW | changes).items())


def patch(ask, changes, id="annat"):
    return said(ask[2].patch(f"hub/kultur/{id}", json=changes))


def post(ask, changes):
    return said(ask[2].post("hub/kultur", json={"@type": "FacebookPlace"} | NEW | changes))


DOORS = {"edit form": edit_form, "add form": add_form, "PATCH": patch, "POST": post}


def kept(portal):
    transaction.begin()
    names = [name for name in IFacebookPlace.names() if name not in ("platform", "feed_url")]
    return {
        place.getId(): {name: getattr(place, name, None) for name in names}
        for place in portal.hub.kultur.objectValues()
    }


@pytest.mark.parametrize("door", DOORS)
def test_no_door_stores_what_a_place_must_not_be_and_each_says_why(ask, door):
    deviations = {}
    for name, (changes, reason) in WRONG.items():
        before = kept(ask[0])
        answer = DOORS[door](ask, changes)
        if kept(ask[0]) != before:
            deviations[name] = "stored"
        elif not re.search(reason, answer):
            deviations[name] = answer[-800:]
    assert deviations == {}


@pytest.mark.parametrize("door", [edit_form, patch], ids=["edit form", "PATCH"])
def test_the_official_page_does_not_become_a_group(ask, door):
    before = kept(ask[0])
    assert "Bara en sida" in door(ask, {"place_type": "group"}, "forst")
    assert kept(ask[0]) == before


def test_the_table_breaks_each_invariant_of_a_place():
    invariants = {each.__name__ for each in IFacebookPlace.getDirectTaggedValue("invariants")}
    assert {*WRONG} >= invariants
    assert len(invariants) == 3


@pytest.mark.parametrize("moved", ["kultur/annat", "kultur"])
def test_no_second_official_page_is_moved_into_a_hub(
    functional_portal, make_functional_place, manager_request, moved
):
    make_functional_place("annat", title="Annat", official_page=True)
    with api.env.adopt_user(SITE_OWNER_NAME):
        other = api.content.create(functional_portal, "SocialHub", "annan", title="Annan")
        fields = {"title": "Skola", "email": "skola@example.se"}
        school = api.content.create(other, "Administration", "skola", **fields)
        make_functional_place("forst", at=school, title="Den första", official_page=True)
    transaction.commit()
    target = "annan/skola" if "/" in moved else "annan"
    source = {"source": f"{functional_portal.absolute_url()}/hub/{moved}"}
    answer = manager_request.post(f"{target}/@move", json=source)
    assert (answer.status_code, "Den första" in said(answer)) == (400, True)
    transaction.begin()
    assert functional_portal.hub.kultur.annat.official_page
    school.forst.official_page = False
    school.forst.reindexObject()
    transaction.commit()
    assert manager_request.post(f"{target}/@move", json=source).status_code == 200


def test_of_two_officers_at_once_only_one_says_which_page_is_official(
    functional_portal, make_functional_place
):
    places = [make_functional_place(id).getId() for id in ("ena", "andra")]
    only_one_does(functional_portal, say_official, places)


def say_official(site, id):
    json = getMultiAdapter((site.hub.kultur[id], getRequest()), IDeserializeFromJson)
    json(data={"official_page": True})
