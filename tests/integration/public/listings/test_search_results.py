"""The stream is searched by words: as a page, over REST, and as a feed."""

import re
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
import transaction
from plone.portlets.interfaces import IPortletAssignmentMapping, IPortletManager
from zope.component import getGlobalSiteManager, getMultiAdapter, getUtility

from katrineholm.socialhub.accounts.lifecycle.steps import set_state as place_in_state
from katrineholm.socialhub.core.timeline.decisions import (
    apply_filter,
    hide_entry,
    mask_entry,
    show_entry,
)
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.listings import index_update
from katrineholm.socialhub.public.listings.portlet import Assignment

FEEDS = ("rss", "atom", "json-feed")
STRANGE = [
    '"', '""', "*", "a*", "NOT", "title:hej", "NEAR(a b)", "(", "😀", "\0", "a\0b", "שלום",
    "<b>hej</b>", "%", "å" * 10_000, "ord " * 2_000, "och", "\u202eabc", "' OR 1=1 --",
]  # fmt: skip
WITHOUT_A_WORD = {'"', '""', "*", "(", "😀", "\0", "%"}


@pytest.fixture
def said(place, keep):
    """A hub with entries that say something; gives their ids by title."""
    blog, films = place.channels["bloggen"], place.channels["filmer"]
    at = {month: noon(month) for month in (2, 3, 4)}
    texts = {
        "Kommunens badhus öppnar": (blog, 4, "<p>Välkommen <b>till</b> simhallen & bastun</p>"),
        "Sommar": (films, 3, "<p>Vi filmade i badhuset, och i parken bredvid</p>"),
        "Öppettider": (blog, 2, "<p>Badhuset öppnar klockan 8</p>"),
        "Hemligt badhus": (place.channels["hemlig"], 4, "<p>Badhus</p>"),
    }
    ids = {
        title: keep(channel, title=title, html=html, published=at[month])
        for title, (channel, month, html) in texts.items()
    }
    transaction.commit()
    return ids


def noon(month):
    return datetime(2025, month, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def search(said, request_factory):
    """The answer of a search over REST, as anybody gets it."""

    def search(text, path="hub", **more):
        query = "".join(f"&{name}={value}" for name, value in more.items())
        return request_factory().get(f"{path}/@entries?SearchableText={quote(text)}{query}")

    return search


@pytest.fixture
def titles(search):
    """The titles that a search gives."""

    def titles(text, **more):
        answer = search(text, **more)
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert told["complete"] is True
        return [item["title"] for item in told["items"]]

    return titles


ALL = ["Kommunens badhus öppnar", "Sommar", "Öppettider"]


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        ("badhus", {}, ALL),
        ("badhusens", {}, ALL),
        ("BADHUS", {}, ALL),
        ("badhus öppna", {}, [ALL[0], ALL[2]]),
        ('"badhuset öppnar"', {}, [ALL[2]]),
        ('"välkommen till simhallen"', {}, [ALL[0]]),
        ("simhall*", {}, [ALL[0]]),
        ("simhallen*", {"sort": "best"}, [ALL[0]]),
        ("öppna", {"sort": "best"}, [ALL[0], ALL[2]]),
        ("badhus", {"channel": "filmer"}, [ALL[1]]),
        ("badhus", {"kind": "blog"}, [ALL[0], ALL[2]]),
        ("badhus", {"administration": "skola"}, []),
        ("badhus", {"platform": "website"}, ALL),
        ("badhus", {"year": 2025, "month": 3}, [ALL[1]]),
        ("badhus", {"year": 2025, "month": 12}, []),
        ("badhus", {"year": 2024}, []),
        ("badhus", {"b_size": 2}, ALL[:2]),
        ("badhus", {"b_size": 2, "b_start": 2}, ALL[2:]),
        ("badhus", {"b_start": 10_000_000}, []),
        ("badhus", {"path": "hub/skola"}, []),
        ("badhus", {"path": "hub/kultur/bloggen"}, [ALL[0], ALL[2]]),
        ("isbana", {}, []),
    ],
)
def test_words_are_found_within_what_is_chosen(titles, text, more, expected):
    assert titles(text, **more) == expected


