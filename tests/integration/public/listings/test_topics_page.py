"""The office's page of topics, and the same by REST."""

import re

import pytest


@pytest.fixture
def hub(topic_hub):
    return topic_hub


def test_tags_of_most_entries_are_proposed_but_those_of_drafts_and_topics(hub, office, browse):
    page = browse(*office).get("hub/@@topics").text
    assert [each.partition('"')[0] for each in page.split("@@topics?tag=")[1:]] == [
        "bad#socialhub-new",
        "fritid#socialhub-new",
        "kultur#socialhub-new",
    ]
    assert '#bad</span>\n              <span class="socialhub-count">2<' in page
    form = browse(*office).get("hub/@@topics?tag=bad").text
    assert "#bad</textarea>" in form
    assert 'value="Bad"' in form


def test_a_block_shows_one_topic_and_nothing_if_it_is_gone(hub, request_factory, office):
    session = request_factory(basic_auth=office)

    def shown(*names):
        body = {"@type": "socialhubEntries", "topics": [*names], "kinds": []}
        block = session.post("@socialhub-block", json=body).json()["block"]["shown"]
        return [card["title"] for card in block["cards"]]

    assert shown("ort") == shown("ort", "gone") == ["Simskola"]
    assert shown("gone") == []
    terms = session.get("@vocabularies/katrineholm.socialhub.topics").json()["items"]
    assert terms == [{"token": "ort", "title": "Orten"}]


def test_feeds_of_topics_are_named_and_listed(hub, get):
    assert "<title>Orten – #bad – Sociala medier" in get("hub/@@atom?topic=ort&tag=Bad")
    assert f'xmlUrl="{hub.absolute_url()}/@@rss?topic=ort"' in get("hub/@@opml")
    assert "topic" not in get("hub/kultur/@@opml") + get("hub/@@opml?kind=video")


def test_cards_and_pages_lead_to_the_topics_and_tags_of_an_entry(hub, place, get, ask):
    (entry,) = ask("hub/@entries?topic=ort")["items"]
    url = hub.absolute_url()
    assert entry["topics"] == [{"@id": f"{url}?topic=ort", "title": "Orten"}]
    assert [each["title"] for each in entry["tags"]] == ["#Bad", "#Katrineholm"]
    for page in get("hub/kultur"), get(f"hub/@@entry/{entry['id']}"):
        assert f'href="{url}?topic=ort"' in page
        assert f'href="{url}?tag=katrineholm"' in page


def test_topics_are_a_filter_where_they_have_entries_and_a_way_out(hub, get):
    assert '<option value="ort"' in get("hub/kultur")
    assert '<option value="ort"' not in get("hub/skola")
    page = get("hub/kultur?topic=ort&tag=bad")
    assert f'href="{hub.kultur.absolute_url()}?tag=bad"' in page
    assert f'href="{hub.kultur.absolute_url()}?topic=ort"' in page
    assert "Inlägg om Orten, #bad" in page
    folded = re.compile(r'<details class="socialhub-filters"\s*>')
    assert folded.search(page)
    assert not folded.search(get("hub/kultur?topic=ort&year=2026"))
