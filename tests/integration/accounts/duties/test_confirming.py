"""A channel is confirmed by a button, or by a link from a mail."""

from datetime import timedelta

import pytest
import transaction
from days import local_day
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.duties.confirming import confirm, link, touched
from katrineholm.socialhub.accounts.duties.ledger import duties_in
from katrineholm.socialhub.accounts.lifecycle.steps import place
from katrineholm.socialhub.accounts.people.answering import duties_of

ANNA = "Anna Berg <anna@example.se>"
BO = "Bo Ek <bo@example.se>"
TODAY = local_day()
TITLE = "Bloggen om kultur"


@pytest.fixture
def channel(make_functional_channel):
    return make_functional_channel("bloggen", title=TITLE, responsible=ANNA, substitute=BO)


def address(channel, who=ANNA, days_ago=0):
    """The path and query of a link that was made some days ago."""
    day = TODAY - timedelta(days_ago)
    return link(facts_of(channel), duties_of(channel), who, on=day).partition("/plone/")[2]


def confirmed(channel):
    transaction.begin()
    return channel.confirmed_on


def press(browse, url):
    """The button below a link."""
    path, _query, token = url.partition("?token=")
    return browse().post(path, data={"token": token})


def test_opening_the_link_changes_nothing_and_shows_what_to_confirm(channel, browse):
    answer = browse().get(address(channel))
    assert answer.status_code == 200
    for told in (TITLE, "Anna Berg", "Bo Ek", "kultur@example.se"):
        assert told in answer.text
    for private in ("anna@example.se", "bo@example.se"):
        assert private not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert confirmed(channel) is None


def test_the_button_confirms_without_a_login_and_is_remembered(channel, browse):
    assert press(browse, address(channel)).status_code == 200
    assert confirmed(channel) == TODAY
    assert duties_in(channel.__parent__.__parent__)[channel.UID()].confirmed == TODAY.isoformat()
    [line] = [line for line in history.of_channel(channel) if line["step"] == "confirm"]
    assert line["who"] == ""
    assert line["comment"].split(",")[0] in ("Responsible", "Ansvarig")


def test_the_substitute_confirms_as_well(channel, browse):
    assert press(browse, address(channel, BO)).status_code == 200
    assert confirmed(channel) == TODAY


def test_a_link_is_good_for_sixty_days(channel, browse):
    assert browse().get(address(channel, days_ago=60)).status_code == 200
    assert press(browse, address(channel, days_ago=61)).status_code == 410
    assert press(browse, address(channel, days_ago=-1)).status_code == 410
    assert confirmed(channel) is None


def test_a_used_link_confirms_nothing_more(channel, browse):
    url = address(channel)
    assert press(browse, url).status_code == 200
    transaction.begin()
    channel.confirmed_on = TODAY - timedelta(1)
    transaction.commit()
    answer = press(browse, url)
    assert (answer.status_code, TITLE in answer.text) == (410, False)
    assert confirmed(channel) == TODAY - timedelta(1)


def broken(url):
    """The link with a digit of each part changed, without its token, and with strange ones."""
    token = url.partition("?token=")[2]
    issued, was, seal = token.split("-")
    later = f"{int(issued[:4]) + 1}{issued[4:]}"
    other = seal[:-1] + ("0" if seal[-1] != "0" else "1")
    yield from (f"{later}-{was}-{seal}", f"{issued}-20260101-{seal}", f"{issued}-{was}-{other}")
    yield from ("", "x" * 9999, f"{issued}-{was}-" + "\u0660" * 64, f"{seal}-{was}-{issued}")


def test_a_wrong_link_is_refused_and_tells_nothing(channel, browse):
    url = address(channel)
    for token in broken(url):
        for answer in (
            browse().get("hub/kultur/bloggen/@@confirm", params={"token": token}),
            browse().post("hub/kultur/bloggen/@@confirm", data={"token": token}),
        ):
            assert answer.status_code == 403
            assert TITLE not in answer.text
            assert "Anna Berg" not in answer.text
    assert confirmed(channel) is None


def test_a_link_is_good_for_its_own_channel_only(channel, make_functional_channel, browse):
    other = make_functional_channel("filmer", responsible=ANNA)
    token = address(other).partition("?token=")[2]
    assert press(browse, f"hub/kultur/bloggen/@@confirm?token={token}").status_code == 403
    assert (confirmed(channel), confirmed(other)) == (None, None)


def test_who_has_left_the_duty_confirms_nothing(channel, browse):
    url = address(channel)
    channel.responsible = BO
    transaction.commit()
    assert press(browse, url).status_code == 403
    assert confirmed(channel) is None


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_a_channel_that_does_not_speak_is_not_confirmed(channel, browse, state):
    url = address(channel)
    with api.env.adopt_user(SITE_OWNER_NAME):
        place(channel, state)
    transaction.commit()
    answer = press(browse, url)
    assert (answer.status_code, TITLE in answer.text) == (410, False)
    assert confirmed(channel) is None


def test_a_link_works_where_the_hub_is_not_public_yet(channel, browse):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(channel.__parent__.__parent__, to_state="private")
    transaction.commit()
    assert browse().get(address(channel)).status_code == 200
    assert browse().get("hub/kultur/bloggen/@@confirm").status_code == 403


@pytest.mark.parametrize(
    ("role", "expected"), [("Editor", TODAY), ("Contributor", None), ("Reader", None)]
)
def test_the_button_on_the_page_is_for_those_who_may_confirm(
    channel, browse, person, submit, role, expected
):
    login, url = person(role, at=channel.__parent__), "hub/kultur/bloggen"
    assert ("@@confirm-now" in browse(*login).get(f"{url}/@@duties").text) == bool(expected)
    submit(login, f"{url}/@@confirm-now", {})
    assert confirmed(channel) == expected


def test_the_links_address_is_the_sites_public_one(channel):
    name = "katrineholm.socialhub.site_url"
    api.portal.set_registry_record(name, "https://www.katrineholm.se/")
    url = link(facts_of(channel), duties_of(channel), ANNA)
    assert url.startswith("https://www.katrineholm.se/hub/kultur/bloggen/@@confirm?token=")


def test_confirming_twice_a_day_is_no_fault(channel):
    confirm(channel, "", TODAY)
    confirm(channel, "", TODAY)
    assert channel.confirmed_on == TODAY


def test_a_channel_is_due_when_nobody_has_touched_it_whatever_was_written_on_it(channel):
    channel.official_since = TODAY - timedelta(400)
    IAnnotations(hub_of(channel)).pop(history.KEY)
    notify(ObjectModifiedEvent(channel))
    view = api.content.get_view("duties", channel, channel.REQUEST)
    assert view.is_due()
    history.note(channel, "absence")
    assert not view.is_due()


def test_what_a_person_did_last_counts_but_not_bringing_a_list_in():
    lines = [
        {"uid": "a", "time": 4, "who": "", "step": "confirm"},
        {"uid": "a", "time": 3, "who": "anna", "step": ""},
        {"uid": "a", "time": 2, "who": "bo", "step": "report"},
        {"uid": "b", "time": 1, "who": "bo", "step": "add"},
    ]
    assert touched(lines) == {"a": 3}
