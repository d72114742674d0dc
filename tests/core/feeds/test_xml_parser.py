from dataclasses import replace
from datetime import UTC, datetime

import pytest
from helpers.core.feeds import ATOM, DATA, NOW, load

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import Entry, Image, Media
from katrineholm.socialhub.core.feeds.reader import parse_feed

ONE = datetime(2025, 10, 2, 13, 0, tzinfo=UTC)
REL = 'rel="nofollow noopener noreferrer"'


def without_keys(entry):
    return replace(entry, keys=())


def test_atom_is_read_with_its_bases_languages_and_authors():
    feed = load("atom.xml")
    first, second = map(without_keys, feed.entries)
    assert (feed.format, feed.title, feed.link, feed.language, feed.complete) == (
        *("Atom 1.0", "Biblioteket & vi", "https://bibliotek.example/blogg/", "sv"),
        True,
    )
    assert first == Entry(
        keys=(),
        id="tag:bibliotek.example,2025:1",
        link="https://bibliotek.example/blogg/1",
        title="Läs <högt> för barn",
        summary="Kom & lyssna.",
        html='<p>Rad ett<br>rad två.\n      <img alt="Ett barn läser"'
        ' src="https://bibliotek.example/bild.png" loading="lazy"'
        ' referrerpolicy="no-referrer"></p>',
        published=ONE,
        updated=datetime(2025, 10, 3, 13, 0, tzinfo=UTC),
        dated="2025-10-02T15:00:00+02:00",
        author="Kim Ek, Lo Alm",
        categories=("Barn",),
        language="sv",
        images=(Image("https://bibliotek.example/bild.png", "Ett barn läser"),),
    )
    assert second == Entry(
        keys=(),
        id="tag:bibliotek.example,2025:2",
        link="https://arkiv.example/2024/2.html",
        title="Open on Sundays",
        summary="See hours.",
        html=f'<p>See <a href="https://arkiv.example/2024/hours" {REL}>hours</a>.</p>',
        published=datetime(2025, 9, 1, 8, 0, tzinfo=UTC),
        updated=datetime(2025, 9, 1, 8, 0, tzinfo=UTC),
        dated="2025-09-01T08:00:00Z",
        language="en-GB",
    )


def test_rss_2_is_read_with_what_its_modules_add():
    feed = load("rss20.xml")
    road, asphalt, episode = feed.entries
    assert (feed.format, feed.title, feed.link, feed.language, feed.ttl) == (
        *("RSS 2.0", "Gatukontoret", "https://gata.example/nytt/", "sv-SE", 5400),
    )
    assert (road.title, road.link, road.summary, road.published, road.author, road.categories) == (
        "Ny gång- & cykelväg",
        "https://gata.example/nytt/vag?id=7",
        "Vägen öppnar i dag.",
        ONE,
        "Noor Berg",
        ("Trafik", "Cykel"),
    )
    assert road.html.startswith("<h3>Vägen</h3><p>Vägen öppnar i dag, <em>äntligen</em>.</p>")
    assert road.images == (
        Image("https://gata.example/nytt/vag.jpg", "Vägen ovanifrån", 1200, 800),
    )
    assert (asphalt.title, asphalt.title_derived, asphalt.author) == (
        *("Vi asfalterar Storgatan i natt.", True, "Ola Ask"),
    )
    assert (episode.link, episode.summary) == ("https://gata.example/1.mp3", "Om gator.")
    assert episode.media == (Media("https://gata.example/1.mp3", "audio/mpeg"),)
    assert episode.images == (
        Image("https://gata.example/omslag.png"),
        Image("https://gata.example/avsnitt.jpg"),
    )


def test_rss_1_is_read():
    feed = load("rss10.rdf")
    assert (feed.format, feed.title, feed.language, feed.ttl) == ("RSS 1.0", "Skolan", "no", 43_200)
    assert without_keys(feed.entries[0]) == Entry(
        keys=(),
        id="https://skola.example/1",
        link="https://skola.example/1",
        title="Skolstart",
        summary="Vi ses.",
        html="Vi ses.",
        published=datetime(2025, 8, 18, 6, 0, tzinfo=UTC),
        updated=datetime(2025, 8, 18, 6, 0, tzinfo=UTC),
        dated="2025-08-18T08:00:00+02:00",
        author="Rektor",
        categories=("Start",),
        language="no",
    )


def test_entries_without_id_link_or_date_are_kept():
    feed = load("rss092.xml")
    assert feed.format == "RSS 0.92"
    assert [(entry.title, entry.link, len(entry.keys)) for entry in feed.entries] == [
        ("Bassängen är stängd.", "", 1),
        ("Öppet", "https://sim.example/b", 3),
    ]


def test_cdf_is_read():
    feed = load("cdf.xml")
    assert (feed.format, feed.title, feed.link) == ("CDF", "Kultur", "https://kultur.example/")
    (entry,) = feed.entries
    assert (entry.title, entry.link, entry.summary, entry.published) == (
        *("Konsert", "https://kultur.example/1", "Fri entré.", ONE),
    )


