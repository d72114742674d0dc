"""Entries of a channel that reviews them first: who sees them, and how they are let out."""

import logging
import re
from html import unescape

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.review_queue import queue_sizes
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.listings.hidden_entries import hidden_reason

MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
PICTURE = "https://cdn.example.se/okapi.jpg"
PAGES = ("hub", "hub/kultur", "hub/kultur/bloggen")


@pytest.fixture
def waiting(place, keep):
    """The ids of three entries that wait, two of bloggen and one of skola's bilder."""
    images = (Image(PICTURE, "Okapi"),)
    ids = {
        "Okapi": keep(place.channels["bloggen"], hold=True, title="Okapi", images=images),
        "Tapir": keep(place.channels["bloggen"], hold=True, title="Tapir", summary="Om tapirer"),
        "Lemur": keep(place.channels["bilder"], hold=True, title="Lemur"),
    }
    timeline = timeline_of(place.hub)
    add_picture(timeline, ids["Okapi"], PICTURE, b"RIFF....WEBP", 2, 1, "image/webp")
    transaction.commit()
    return ids


@pytest.fixture
def listed(browse):
    """A function that gives what a list of waiting entries offers: titles and tokens."""

    def listed(login, url="hub"):
        text = browse(*login).get(f"{url}/@@held-entries").text
        titles = re.findall(r"<h2[^>]*>(.*?)</h2>", text)
        return dict(zip(titles, re.findall(r'value="(\w+\.\w+)"', text), strict=True))

    return listed


@pytest.fixture
def decide(place, submit):
    """A function that decides on entries: ``decide(login, "show", tokens)``."""

    def decide(login, what, tokens, url="hub", **how):
        answer = submit(
            login,
            f"{url}/@@held-entries",
            {"do": what, "entry": tokens, "reason": "Fel namn"},
            **how,
        )
        transaction.begin()
        return answer

    return decide


def numbers(place):
    return dict(queue_sizes(timeline_of(place.hub)))


def test_each_sees_what_they_may_decide_on(place, waiting, editor, listed, browse):
    assert set(listed(MANAGER)) == {"Okapi", "Tapir", "Lemur"}
    assert set(listed(MANAGER, "hub/skola")) == {"Lemur"}
    for url in PAGES:
        assert set(listed(editor, url)) == {"Okapi", "Tapir"}
    assert listed(editor, "hub/skola") == {}


@pytest.mark.usefixtures("framed")
@pytest.mark.parametrize("url", PAGES)
def test_nobody_else_sees_that_anything_waits(place, waiting, browse, person, url):
    stranger = browse().get(f"{url}/@@held-entries", allow_redirects=False)
    assert "login" in stranger.headers["Location"]
    for login in ((), person("Reader"), person("Editor", at=place.hub.skola)):
        session = browse(*login)
        texts = [session.get(url).text, session.get(f"{url}/@@held-entries").text]
        assert [word for word in ("Okapi", "Tapir") for text in texts if word in text] == []
        assert "@@held-entries" not in texts[0]


def test_a_waiting_entrys_page_and_pictures_are_for_those_who_may_decide(
    place, waiting, editor, browse
):
    page = f"hub/@@entry/{waiting['Okapi']}"
    text = browse(*editor).get(page).text
    picture = re.search(r"hub/@@picture/\w+/\w+\.webp", text)[0]
    answer = browse(*editor).get(picture)
    assert (answer.content, answer.headers["Cache-Control"].split(",")[0]) == (
        b"RIFF....WEBP",
        "private",
    )
    assert [browse().get(url).status_code for url in (page, picture)] == [404, 404]
    assert "@@pin-entry" not in browse(*MANAGER).get(page).text


@pytest.mark.parametrize(
    "outlet", ["@@rss", "@@atom", "@@json-feed", "@@opml", "@entries", "@@undescribed-pictures"]
)
def test_no_outlet_tells_of_what_waits(place, waiting, browse, request_factory, outlet):
    session = browse(*MANAGER) if outlet.startswith("@@") else request_factory(role="Manager")
    for url in PAGES:
        text = session.get(f"{url}/{outlet}").text
        assert [word for word in waiting if word in text] == []


def test_what_is_shown_is_seen_and_what_is_hidden_is_not(
    place, waiting, editor, listed, decide, browse, caplog
):
    tokens = listed(editor)
    with caplog.at_level(logging.INFO, logger="katrineholm.socialhub"):
        answer = decide(editor, "show", [tokens["Okapi"]])
        decide(editor, "hide", [tokens["Tapir"]])
    hub = place.hub.absolute_url()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{hub}/@@held-entries")
    text = browse().get("hub").text
    assert ("Okapi" in text, "Tapir" in text) == (True, False)
    assert numbers(place) == {place.channels["bilder"].UID(): 1}
    timeline = timeline_of(place.hub)
    assert timeline.get(waiting["Okapi"])["released"]["by"] == "editor-kultur"
    assert timeline.get(waiting["Tapir"])["hidden"]["by"] == "editor-kultur"
    assert f"Entry {waiting['Okapi']} has waited: show, says editor-kultur" in caplog.text