def test_an_answer_tells_how_many_there_are_and_where_it_goes_on(search):
    told = search("badhus", b_size=2).json()
    assert told["items_total"] == 3
    assert "SearchableText=badhus" in told["batching"]["next"]


def test_what_was_looked_for_is_marked_in_an_excerpt(search):
    first = search("simhall").json()["items"][0]
    assert first["excerpt"] == [
        {"text": "Välkommen till ", "found": False},
        {"text": "simhallen", "found": True},
        {"text": " & bastun", "found": False},
    ]
    assert "excerpt" not in search("").json()["items"][0]


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "bad huset öppnarr": [ALL[0], ALL[2]],
        "oppettider": [ALL[2]],
    }.items(),
)
@pytest.mark.usefixtures("framed")
def test_a_search_is_forgiven_wherever_it_is_asked(
    said, browse, titles, request_factory, text, expected
):
    assert titles(text) == expected
    page = browse().get(f"hub?SearchableText={quote(text)}").text
    shown = browse().get(f"@@search?SearchableText={quote(text)}").text
    assert page.count("<mark>") >= len(expected) <= shown.count("<mark>")
    assert all(title in re.sub("</?mark>", "", one) for title in expected for one in (page, shown))
    found = request_factory().get(f"@search?SearchableText={quote(text)}").json()["items"]
    live = browse().get(f"@@ajax-search?SearchableText={quote(text)}").json()["items"]
    assert {*expected} == {each["title"] for each in found} == {each["title"] for each in live}


def test_an_entry_is_found_as_soon_as_it_is_kept(place, keep, titles):
    assert titles("nytt badhus") == []
    keep(place.channels["bloggen"], title="Ett nytt badhus")
    transaction.commit()
    assert titles("nytt badhus") == ["Ett nytt badhus"]


def test_an_entry_that_is_hidden_is_not_found_and_found_again_when_it_is_shown(place, said, titles):
    timeline = timeline_of(place.hub)
    hide_entry(timeline, said["Sommar"], by="anna", now=1)
    transaction.commit()
    assert titles("badhus") == [ALL[0], ALL[2]]
    show_entry(timeline, said["Sommar"])
    transaction.commit()
    assert titles("badhus") == ALL


def test_a_channel_that_is_made_official_is_found_and_one_that_is_closed_is_not(place, titles):
    place_in_state(place.channels["hemlig"], "official")
    transaction.commit()
    assert "Hemligt badhus" in titles("badhus")
    place_in_state(place.channels["bloggen"], "closed")
    transaction.commit()
    assert titles("badhus") == ["Hemligt badhus", "Sommar"]


@pytest.mark.parametrize("text", STRANGE)
def test_whatever_is_asked_is_answered_calmly(place, search, browse, text):
    answer = search(text)
    expected = 400 if text in WITHOUT_A_WORD or len(text) > 200 else 200
    assert answer.status_code == expected, answer.text
    for page in ("hub", "hub/@@rss", "hub/@@json-feed", "@@search", "@@ajax-search"):
        answer = browse().get(f"{page}?SearchableText={quote(text)}")
        assert answer.status_code in (200, 414), (page, answer.status_code)
        is_html = "html" in answer.headers["Content-Type"]
        assert not (is_html and "<b>hej</b>" in answer.text), page


@pytest.mark.parametrize("query", ["sort=oldest", "sort=best&month=3", "b_start=-1"])
def test_a_program_is_told_what_it_wrote_wrongly(place, request_factory, query):
    answer = request_factory().get(f"hub/@entries?SearchableText=badhus&{query}")
    assert answer.status_code == 400


