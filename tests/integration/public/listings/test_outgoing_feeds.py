"""The stream as others subscribe to it: RSS, Atom, JSON Feed, and the channels as OPML."""

from email.utils import parsedate_to_datetime
from html import unescape
from xml.etree import ElementTree

import pytest
import transaction
from helpers.integration.public.listings import at

from katrineholm.socialhub.core.feeds.model import Media
from katrineholm.socialhub.core.feeds.reader import parse_feed

MEDIA = "{http://search.yahoo.com/mrss/}"
ATOM = "{http://www.w3.org/2005/Atom}"
TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json-feed": "application/feed+json; charset=utf-8",
    "opml": "text/x-opml; charset=utf-8",
}
PLACES = ("hub", "hub/kultur", "hub/kultur/bloggen")


@pytest.fixture
def get(place, browse):
    """The answer to anybody who asks an address."""
    return browse().get


@pytest.mark.parametrize("path", PLACES)
def test_every_place_has_every_feed(get, path):
    for name, content_type in TYPES.items():
        answer = get(f"{path}/@@{name}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, content_type)
        assert "Hemlig" not in answer.text


@pytest.mark.parametrize("name", ["rss", "atom", "json-feed"])
def test_our_own_reader_reads_what_we_write(get, place, name):
    answer = get(f"hub/@@{name}")
    feed = parse_feed(answer.content, answer.headers["Content-Type"], answer.url)
    assert feed.title == "Sociala medier – Katrineholms kommun"
    assert feed.link == place.hub.absolute_url()
    assert [(e.title, e.link, f"{e.published:%Y-%m-%d %H}") for e in feed.entries] == [
        ("Nyast", "https://blogg.example.se/2", "2026-05-02 12"),
        ("Film", "https://blogg.example.se/3", "2026-04-02 12"),
        ("Bild", "https://blogg.example.se/4", "2026-03-02 12"),
        ("Äldst", "https://blogg.example.se/5", "2026-01-02 12"),
    ]
    assert [e.id for e in feed.entries] == [
        f"{place.hub.absolute_url()}/@@entry/{place.ids[title]}"
        for title in ("Nyast", "Film", "Bild", "Äldst")
    ]


def test_rss_is_whole(get, place):
    channel = ElementTree.fromstring(get("hub/@@rss?kind=blog").content).find("channel")
    hub = place.hub.absolute_url()
    assert [channel.findtext(name) for name in ("title", "link", "description", "language")] == [
        "Sociala medier – Katrineholms kommun",
        f"{hub}?kind=blog",
        "",
        "sv",
    ]
    assert parsedate_to_datetime(channel.findtext("lastBuildDate")).year == 2026
    assert channel.find(f"{ATOM}link").attrib == {
        "href": f"{hub}/@@rss?kind=blog",
        "rel": "self",
        "type": "application/rss+xml",
    }
    item = channel.find("item")
    page = f"{hub}/@@entry/{place.ids['Nyast']}"
    told = [(child.tag.rpartition("}")[2], child.text) for child in item]
    assert told == [
        ("title", "Nyast"),
        ("link", "https://blogg.example.se/2"),
        ("guid", page),
        ("pubDate", "Sat, 02 May 2026 12:00:00 +0000"),
        ("creator", "Bloggen"),
        ("category", "Kultur"),
        ("category", "Fritid"),
        ("description", "Hej"),
        ("encoded", "<p>Hej </p>"),
    ]
    assert item.find("guid").attrib == {"isPermaLink": "true"}


def test_a_podcast_in_rss_has_its_sound(get, place, keep):
    sound, film = "https://pod.example.se/1.mp3", "https://pod.example.se/1.mp4"
    media = (Media(sound, "audio/mpeg"), Media(film, "video/mp4"))
    keep(place.channels["bloggen"], title="Avsnitt", published=at(9), media=media)
    keep(place.channels["bloggen"], title="Fil", published=at(8), media=(Media(sound),))
    transaction.commit()
    answer = get("hub/@@rss")
    episode, file, *_ = ElementTree.fromstring(answer.content).iter("item")
    assert [each.attrib for each in episode.iter("enclosure")] == [
        {"url": sound, "type": "audio/mpeg", "length": "0"}
    ]
    assert [each.attrib for each in episode.iter(f"{MEDIA}content")] == [
        {"url": film, "type": "video/mp4"}
    ]
    assert file.find("enclosure").get("type") == "application/octet-stream"
    read = parse_feed(answer.content, "", answer.url).entries[0]
    assert set(read.media) == set(media)


@pytest.mark.parametrize(
    "text", ["Taggen <b> & <script>alert(1)</script>", "&lt;b&gt; &amp; 1 < 2"]
)
def test_plain_text_in_rss_is_the_text_that_it_was(get, place, keep, text):
    keep(place.channels["bloggen"], summary=text, html="", published=at(9))
    place.hub.description = text
    transaction.commit()
    channel = ElementTree.fromstring(get("hub/@@rss").content).find("channel")
    for element in (channel, channel.find("item")):
        described = element.findtext("description")
        assert "<" not in described
        assert unescape(described) == text


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Fika & bullar, 1 < 2", "Fika & bullar, 1 < 2"),
        ("Så skriver du <b>", "Så skriver du &lt;b&gt;"),
        ("&lt; skrivs &amp;lt;", "&amp;lt; skrivs &amp;amp;lt;"),
    ],
)
def test_a_title_in_rss_is_the_text_that_it_was(get, place, keep, title, written):
    """Readers take titles for HTML; it is escaped once more only where they would misread it."""
    keep(place.channels["bloggen"], title=title, published=at(9))
    place.hub.title = title
    transaction.commit()
    answer = get("hub/@@rss")
    channel = ElementTree.fromstring(answer.content).find("channel")
    assert channel.find("item").findtext("title") == written
    assert channel.findtext("title").startswith(written)
    feed = parse_feed(answer.content, answer.headers["Content-Type"], answer.url)
    assert (feed.entries[0].title, feed.title.startswith(title)) == (title, True)


