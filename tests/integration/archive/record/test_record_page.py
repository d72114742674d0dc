"""The record in the browser, for those who may read it."""

import re

import pytest
import transaction

from katrineholm.socialhub.core.timeline.store import timeline_of


def plain(text):
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.mark.parametrize(
    ("who", "is_allowed"),
    [(None, False), ("cia", False), ("anna", False), ("arne", True), ("rut", True), ("olga", True)],
)
def test_who_may_open_it(ids, readers, browse, who, is_allowed):
    session = browse(*(readers[who] if who else ()))
    picture = f"@@record-picture/{ids['entry']}/{ids['picture']}"
    for page in ("@@record", f"@@record/{ids['hidden']}", picture):
        answer = session.get(f"hub/{page}", allow_redirects=False)
        assert (answer.status_code == 200) is is_allowed
        if is_allowed:
            assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.usefixtures("framed")
def test_its_title_says_what_is_searched_for(ids, rut):
    def title(**asked):
        return re.search("<title>(.*?) — ", rut.get("hub/@@record", params=asked).text)[1]

    assert title() == "Handlingarna – Sociala medier"
    assert title(SearchableText="badhus") == "Handlingarna – ”badhus” – Sociala medier"
    assert title(SearchableText="badhus", b_start=25).startswith("Handlingarna – ”badhus” – sida 2")


@pytest.mark.usefixtures("framed")
def test_no_word_finds_nothing_unsaid(ids, rut):
    page = rut.get("hub/@@record", params={"SearchableText": '"'}).text
    assert "Skriv minst ett ord att söka efter." in page


@pytest.mark.usefixtures("framed")
def test_the_same_is_found_as_over_rest(ids, rut, rest):
    asked = {"SearchableText": "badhus", "type": ["hidden", "message", "version"]}
    page = rut.get("hub/@@record", params=asked).text
    items = rest("rut").get("/hub/@record", params=asked).json()["items"]
    assert len(items) == 4
    linked = re.findall(r'href="[^"]*/@@(?:record|messages)/(\w+)', page.partition("<ol")[2])
    assert linked == [item["id"] for item in items]
    assert page.count("<mark>") >= 4
    assert "Antal träffar: 4" in plain(page)


def test_what_is_chosen_stays_chosen(ids, rut):
    asked = {"SearchableText": "badhus", "type": "hidden", "after": "2026-06-01"}
    page = rut.get("hub/@@record", params=asked).text
    assert re.search(r'value="hidden"[^>]*checked', page)
    assert 'value="2026-06-01"' in page
    assert 'value="badhus"' in page


@pytest.mark.parametrize(
    "asked",
    [{"type": "x"}, {"after": "x"}, {"channel": "x"}, {"b_start": "x"}, {"SearchableText": "…"}],
)
def test_what_cannot_be_understood_is_passed_over(ids, rut, asked):
    assert rut.get("hub/@@record", params=asked).status_code == 200


@pytest.mark.usefixtures("framed")
def test_a_period_that_ends_before_it_begins_finds_nothing_and_says_so(ids, rut):
    asked = {"after": "2026-06-02", "before": "2026-06-01"}
    page = plain(rut.get("hub/@@record", params=asked).text)
    assert "Perioden slutar innan den börjar." in page
    assert "Antal träffar: 0" in page


@pytest.mark.usefixtures("framed")
def test_a_post_shows_its_difference_its_acts_and_its_pictures(ids, rut):
    page = rut.get(f"hub/@@record/{ids['entry']}").text
    removed, added = (re.search(rf"<{tag}>(.*?)</{tag}>", page, re.S)[1] for tag in ("del", "ins"))
    assert (plain(removed), plain(added)) == ("[borttaget: öppet ]", "[tillagt: stängt ]")
    assert f"@@record-picture/{ids['entry']}/{ids['picture']}" in page
    picture = rut.get(f"hub/@@record-picture/{ids['entry']}/{ids['picture']}")
    assert (picture.content, picture.headers["Content-Type"]) == (b"RIFF....WEBP", "image/webp")
    hidden = plain(rut.get(f"hub/@@record/{ids['hidden']}").text)
    assert "Dolt för besökare" in hidden
    assert "Fel bild" in hidden
    assert "Anna" in hidden


def test_what_a_stranger_wrote_is_no_markup(hub, ids, rut):
    timeline_of(hub).get(ids["held"])["title"] = "<script>alert(1)</script>"
    transaction.commit()
    for page in ("@@record", f"@@record/{ids['held']}"):
        assert "<script>alert(1)" not in rut.get(f"hub/{page}").text


@pytest.mark.usefixtures("framed")
def test_the_hub_and_the_messages_lead_there_for_those_who_may(ids, people, browse):
    for page in ("hub", "hub/@@messages"):
        assert "@@record" in browse(*people["rut"]).get(page).text
        assert "@@record" not in browse(*people["anna"]).get(page).text
    assert "@@record" not in browse().get("hub").text


@pytest.mark.parametrize("name", ["x", "å", "x" * 3000])
def test_what_there_is_not_is_not_found(ids, rut, name):
    assert rut.get(f"hub/@@record/{name}").status_code == 404
    assert rut.get(f"hub/@@record-picture/{name}/x").status_code == 404
    assert rut.get("hub/@@recorded-post").status_code == 404