@pytest.mark.parametrize("name", FEEDS)
def test_a_search_is_a_feed_of_its_own(said, browse, name):
    answer = browse().get(f"hub/@@{name}?SearchableText=badhus&kind=blog")
    assert answer.status_code == 200
    assert "”badhus” – Sociala medier" in answer.text
    assert "SearchableText=badhus" in answer.text
    assert [title in answer.text for title in ALL] == [True, False, True]


def test_the_page_shows_what_was_found_with_marks(said, browse):
    text = browse().get("hub?SearchableText=badhus&kind=blog").text
    assert "<mark>badhus</mark>" in text
    assert "<mark>Badhuset</mark>" in text
    assert "Vi filmade" not in text
    assert 'name="kind" value="blog"' in " ".join(text.split())
    assert "hub/@@rss?kind=blog&amp;SearchableText=badhus" in text
    assert "sort=best" in text
    assert "Inlägg om ”badhus”" in text


def test_the_field_and_the_filter_keep_each_other(said, browse):
    text = " ".join(
        browse().get("hub?SearchableText=badhus&sort=best&year=2025&month=4").text.split()
    )
    field = text.partition('<input class="form-control" type="search"')[2].partition(">")[0]
    assert 'value="badhus"' in field
    assert '<input type="hidden" name="SearchableText" value="badhus"' in text
    assert '<input type="hidden" name="month" value="4"' in text


def test_a_page_without_a_hit_says_so(said, browse):
    text = browse().get("hub?SearchableText=isbana").text
    assert "Inget inlägg stämmer med ditt val" in text


def test_an_index_that_is_being_made_is_told_of(said, search, browse, monkeypatch):
    monkeypatch.setattr(index_update, "SECONDS", -1)
    monkeypatch.setattr(index_update, "_continue_in_thread", lambda *given: None)
    answer = search("badhus").json()
    assert answer["complete"] is False
    assert "Sökningen förbereds" in browse().get("hub?SearchableText=badhus").text


def test_an_index_that_cannot_be_used_is_told_of(
    said, search, browse, monkeypatch, tmp_path, caplog
):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SOCIALHUB_INDEX", str(tmp_path / "file"))
    assert search("badhus").status_code == 503
    assert browse().get("hub/@@rss?SearchableText=badhus").status_code == 503
    answer = browse().get("hub?SearchableText=badhus")
    assert (answer.status_code, "Sökningen kan inte svara just nu" in answer.text) == (200, True)
    assert browse().get("@@search?SearchableText=badhus").status_code == 200
    assert str(tmp_path / "file") in caplog.text
    assert browse().get("hub").status_code == 200


def secret(place, keep):
    """What nobody may find, by what it says: each holds the common word."""
    blog, timeline = place.channels["bloggen"], timeline_of(place.hub)
    words = {"title": "Gemensam rubrik"}
    hidden = keep(blog, html="<p>gemensam MÅNLJUS</p>", **words)
    hide_entry(timeline, hidden, by="anna", now=1)
    keep(blog, html="<p>gemensam MÅNSKEN</p>", hold=True, **words)
    keep(place.channels["hemlig"], html="<p>gemensam MÅNVARV</p>", **words)
    keep(place.channels["filmer"], html="<p>gemensam MÅNRESA</p>", **words)
    withdrawn = keep(place.channels["bilder"], html="<p>gemensam MÅNGATA</p>", **words)
    key = timeline.get(withdrawn)["keys"][0]
    store_document(timeline, place.channels["bilder"].UID(), [], now=3, deleted=[key])
    apply_filter(
        timeline, place.channels["filmer"].UID(), lambda entry: "MÅNRESA" not in entry["html"]
    )
    return "MÅNLJUS", "MÅNSKEN", "MÅNVARV", "MÅNGATA", "MÅNRESA"