def test_atom_is_whole(get, place):
    feed = ElementTree.fromstring(get("hub/@@atom").content)
    hub = place.hub.absolute_url()
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}id") == f"{hub}/@@atom"
    assert feed.findtext(f"{ATOM}updated") == "2026-05-04T10:00:00+00:00"
    links = [(link.get("rel"), link.get("href")) for link in feed.findall(f"{ATOM}link")]
    assert links == [("self", f"{hub}/@@atom"), ("alternate", hub)]
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert ids[0] == f"{hub}/@@entry/{place.ids['Nyast']}"
    assert len(set(ids)) == 4
    for entry in entries:
        for name in ("title", "updated", "published", "author", "summary"):
            assert len(entry.findall(ATOM + name)) == 1
    content = entries[0].find(f"{ATOM}content")
    assert (content.get("type"), content.text) == ("html", "<p>Hej </p>")
    film = entries[1].findall(f"{ATOM}link")
    assert [(each.get("rel"), each.get("href"), each.get("type")) for each in film] == [
        ("alternate", "https://blogg.example.se/3", None),
        ("enclosure", "https://film.example.se/1", "video/mp4"),
    ]


def test_json_feed_is_whole(get, place):
    feed = get("hub/@@json-feed").json()
    hub = place.hub.absolute_url()
    items = feed.pop("items")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Sociala medier – Katrineholms kommun",
        "description": "",
        "home_page_url": hub,
        "feed_url": f"{hub}/@@json-feed",
        "language": "sv",
    }
    assert items[0] == {
        "id": f"{hub}/@@entry/{place.ids['Nyast']}",
        "url": "https://blogg.example.se/2",
        "title": "Nyast",
        "content_html": "<p>Hej </p>",
        "summary": "Hej",
        "date_published": "2026-05-02T12:00:00+00:00",
        "date_modified": "2026-06-02T12:00:00+00:00",
        "authors": [{"name": "Bloggen", "url": f"{hub}/kultur/bloggen"}],
        "tags": ["Kultur", "Fritid"],
        "language": "sv",
    }
    assert all({"content_html", "content_text"} & set(item) for item in items)
    assert items[1]["attachments"] == [
        {"url": "https://film.example.se/1", "mime_type": "video/mp4"}
    ]


def test_opml_lists_the_channels_by_administration(get):
    opml = ElementTree.fromstring(get("hub/@@opml").content)
    found = {
        group.get("text"): [dict(each.attrib) for each in group]
        for group in opml.findall("body/outline")
    }
    assert list(found) == ["Kulturförvaltningen", "Skolförvaltningen"]
    assert found["Kulturförvaltningen"][0] == {
        "type": "rss",
        "text": "Bloggen",
        "title": "Bloggen",
        "description": "",
        "xmlUrl": "https://bloggen.example.se/rss",
        "htmlUrl": "https://bloggen.example.se/",
    }
    assert [each["text"] for each in found["Kulturförvaltningen"]] == ["Bloggen", "Filmer"]


@pytest.mark.parametrize("name", TYPES)
def test_an_unchanged_feed_is_not_sent_again(get, place, keep, name):
    tag = get(f"hub/@@{name}").headers["ETag"]
    again = get(f"hub/@@{name}", headers={"If-None-Match": f'"x", W/{tag}'})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    place.channels["bloggen"].title = "Nytt"
    place.channels["bloggen"].reindexObject()
    keep(place.channels["bloggen"], keys=("ny",), title="Nytt")
    transaction.commit()
    changed = get(f"hub/@@{name}", headers={"If-None-Match": tag})
    assert changed.status_code == 200


HOSTILE = "<script>alert(1)</script>\"'&]]>\x00\x0b\x1f\ufffe\ud800ö🎉"


@pytest.mark.parametrize("name", TYPES)
def test_hostile_text_breaks_no_feed(get, place, keep, name):
    texts = dict.fromkeys(("title", "summary", "author", "language"), HOSTILE)
    keep(
        place.channels["bloggen"],
        **texts,
        categories=(HOSTILE,),
        html="<p>&lt;script&gt;\x0b]]></p>",
        link="https://example.se/?a=1&b=\"'<",
    )
    place.channels["bloggen"].title = HOSTILE.replace("\ud800", "")
    place.channels["bloggen"].reindexObject()
    transaction.commit()
    answer = get(f"hub/@@{name}")
    assert answer.status_code == 200
    if name == "json-feed":
        titles = {item.get("title") for item in answer.json()["items"]}
        assert HOSTILE.replace("\ufffe", "").replace("\ud800", "") in titles
    else:
        root = ElementTree.fromstring(answer.content)
        found = [each.text or each.get("text") for each in root.iter()]
        assert "<script>alert(1)</script>\"'&]]>ö🎉" in found
        assert "script" not in {each.tag for each in root.iter()}
