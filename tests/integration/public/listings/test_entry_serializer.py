"""``GET @entry``: the page of one entry as plain values."""

import re

import pytest
import transaction


def test_an_entry_is_told_as_on_its_page(place, browse, ask, picture):
    picture("Nyast")
    name = place.ids["Nyast"]
    told = ask(f"hub/@entry/{name}")
    page = browse().get(f"hub/@@entry/{name}").text
    assert (told["title"], told["title_hidden"]) == ("Nyast", False)
    source = re.search('src="([^"]*)"', told["html"])[1]
    assert source.endswith(picture("Nyast"))
    assert source in page
    # It stands in the text, and not once more beside it.
    assert told["images"] == []
    assert told["source"]["channel"]["title"] == "Bloggen"
    assert [each["@id"] for each in told["links"]] == ["https://blogg.example.se/2"]
    assert (told["acts"], told["reason"], told["card"]["edit"]) == ([], None, None)
    for link in (*told["links"], *told["ways"]):
        assert link["@id"] in page
        assert link["title"] in page


def test_a_player_plays_only_where_it_is_asked_to(place, keep, ask):
    entry = keep(
        place.channels["filmer"], title="F", link="https://www.youtube.com/watch?v=abcdefg"
    )
    transaction.commit()
    told, plays = (ask(f"hub/@entry/{entry}{query}") for query in ("", "?play=1"))
    [asked], [playing] = told["players"], plays["players"]
    assert (asked["playing"], playing["playing"]) == (False, True)
    assert told["image_link"] == asked["ask"]
    assert asked["ask"]["@id"].endswith(f"/@@entry/{entry}?play=1")
    assert asked["src"] == "https://www.youtube-nocookie.com/embed/abcdefg"


def test_a_film_that_is_not_played_here_says_where_it_is_in_both_frontends(
    make_functional_channel, keep, browse, ask
):
    channel = make_functional_channel(
        kind="video", profile_url="https://www.tiktok.com/@katrineholm"
    )
    link = "https://www.tiktok.com/@katrineholm/video/7300000000000000001"
    entry = keep(channel, title="F", link=link)
    transaction.commit()
    says = "Se filmen på TikTok"
    address = channel.absolute_url_path().replace("/plone/", "")
    [card] = ask(f"{address}/@stream")["stream"]["days"][0]["cards"]
    assert card["plays_text"] == says
    for page in (address, f"hub/@@entry/{entry}"):
        assert says in browse().get(page).text
    assert {"@id": link, "title": says} in ask(f"hub/@entry/{entry}")["links"]


def test_a_film_of_peertube_plays_here_after_a_press(make_functional_channel, keep, browse, ask):
    channel = make_functional_channel(kind="video", profile_url="https://video.a.se/c/kommunen")
    channel.platform = "peertube"
    channel.reindexObject()
    entry = keep(channel, title="F", link="https://video.a.se/w/kkGMgK9ZtnKfYAgnEtQxbv")
    transaction.commit()
    [player] = ask(f"hub/@entry/{entry}")["players"]
    assert (player["playing"], "video.a.se" in player["caution"]) == (False, True)
    assert "<iframe" not in browse().get(f"hub/@@entry/{entry}").text
    assert f'src="{player["src"]}"' in browse().get(f"hub/@@entry/{entry}?play=1").text


def test_films_in_a_text_play_here_one_by_one(place, keep, browse, ask):
    films = ("https://vimeo.com/1", "https://vimeo.com/2", "https://vimeo.com/1")
    html = "".join(f'<p><a href="{film}">Film {film[-1]}</a></p>' for film in films)
    entry = keep(place.channels["bloggen"], title="F", html=html)
    transaction.commit()
    told = ask(f"hub/@entry/{entry}?play=2")
    assert [(each["title"], each["playing"]) for each in told["players"]] == [
        ("Film 1", False),
        ("Film 2", True),
    ]
    assert told["players"][0]["ask"]["title"] == "Spela upp här: Film 1"
    assert "Vimeo" in told["players"][0]["caution"]
    page = browse().get(f"hub/@@entry/{entry}?play=2").text
    assert re.findall('<iframe[^>]* src="([^"]*)', page) == [told["players"][1]["src"]]


@pytest.mark.parametrize(("name", "status"), [("nonsense", 404), ("", 404), ("a/b", 404)])
def test_what_is_no_entry_is_not_found(place, request_factory, name, status):
    assert request_factory().get(f"hub/@entry/{name}").status_code == status


def test_a_hostile_entry_is_text_but_for_what_was_cleaned(place, keep_document, ask):
    html = '<p onclick="x()">Hej<script>alert(1)</script><a href="javascript:x()">h</a></p>'
    hostile = {"id": "1", "title": "<script>alert(1)</script>", "content_html": html}
    keep_document(place.channels["bloggen"], {"items": [hostile | {"url": "javascript:alert(1)"}]})
    cards = ask("hub/kultur/bloggen/@stream")["stream"]["days"]
    [card] = [card for day in cards for card in day["cards"] if card["title"].startswith("<")]
    assert card["target"] == card["page"]
    told = ask(f"hub/@entry/{card['id']}")
    assert told["title"] == "<script>alert(1)</script>"
    assert "Hej" in told["html"]
    for each in ("script", "onclick", "javascript:"):
        assert each not in told["html"]
        assert each not in str(told["links"])
