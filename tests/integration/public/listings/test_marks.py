"""An entry of the hub is pinned, another featured, and let back to their places."""

import logging
import re
from html import unescape

import pytest
import transaction
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.marks import set_mark
from katrineholm.socialhub.core.timeline.store import timeline_of

MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
ACTIONS = ("pin-entry", "feature-entry", "unmark-entry")


@pytest.fixture
def act(place, submit):
    """A function that presses a button for an entry: ``act("pin-entry", "Film")``."""

    def act(action, title, login=MANAGER, **how):
        entry = place.ids.get(title, title)
        answer = submit(login, f"hub/@@{action}", {"entry": entry}, **how)
        transaction.begin()
        return answer

    return act


@pytest.fixture
def seen(browse):
    """A function that gives the titles of a page's cards, in order, with their marks."""

    def seen(url):
        cards = re.findall(
            r'<article class="(socialhub-card.*?)</article>', browse().get(url).text, re.S
        )
        return [f"{mark_of(card)}{title_of(card)}" for card in cards]

    return seen


def mark_of(card):
    found = re.match(r"[^\"]*socialhub-is-(\w+)", card)
    assert bool(found) is ("socialhub-marked" in card)
    return f"{found[1]} " if found else ""


def title_of(card):
    return unescape(
        re.search(r'class="socialhub-title"[^>]*>\s*<a[^>]*>(.*?)</a>', card, re.S)[1].strip()
    )


def marks(place):
    return {mark["entry"]: name for name, mark in timeline_of(place.hub).marks().items()}


PAGES = [
    ("hub", ["featured Bild", "pinned Äldst", "Nyast", "Film"]),
    ("hub?kind=blog", ["pinned Äldst", "Nyast"]),
    ("hub?kind=video", ["Film"]),
    ("hub/kultur", ["pinned Äldst", "Nyast", "Film"]),
    ("hub/kultur/bloggen", ["pinned Äldst", "Nyast"]),
    ("hub/skola", ["Bild"]),
    ("hub?year=2026", ["Nyast", "Film", "Bild", "Äldst"]),
    ("hub?year=2026&month=1", ["Äldst"]),
    ("hub?b_size=2", ["featured Bild", "pinned Äldst"]),
    ("hub?b_size=2&b_start=2", ["Nyast", "Film"]),
]


def test_what_is_pinned_or_featured_stands_first_where_it_belongs(place, act, seen):
    act("pin-entry", "Äldst")
    act("feature-entry", "Bild")
    assert [(url, seen(url)) for url, _seen in PAGES] == PAGES


def test_the_order_by_time_is_kept_for_programs_which_learn_of_the_mark(
    place, act, request_factory, browse
):
    act("pin-entry", "Äldst")
    act("feature-entry", "Bild")
    items = request_factory().get("hub/@entries").json()["items"]
    assert [(item["title"], item["mark"]) for item in items] == [
        ("Nyast", None),
        ("Film", None),
        ("Bild", "featured"),
        ("Äldst", "pinned"),
    ]
    feed = browse().get("hub/@@json-feed").json()
    assert [item["title"] for item in feed["items"]] == ["Nyast", "Film", "Bild", "Äldst"]


def test_another_takes_the_place_and_the_message_says_whose(place, act, seen, browse, caplog):
    hub = place.hub.absolute_url()
    with caplog.at_level(logging.INFO, logger="katrineholm.socialhub"):
        first, second = act("pin-entry", "Äldst"), act("pin-entry", "Film")
    assert [(answer.status_code, answer.headers["Location"]) for answer in (first, second)] == [
        (302, hub),
        (302, hub),
    ]
    assert "Äldst" not in message(first, browse)
    assert "Äldst" in message(second, browse)
    assert marks(place) == {place.ids["Film"]: "pinned"}
    assert f"Entry {place.ids['Film']} is pinned by {SITE_OWNER_NAME}" in caplog.text
    act("unmark-entry", "Film")
    assert marks(place) == {}
    assert seen("hub") == ["Nyast", "Film", "Bild", "Äldst"]


def message(answer, browse):
    """What the next page tells."""
    session = browse(*MANAGER)
    session.cookies.update(answer.cookies)
    return re.search(r"portalMessage.*?</div>", unescape(session.get("hub").text), re.S)[0]


def test_what_is_hidden_withdrawn_or_waits_is_never_shown_though_it_was_pinned(
    place, act, seen, keep
):
    act("pin-entry", "Äldst")
    timeline = timeline_of(place.hub)
    hide_entry(timeline, place.ids["Äldst"], by="anna", now=1)
    transaction.commit()
    assert seen("hub") == ["Nyast", "Film", "Bild"]


@pytest.mark.parametrize("title", ["Hemligt", "Bild"])
def test_only_what_everybody_sees_on_the_hub_can_stand_first(place, act, title):
    """A draft channel's entry, and one that waits."""
    if title == "Bild":
        timeline_of(place.hub).get(place.ids["Bild"])
        entry = timeline_of(place.hub).get(place.ids["Bild"])
        again = {**entry, "keys": ("new",), "title": "Ny", "link": ""}
        uid = place.channels["bilder"].UID()
        (title,) = store_document(timeline_of(place.hub), uid, [again], now=2, hold=True).new
        transaction.commit()
    for action in ("pin-entry", "feature-entry"):
        assert act(action, title).status_code == 302
    assert marks(place) == {}


@pytest.mark.parametrize("entry", ["", "x", "\x00", "å" * 500])
@pytest.mark.parametrize("action", ACTIONS)
def test_an_unknown_entry_is_not_found(place, act, action, entry):
    assert act(action, entry).status_code == 404


@pytest.mark.parametrize("action", ACTIONS)
def test_nothing_is_changed_by_a_link_without_the_token_or_by_who_may_not(
    place, act, browse, person, action
):
    set_mark(timeline_of(place.hub), "pinned", place.ids["Film"], by="anna", now=1)
    transaction.commit()
    editor = person("Editor", at=place.hub.kultur)
    link = browse(*MANAGER).get(f"hub/@@{action}?entry={place.ids['Nyast']}")
    bare = act(action, "Film", token=False)
    own = act(action, "Nyast", login=editor)
    assert (link.status_code, bare.status_code) == (405, 403)
    assert "login" in own.headers["Location"]
    assert marks(place) == {place.ids["Film"]: "pinned"}


def test_the_buttons_are_shown_to_those_who_may(place, act, browse, person):
    act("pin-entry", "Film")
    page = f"hub/@@entry/{place.ids['Film']}"
    office, editor = person("Information Officer"), person("Editor", at=place.hub.kultur)
    for login, offered in ((office, ["feature-entry", "unmark-entry"]), (editor, []), ((), [])):
        text = unescape(browse(*login).get(page).text)
        assert [action for action in ACTIONS if f"@@{action}" in text] == offered
        assert ("Fäst av" in unescape(text)) is bool(offered)
