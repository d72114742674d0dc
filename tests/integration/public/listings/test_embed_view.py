"""The box of entries: framed by the listed sites, by nobody else, and without script or cookie."""

import re

import pytest
import transaction
from helpers.integration.public.listings import EMBED_SETTING, LIBRARY, SCHOOL
from plone import api

pytestmark = pytest.mark.usefixtures("framed")

EMBED = "hub/@@embed"


def policy(answer):
    return answer.headers["Content-Security-Policy"].split("; ")


@pytest.mark.parametrize("path", ["hub", "hub/kultur", "hub/kultur/bloggen"])
def test_listed_sites_may_frame_it_and_it_is_kept_as_other_pages_are(listed, browse, path):
    for answer in (browse().get(f"{path}/@@embed") for _twice in range(2)):
        assert answer.status_code == 200
        assert policy(answer)[0] == f"frame-ancestors {SCHOOL} {LIBRARY}"
        assert "script-src 'none'" in policy(answer)
        assert answer.headers["Cache-Control"] == "public, max-age=10"
        assert not {"X-Frame-Options", "Set-Cookie"} & {*answer.headers}
    framed = browse().get(path).headers
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"].split("; ")


def test_nobody_frames_it_where_no_site_is_listed(place, browse):
    assert policy(browse().get(EMBED))[0] == "frame-ancestors 'none'"
    assert "&lt;iframe" not in browse().get("hub").text


def test_a_site_that_is_no_longer_listed_frames_it_no_more(listed, browse):
    browse().get(EMBED)
    api.portal.set_registry_record(EMBED_SETTING, (SCHOOL,))
    transaction.commit()
    assert policy(browse().get(EMBED))[0] == f"frame-ancestors {SCHOOL}"


def test_it_is_a_document_of_its_own_whose_links_open_in_the_whole_window(listed, browse):
    page = browse().get(EMBED).text
    assert page.startswith("<!DOCTYPE html>")
    assert '<base target="_top"' in page
    assert 'href="http://localhost' in re.search(r'<link rel="canonical"[^>]*', page)[0]
    assert page.count("<h1") == 1
    assert not re.search(r"<script|<iframe|portal-|\btarget=(?!\"_top)", page)
    assert re.findall(r'<article[^>]*aria-labelledby="socialhub-(\w+)', page) == [
        listed.ids[title] for title in ("Nyast", "Film", "Bild", "Äldst")
    ]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("kind=video", ["Film"]),
        ("administration=skola", ["Bild"]),
        ("SearchableText=hej", ["Nyast"]),
        ("b_size=2", ["Nyast", "Film"]),
        ("b_start=900", ["Nyast", "Film", "Bild", "Äldst"]),
        ("month=1999-01", []),
    ],
)
def test_it_is_filtered_as_the_page_is_to_which_it_leads(listed, browse, query, titles):
    page = browse().get(f"{EMBED}?{query}").text
    ids = [listed.ids[title] for title in titles]
    assert re.findall(r'<article[^>]*aria-labelledby="socialhub-(\w+)', page) == ids
    [more] = re.findall(r'class="btn[^>]*href="[^"?]*/hub\??([^"]*)"', page)
    stays = not query.startswith("b_")
    assert bool(more) is stays
    assert ("Hemligt" in page, "socialhub-empty" in page) == (False, not titles)


@pytest.mark.parametrize(
    ("language", "more"), [("en", "All entries"), ("sv", "Alla inlägg"), ("<x>", "Alla inlägg")]
)
def test_it_is_in_the_language_that_is_asked_for_without_a_cookie(listed, browse, language, more):
    answer = browse().get(EMBED, params={"lang": language})
    found = re.search(r"<html[^>]* lang=\"(\w+)\"", answer.text)[1]
    assert (found, f">{more}</a>" in answer.text) == (language.replace("<x>", "sv"), True)
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "origin",
    [
        *("http://skolan.se", "https://skolan.se/", "https://*.skolan.se", "*", "'self'"),
        *("https://skolan.se; script-src *", "https://a.se\nhttps://b.se", "data:"),
    ],
)
def test_a_hostile_origin_is_refused_in_one_sentence(listed, person, request_factory, origin):
    office = request_factory(basic_auth=person("Information Officer"))
    answer = office.patch("@controlpanels/socialhub", json={"embed_origins": [SCHOOL, origin]})
    assert answer.status_code == 400
    assert "Skriv https:// och ett värdnamn" in answer.json()["message"]
    transaction.begin()
    assert api.portal.get_tool("portal_registry").records[EMBED_SETTING].value == (SCHOOL, LIBRARY)