@pytest.mark.parametrize(("root", "format"), [("Channel", "CDF"), ("items", "XML")])
def test_a_feed_without_a_version_is_called_by_its_root(root, format):
    feed = parse_feed(f"<{root}><item><title>Ett</title></item></{root}>".encode())
    assert (feed.format, [entry.title for entry in feed.entries]) == (format, ["Ett"])


def test_a_microblog_has_derived_titles_hashtags_and_alternative_texts():
    drift, elk = load("microblog.xml").entries
    assert (drift.title, drift.title_derived, drift.categories) == (
        *("Vattnet är avstängt på Ågatan. #vatten #drift", True, ("vatten", "drift")),
    )
    assert drift.html == "<p>Vattnet är avstängt på Ågatan. #vatten #drift</p>"
    assert drift.images == (
        Image("https://social.example/m/1.png", "Karta över Ågatan"),
        Image("https://social.example/m/2.png"),
    )
    assert drift.media == (Media("https://social.example/m/3.mp4", "video/mp4"),)
    assert (elk.title, elk.title_derived, elk.html) == ("En älg", True, "")


def test_a_video_has_its_largest_still_and_its_text():
    (film,) = load("video.xml").entries
    assert film.images == (Image("https://film.example/abc/max.jpg", None, 1280, 720),)
    assert film.summary == "Sänds kl. 18.\nSe mer på https://film.example/live."
    assert film.media == ()


def test_a_damaged_feed_gives_the_entries_that_can_be_read():
    whole = "<rss version='2.0'><channel><item><title>Ett & två</title></item></channel></rss>"
    feed = parse_feed(whole.encode())
    assert ([entry.title for entry in feed.entries], feed.complete) == (["Ett & två"], True)


RSS = "<rss version='2.0'><channel><item><title>Hej</title></item></channel></rss>"


@pytest.mark.parametrize(
    "body",
    [
        "<!DOCTYPE html>\n" + ATOM.format("<title>Hej</title>"),
        "<?xml version='1.0'?>\n<!-- x -->\n<!doctype HTML>" + RSS,
        "<!DOCTYPE html><rss><channel><item><title>Hej</title></item></channel></rss>",
        "<html><head><title>Sida</title></head><body>"
        + ATOM.format("<title>Hej</title>")
        + "</body></html>",
        "<!doctype html><html><body><p>Hej<br>" + RSS + "</body></html>",
    ],
)
def test_a_feed_that_says_it_is_a_page_is_a_feed(body):
    assert [entry.title for entry in parse_feed(body.encode()).entries] == ["Hej"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        ((DATA / "page.html").read_bytes(), "html"),
        (b"<?xml version='1.0'?><!-- x --><!DOCTYPE html><html></html>", "html"),
        (b"<!DOCTYPE html><html><body><item>Hej</item><entry>Hej</entry></body></html>", "html"),
        (b"<!DOCTYPE html><html><script>'<feed '</script><body><p>Hej</body></html>", "html"),
        (b"<div><p>Hej</p></div>", "html"),
        (b"hej", "not_a_feed"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not_a_feed"),
        (b"<<<<<", "not_a_feed"),
        (b"<opml version='2.0'><body/></opml>", "not_a_feed"),
        (b"<urlset><url><loc>https://e.se/</loc></url></urlset>", "not_a_feed"),
        (b"<rss version='2.0'><channel><title>Avbr", "bad_feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'><title>Avbr", "bad_feed"),
        (b'{"a": 1}', "not_a_feed"),
        (b"{]", "not_a_feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "bad_feed"),
    ],
)
def test_what_is_no_feed_is_told_apart(body, code):
    with pytest.raises(FeedError) as caught:
        parse_feed(body)
    assert caught.value.code == code


def test_leading_white_space_and_marks_do_no_harm():
    feed = parse_feed(b"\xef\xbb\xbf\n\n  <?xml version='1.0'?><rss version='2.0'><channel/></rss>")
    assert feed.format == "RSS 2.0"


def test_entities_of_other_files_are_not_loaded(tmp_path):
    secret = tmp_path / "hemligt"
    secret.write_text("HEMLIGT")
    body = f"""<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>
    <rss version="2.0"><channel><item><title>a&x;b</title></item></channel></rss>"""
    assert "HEMLIGT" not in repr(parse_feed(body.encode()))


@pytest.mark.parametrize(
    "element",
    [
        '<media:subTitle type="text/vtt" lang="sv" href="/a.vtt"/>',
        '<podcast:transcript url="https://a.se/a.vtt" type="text/vtt"/>',
    ],
)
def test_a_feed_tells_of_captions(element):
    document = f"""<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"
        xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>F</title><item>
        <title>Film</title><link>https://a.se/1</link>
        <enclosure url="https://a.se/a.mp4" type="video/mp4" length="1"/>{element}
        </item></channel></rss>"""
    [entry] = parse_feed(document.encode(), "", "https://a.se/rss", NOW).entries
    assert [each.captions for each in entry.media] == ["https://a.se/a.vtt"]