@pytest.mark.usefixtures("framed")
def test_many_are_decided_on_at_once(place, waiting, listed, decide, browse):
    every = browse(*MANAGER).get("hub/@@held-entries?all=1").text
    assert every.count('checked="checked"') == 3
    decide(MANAGER, "show", list(listed(MANAGER).values()))
    assert numbers(place) == {}
    assert all(title in browse().get("hub").text for title in waiting)


def test_what_has_become_another_text_since_is_not_shown_unseen(
    place, waiting, listed, decide, browse
):
    tokens = listed(MANAGER)
    timeline, uid = timeline_of(place.hub), place.channels["bloggen"].UID()
    changed = {**timeline.get(waiting["Okapi"]), "title": "Något helt annat"}
    store_document(timeline, uid, [changed], now=2_000_000_000, hold=True)
    transaction.commit()
    answer = decide(MANAGER, "show", [tokens["Okapi"], tokens["Tapir"]])
    assert numbers(place)[uid] == 1
    assert "helt annat" not in browse().get("hub").text
    session = browse(*MANAGER)
    session.cookies.update(answer.cookies)
    text = unescape(session.get("hub/@@held-entries").text)
    messages = re.findall(r"portalMessage.*?</div>", text, re.S)
    assert [" 1" in message for message in messages] == [True, True]


def test_somebody_elses_entries_are_left_alone(place, waiting, editor, listed, decide):
    tokens = list(listed(MANAGER).values())
    decide(editor, "show", tokens, url="hub/skola")
    assert sum(numbers(place).values()) == 3
    decide(editor, "show", tokens)
    assert numbers(place) == {place.channels["bilder"].UID(): 1}


@pytest.mark.parametrize("tokens", [[], ["x"], [""], ["\x00"], ["å" * 500], ["." * 9]])
@pytest.mark.parametrize("what", ["show", "hide", "", "drop"])
def test_nonsense_decides_nothing(place, waiting, decide, what, tokens):
    assert decide(MANAGER, what, tokens).status_code in (200, 302)
    assert sum(numbers(place).values()) == 3


def test_a_decision_that_is_refused_keeps_what_was_ticked(place, waiting, listed, submit):
    okapi = listed(MANAGER)["Okapi"]
    form = {"do": "hide", "entry": [okapi], "reason": " "}
    page = submit(MANAGER, "hub/@@held-entries", form).text
    assert re.findall(r'value="([^"]*)"[^>]*checked', page) == [okapi]
    assert 'aria-describedby="socialhub-reason-help socialhub-reason-fault"' in page
    page = submit(MANAGER, "hub/@@held-entries", {"do": "show"}).text
    assert 'id="socialhub-entry-fault"' in page


def test_nothing_is_decided_by_a_link_or_without_the_forms_token(
    place, waiting, listed, decide, browse
):
    token = listed(MANAGER)["Okapi"]
    assert decide(MANAGER, "show", [token], token=False).status_code == 403
    browse(*MANAGER).get(f"hub/@@held-entries?do=show&entry={token}")
    stranger = decide((), "show", [token], token=False)
    assert "login" in stranger.headers["Location"]
    assert sum(numbers(place).values()) == 3


def test_those_who_may_are_told_where_entries_wait(place, waiting, editor, browse):
    told = {url: "@@held-entries" in browse(*editor).get(url).text for url in (*PAGES, "hub/skola")}
    assert told == {
        "hub": False,
        "hub/kultur": True,
        "hub/kultur/bloggen": True,
        "hub/skola": False,
    }
    assert "@@held-entries" in browse(*MANAGER).get("hub").text
    assert "@@held-entries" in browse(*MANAGER).get("hub/@@board").text


def test_a_channel_that_holds_no_longer_says_so_of_what_still_waits(place, waiting, listed, browse):
    said = "alert-warning"
    assert said in browse(*MANAGER).get("hub/kultur/bloggen/@@held-entries").text
    place.channels["bloggen"].hold = True
    transaction.commit()
    assert said not in browse(*MANAGER).get("hub/kultur/bloggen/@@held-entries").text


@pytest.mark.usefixtures("framed")
def test_the_list_of_what_is_not_shown_says_that_it_waits(place, waiting, browse):
    text = browse(*MANAGER).get("hub/kultur/bloggen/@@hidden-entries").text
    timeline = timeline_of(place.hub)
    said = api.portal.translate(hidden_reason(timeline.get(waiting["Okapi"])))
    assert text.count(said) == 2
