"""Two who edit the same: a lock keeps them apart, and a stale save undoes nothing (row 4)."""

import pytest
import transaction
from filling import SAVE, form_of, press
from lxml import html
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.locking.interfaces import ILockable
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

FACTS = {
    "SocialHub": {},
    "Administration": {},
    "Channel": {"profile_url": "https://ny.example.se/"},
    "FacebookPlace": {"profile_url": "https://www.facebook.com/katrineholmskommun"},
    "CouncilParty": {"abbreviation": "K"},
}
PLACES = {"SocialHub": "", "Administration": "hub", "CouncilParty": "hub"}
CANCEL = "form.buttons.cancel"
STALE = "Innehållet har ändrats sedan du öppnade det"


def test_the_table_names_all_our_types(portal):
    ours = [
        name
        for name, each in portal.portal_types.objectItems()
        if str(getattr(each, "schema", "")).startswith("katrineholm.socialhub")
    ]
    assert sorted(FACTS) == sorted(ours)


@pytest.fixture(params=FACTS)
def thing(request, functional_portal, functional_administration):
    """One of each type, ``Ett``."""
    place = functional_portal.unrestrictedTraverse(PLACES.get(request.param, "hub/kultur"))
    with api.env.adopt_user(SITE_OWNER_NAME):
        made = api.content.create(place, request.param, "sak", title="Ett", **FACTS[request.param])
    transaction.commit()
    return made


@pytest.fixture
def one(browse):
    return browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


@pytest.fixture
def other(browse, person):
    return browse(*person("Manager"))


def is_locked(thing):
    transaction.begin()
    return ILockable(thing).locked()


def opened(session, thing):
    """The form as it is opened, or None where it is not to be had."""
    return form_of(session.get(f"{thing.absolute_url()}/edit"), SAVE)


def save(session, form, title):
    [name] = [each for each in form.fields if each.endswith(".title")]
    return press(session, form, SAVE, {name: title}).text


def changed(thing):
    """As a worker, a file or many at once change it: they ask no lock."""
    transaction.begin()
    thing.title = "Ändrad"
    notify(ObjectModifiedEvent(thing))
    transaction.commit()


def title(thing):
    transaction.begin()
    return thing.title


@pytest.mark.usefixtures("framed")
def test_who_comes_second_is_told_who_edits_and_cannot(thing, one, other):
    form = opened(one, thing)
    assert is_locked(thing)
    assert opened(other, thing) is None
    told = other.get(f"{thing.absolute_url()}/view").text
    assert "admin" in told
    assert "force_unlock" in told
    save(one, form, "Två")
    assert (is_locked(thing), title(thing)) == (False, "Två")
    form = opened(other, thing)
    press(other, form, CANCEL)
    assert not is_locked(thing)


@pytest.mark.usefixtures("framed")
def test_who_comes_second_unlocks_by_the_button_that_is_shown(thing, one, other):
    opened(one, thing)
    page = html.fromstring(other.get(f"{thing.absolute_url()}/view").text)
    [form] = page.xpath('//form[contains(@action, "force_unlock")]')
    answer = other.post(form.get("action"), data=dict(form.form_values()))
    assert answer.status_code == 200
    assert not is_locked(thing)


def test_an_open_form_keeps_its_lock_and_gives_it_back_when_it_is_left(thing, one):
    token = {"_authenticator": opened(one, thing).fields["_authenticator"]}
    for operation in ("refresh_lock", "safe_unlock"):
        url = f"{thing.absolute_url()}/@@plone_lock_operations/{operation}"
        answer = one.post(url, data=token)
        assert answer.status_code in (200, 204), operation
    assert not is_locked(thing)


def test_a_lock_that_has_run_out_locks_nobody_out(thing, one, other):
    opened(one, thing)
    transaction.begin()
    for lock in thing.wl_lockValues():
        lock._modifiedtime -= lock.getTimeout() + 1
    transaction.commit()
    assert not is_locked(thing)
    assert opened(other, thing)


@pytest.mark.usefixtures("framed")
def test_a_form_from_before_another_change_stores_nothing_and_says_so(thing, one):
    form = opened(one, thing)
    changed(thing)
    assert STALE in save(one, form, "Två")
    assert title(thing) == "Ändrad"
    save(one, opened(one, thing), "Två")
    assert title(thing) == "Två"


@pytest.mark.usefixtures("framed")
def test_a_lock_that_is_taken_over_lets_the_first_undo_nothing(thing, one, other):
    first = opened(one, thing)
    with transaction.manager:
        ILockable(thing).unlock()
    save(other, opened(other, thing), "Två")
    assert STALE in save(one, first, "Tre")
    assert title(thing) == "Två"


def test_a_program_needs_the_lock_and_may_say_what_it_changes(thing, one, other, manager_request):
    url = thing.absolute_url()
    form = opened(other, thing)
    assert manager_request.patch(url, json={"title": "Två"}).status_code == 403
    press(other, form, CANCEL)
    edition = manager_request.get(url).json()["edition"]
    token = manager_request.post(f"{url}/@lock", json={}).json()["token"]
    assert manager_request.patch(url, json={"title": "Två"}).status_code == 403
    headers = {"Lock-Token": token}
    answer = manager_request.patch(url, json={"title": "Två", "edition": edition}, headers=headers)
    assert answer.text == ""
    assert manager_request.delete(f"{url}/@lock").status_code == 200
    answer = manager_request.patch(url, json={"title": "Tre", "edition": edition})
    assert (answer.status_code, STALE in answer.json()["message"]) == (400, True)
    assert title(thing) == "Två"


def test_a_program_may_say_what_it_changes_as_any_server_is_told(thing, manager_request):
    """By If-Match (RFC 9110, 13.1.1): what has been changed meanwhile stays."""
    url = thing.absolute_url()
    stale = manager_request.get(url).json()["edition"]
    assert manager_request.patch(url, json={"title": "Två"}).status_code == 204
    fresh = manager_request.get(url).json()["edition"]

    def ask(matched, written):
        return manager_request.patch(url, json={"title": written}, headers={"If-Match": matched})

    for matched in (f'"{stale}"', f'W/"{fresh}"', fresh, '"ett annat", W/"ett annat"', ""):
        answer = ask(matched, "Tre")
        assert (answer.status_code, STALE in answer.json()["message"]) == (412, True), matched
        assert title(thing) == "Två"
    assert ask(f'"{stale}", "{fresh}"', "Fyra").status_code == 204
    assert ask("*", "Fem").status_code == 204
    assert title(thing) == "Fem"


def test_only_who_may_edit_is_told_the_edition_and_who_holds_the_lock(
    thing, one, anon_request, manager_request
):
    opened(one, thing)
    transaction.begin()
    with api.env.adopt_user(SITE_OWNER_NAME):
        if api.content.get_state(thing) == "private":
            api.content.transition(thing, "publish")
    transaction.commit()
    url = thing.absolute_url()
    answer = anon_request.get(url).json()
    if thing.portal_type in ("Channel", "FacebookPlace"):
        assert anon_request.get(url).status_code == 401  # a draft is its administration's
    else:
        assert "edition" not in answer
        assert answer["lock"] == {"locked": True}
    assert anon_request.get(f"{url}/@lock").status_code == 401
    assert manager_request.get(url).json()["lock"]["creator"] == "admin"
    assert manager_request.get(f"{url}/@lock").json()["creator"] == "admin"
