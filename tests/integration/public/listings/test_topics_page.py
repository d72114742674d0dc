"""The office's page of topics, and the same by REST."""

from html import unescape
from urllib.parse import urlencode

import pytest
import transaction
from helpers.integration.public.listings import cards

from katrineholm.socialhub.public.listings import topics
from katrineholm.socialhub.public.listings.topics import Topic


@pytest.fixture
def hub(place, keep):
    blog, draft = place.channels["bloggen"], place.channels["hemlig"]
    keep(blog, title="Simskola", categories=("#Bad", "Katrineholm"))
    keep(blog, title="Kallbad", categories=("bad",))
    keep(draft, title="På utkast", categories=("bad", "hemligt"))
    topics.store_topic(place.hub, Topic("ort", "Orten", ("#katrineholm",)))
    transaction.commit()
    return place.hub


@pytest.fixture
def send(hub, office, submit):
    """A function that sends a form of the page as the office; the answer."""
    return lambda **form: unescape(submit(office, "hub/@@topics", form).text)


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


def test_a_topic_is_made_changed_and_removed(hub, send, get):
    send(do="save", id="", title="Bad & häng", words="#bad\r\n\r\nsim*\r\n#bad")
    transaction.begin()
    made = topics.topics_of(hub)[0]
    assert made == Topic("bad-hang", "Bad & häng", ("#bad", "sim*"))
    assert {*cards(get(f"hub?{urlencode({'topic': made.id})}"))} == {"Simskola", "Kallbad"}
    send(do="save", id=made.id, title="Simning", english_title="Swimming", words="sim*")
    transaction.begin()
    assert topics.topics_of(hub)[1] == Topic("bad-hang", "Simning", ("sim*",), "Swimming")
    assert "Kryssa i" in send(do="remove", id=made.id)
    send(do="remove", id=made.id, confirmed="1")
    assert "finns inte längre" in send(do="save", id=made.id, title="Simning", words="sim*")
    transaction.begin()
    assert [each.id for each in topics.topics_of(hub)] == ["ort"]


def test_a_name_is_there_once_and_so_is_an_id(hub, send):
    assert "redan ett ämne" in send(do="save", id="", title="orten", words="ort")
    send(do="save", id="", title="Ort!", words="ort")
    transaction.begin()
    assert {each.id for each in topics.topics_of(hub)} == {"ort", "ort-2"}


def test_programs_read_topics_and_the_office_how_much_they_find(hub, ask, office):
    url = hub.absolute_url()
    topic = {
        "@id": f"{url}?topic=ort",
        "id": "ort",
        "title": "Orten",
        "english_title": "",
        "words": ["#katrineholm"],
        "feed": f"{url}/@@atom?topic=ort",
    }
    assert ask("hub/@topics") == {"@id": f"{url}/@topics", "items": [topic]}
    counted = {"number": 1, "is_more": False}
    assert ask("hub/@topics", *office)["items"] == [topic | counted]


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