def doors():
    """Every page and service of the public's rooms that is asked with GET, by name."""
    found = {
        each.name
        for each in getGlobalSiteManager().registeredAdapters()
        if "socialhub/public/" in str(each.info) and len(each.required) == 2
    }
    services = {name.rpartition("_")[2] for name in found if name.startswith("GET_")}
    return sorted(services | {name for name in found if name and not name.partition("_")[2]})


@pytest.mark.usefixtures("framed")
def test_no_door_shows_what_is_hidden_held_withdrawn_or_private(
    place, keep, functional_portal, browse, request_factory, unthemed
):
    words = secret(place, keep)
    keep(place.channels["bloggen"], title="Gemensam", html="<p>gemensam SOLSKEN</p>")
    column = getUtility(IPortletManager, name="plone.rightcolumn")
    getMultiAdapter((functional_portal, column), IPortletAssignmentMapping)["feed"] = Assignment()
    transaction.commit()
    names = doors()
    assert {"rss", "atom", "json-feed", "@entries", "sections", "ajax-search"} <= {*names}
    shown, page, rest = set(), browse().get, request_factory().get
    for path in ("hub", "hub/kultur", "hub/kultur/bloggen", "hub/kultur/filmer"):
        for name in ("view", *names):
            get, door = (rest, name) if name.startswith("@") else (page, f"@@{name}")
            # The site around a page is looked through once in each place.
            bare = "" if name == "view" else "&ajax_load=1"
            address = f"{path}/{door}?SearchableText=gemensam{bare}"
            text = get(address, allow_redirects=False).text
            assert not [word for word in words if word.casefold() in text.casefold()], door
            if "SOLSKEN" in text:
                shown.add((path, name))
    for door in ("", "@@search?SearchableText=gemensam", "@@ajax-search?SearchableText=gemensam"):
        text = page(door).text
        assert not [word for word in words if word in text], door
        assert "Gemensam" in text, door
    assert {("hub", name) for name in ("view", *FEEDS, "@entries")} <= shown


def test_nothing_of_what_is_secret_is_in_the_file(place, keep, browse, index_folder):
    words = secret(place, keep)
    transaction.commit()
    browse().get("hub?SearchableText=gemensam")
    (path,) = index_folder.glob("*.sqlite3")
    data = b"".join(each.read_bytes() for each in index_folder.iterdir())
    hidden = [word for word in words if word != "MÅNVARV"]  # a draft's, found by who may see it
    assert path.exists()
    assert not [word for word in hidden if word.casefold().encode() in data]


def test_what_is_secret_is_never_guessed(place, keep, request_factory):
    def guessed(text):
        told = request_factory().get(f"hub/@entries?SearchableText={quote(text)}").json()
        return told["meant"], [item["title"] for item in told["items"]]

    blog, timeline, name = place.channels["bloggen"], timeline_of(place.hub), "kalmarkuson"
    masked = keep(blog, title="Andra", html="<p>Ring Kalmarkusson nu</p>", published=noon(2))
    hidden = keep(blog, title="Första", html="<p>Kalmarkusson ringde</p>", published=noon(3))
    transaction.commit()
    assert guessed(name) == ("kalmarkusson", ["Första", "Andra"])
    hide_entry(timeline, hidden, by="anna", now=1)
    transaction.commit()
    assert guessed(name) == ("kalmarkusson", ["Andra"])
    mask_entry(timeline, masked, ["Kalmarkusson"], [], reason="Begäran", by="ida", now=2)
    transaction.commit()
    assert guessed(name) == ("", [])
    secret(place, keep)
    transaction.commit()
    for word in ("månlljus", "månskken", "månvarrv", "mångatta", "månressa"):
        assert guessed(word) == ("", [])


def test_who_may_see_a_draft_finds_its_entries_on_its_own_page(said, request_factory):
    answer = request_factory(role="Manager").get("hub/kultur/hemlig/@entries?SearchableText=badhus")
    assert [item["title"] for item in answer.json()["items"]] == ["Hemligt badhus"]
