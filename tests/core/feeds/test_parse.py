from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.identity import id_key
from katrineholm.socialhub.core.feeds.model import Entry, Image, Media
from katrineholm.socialhub.core.feeds.reader import understand

DATA = Path(__file__).parents[2] / "data"
NOW = datetime(2025, 10, 5, tzinfo=UTC)
ONE = datetime(2025, 10, 2, 13, 0, tzinfo=UTC)
URL = "https://feeds.example/dir/feed"
REL = 'rel="nofollow noopener noreferrer"'


def load(name):
    return understand((DATA / name).read_bytes(), "", URL, NOW)


def without_keys(entry):
    return replace(entry, keys=())


def rss(items, *, head=""):
    """A feed at one home page with these items."""
    return understand(
        f"""<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">
        <channel><link>https://e.se/</link>{head}{items}</channel></rss>""".encode(),
        "",
        URL,
        NOW,
    )


def item(inner):
    (entry,) = rss(f"<item>{inner}</item>").entries
    return entry


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


def test_deleted_entries_are_told_by_the_key_of_their_id():
    assert load("atom.xml").deleted == (id_key("tag:bibliotek.example,2025:3"),)


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


def test_a_date_far_ahead_is_none_and_kept_as_written():
    asphalt = load("rss20.xml").entries[1]
    assert (asphalt.published, asphalt.dated) == (None, "Wed, 01 Jan 2099 00:00:00 GMT")


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


@pytest.mark.parametrize(
    ("inner", "link"),
    [
        ("<link>https://e.se/a</link><guid>https://e.se/b</guid>", "https://e.se/a"),
        ("<guid>https://e.se/b</guid>", "https://e.se/b"),
        ("<guid>12345</guid>", ""),
        ("<guid isPermaLink='false'>https://e.se/b</guid>", ""),
        ("<link>javascript:alert(1)</link><guid>https://e.se/b</guid>", ""),
        (
            "<link>https://t.e/x</link><feedburner:origLink>https://e.se/x</feedburner:origLink>",
            "https://e.se/x",
        ),
        ("<link>a b</link>", "https://e.se/a%20b"),
        ("", ""),
    ],
)
def test_an_entrys_link_is_found(inner, link):
    assert item(f"<title>x</title>{inner}").link == link


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Fika &amp; bullar", "Fika & bullar"),
        ("Fika &amp;amp; bullar", "Fika & bullar"),
        ("&lt;b&gt;Fet&lt;/b&gt; rubrik", "Fet rubrik"),
        ("<![CDATA[<i>Kursiv</i>]]>", "Kursiv"),
        ("1 &lt; 2", "1 < 2"),
        ("två\n  rader", "två rader"),
        ("x" * 600, "x" * 499 + "…"),
        ("Bakvänd \u202etext", "Bakvänd text"),
    ],
)
def test_titles_are_plain_text(title, expected):
    assert item(f"<title>{title}</title>").title == expected


@pytest.mark.parametrize("title", ["", "<title/>", "<title>No caption</title>", "<title> </title>"])
def test_a_missing_title_is_derived_from_the_text(title):
    entry = item(f"{title}<description>{'ord ' * 60}</description>")
    assert (entry.title, entry.title_derived) == (("ord " * 24).strip() + "…", True)


def test_an_entry_of_nothing_is_kept_without_a_title():
    entry = item("<category>x</category>")
    assert (entry.title, entry.title_derived, len(entry.keys)) == ("", True, 1)


def test_line_breaks_in_plain_descriptions_are_kept():
    html = item("<description>Rad ett\nrad två\n\nstycke https://e.se/x.</description>").html
    assert html == (
        f'<p>Rad ett<br>rad två</p><p>stycke <a href="https://e.se/x" {REL}>https://e.se/x</a>.</p>'
    )


def test_sizes_of_one_picture_are_one_picture():
    group = "".join(
        f'<media:content url="https://i.e.se/{n}.jpg" type="image/jpeg" width="{n}"/>'
        for n in (140, 1200, 460)
    )
    query = "".join(
        f'<media:content url="https://i.e.se/b.jpg?w={n}" type="image/jpeg" width="{n}"/>'
        for n in (140, 460)
    )
    entry = item(f"<media:group>{group}</media:group>{query}")
    assert [image.src for image in entry.images] == [
        *("https://i.e.se/1200.jpg", "https://i.e.se/b.jpg?w=460"),
    ]


def test_at_most_eight_pictures_are_kept():
    pictures = "".join(f"&lt;img src='/{n}.png'&gt;" for n in range(12))
    assert len(item(f"<description>{pictures}</description>").images) == 8


def test_an_avatar_is_no_picture_of_an_entry():
    avatar = '<media:content url="https://1.gravatar.com/avatar/x" medium="image"/>'
    picture = '<media:content url="https://e.se/a.jpg" medium="image"/>'
    assert item(avatar + picture).images == (Image("https://e.se/a.jpg"),)


def test_the_newest_300_of_many_entries_are_kept_in_their_order():
    feed = rss(
        "".join(
            f"<item><title>{n}</title><dc:date>{2000 + n // 12}-{n % 12 + 1:02}-01</dc:date></item>"
            for n in range(302)
        )
    )
    assert [entry.title for entry in feed.entries] == [str(n) for n in range(2, 302)]
    assert not feed.complete


def test_of_many_undated_entries_the_first_300_are_kept():
    feed = rss("".join(f"<item><title>{n}</title></item>" for n in range(301)))
    assert (len(feed.entries), feed.entries[-1].title, feed.complete) == (300, "299", False)


def test_many_and_long_fields_are_cut():
    many = "".join(f"<category>{'k' * 200}{n}</category>" for n in range(100))
    entry = item(f"<title>x</title><author>{'a' * 100_000}</author>{many}")
    assert len(entry.author) <= 200
    assert len(entry.categories) <= 30
    assert max(map(len, entry.categories)) == 100


def test_a_feed_without_entries_is_a_feed():
    feed = rss("", head="<title>Tom</title>")
    assert (feed.title, feed.entries, feed.complete) == ("Tom", (), True)


def test_a_damaged_feed_gives_the_entries_that_can_be_read():
    whole = "<rss version='2.0'><channel><item><title>Ett & två</title></item></channel></rss>"
    feed = understand(whole.encode())
    assert ([entry.title for entry in feed.entries], feed.complete) == (["Ett & två"], True)


def test_a_feed_cut_off_on_the_way_is_not_complete():
    cut = "<rss version='2.0'><channel><item><title>Ett</title></item><item><title>Tv"
    assert not understand(cut.encode()).complete


ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>{}</entry></feed>'
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
    assert [entry.title for entry in understand(body.encode()).entries] == ["Hej"]


@pytest.mark.parametrize(
    ("kind", "written", "html"),
    [
        ("markdown", "Hej **du**\n\n&lt;https://e.se/&gt; &amp;amp; b", "<p>Hej **du**</p><p>&lt;"),
        ("text/markdown", "Hej\nigen", "<p>Hej<br>igen</p>"),
        ("escaped", "&lt;p&gt;Hej &lt;b&gt;du&lt;/b&gt;&lt;/p&gt;", "<p>Hej <b>du</b></p>"),
        ("Markdown", "a &lt; b", "<p>a &lt; b</p>"),
        ("application/octet-stream", "SGVqIDxiPmR1PC9iPg==", "Hej <b>du</b>"),
        ("text/plain", "Hej &amp;lt;b&amp;gt;", "<p>Hej &lt;b&gt;</p>"),
        ("text/rtf", "Hej", "Hej"),
    ],
)
@pytest.mark.parametrize("element", ["content", "summary"])
def test_text_of_any_kind_is_kept(element, kind, written, html):
    written = f'<{element} type="{kind}">{written}</{element}>'
    (entry,) = understand(ATOM.format(written).encode()).entries
    assert entry.html.startswith(html)


@pytest.mark.parametrize(
    ("inner", "language"),
    [
        ("<title>x</title>", "fi"),
        ('<title xml:lang="sv">x</title>', "sv"),
        ('<title xml:lang="sv">x</title><summary xml:lang="en">x</summary>', "en"),
        ('<title xml:lang="">x</title>', ""),
        ('<title>x</title><content xml:lang="">x</content>', ""),
        ('<title>x</title><content xml:lang="und">x</content>', ""),
        ('<link href="https://e.se/1"/>', "fi"),
    ],
)
def test_an_entry_has_the_language_of_its_text_or_else_of_its_title(inner, language):
    body = ATOM.format(inner).replace("<feed", '<feed xml:lang="fi"', 1)
    assert [entry.language for entry in understand(body.encode()).entries] == [language]


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "video/mp4"])
def test_a_file_in_an_entry_is_no_text(kind):
    (entry,) = understand(ATOM.format(f'<content type="{kind}">iVBO</content>').encode()).entries
    assert (entry.html, entry.summary) == ("", "")


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
        understand(body)
    assert caught.value.code == code


def test_leading_white_space_and_marks_do_no_harm():
    feed = understand(b"\xef\xbb\xbf\n\n  <?xml version='1.0'?><rss version='2.0'><channel/></rss>")
    assert feed.format == "RSS 2.0"


def test_entities_of_other_files_are_not_loaded(tmp_path):
    secret = tmp_path / "hemligt"
    secret.write_text("HEMLIGT")
    body = f"""<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>
    <rss version="2.0"><channel><item><title>a&x;b</title></item></channel></rss>"""
    assert "HEMLIGT" not in repr(understand(body.encode()))


SIZE = 200_000
TRAPS = {
    "author": "<author>" + "a" * SIZE + "</author>",
    "names": f"<author xmlns='http://www.w3.org/2005/Atom'><name>{'a' * SIZE}</name></author>",
    "categories": "".join(f"<category>{n}</category>" for n in range(SIZE // 24)),
    "namespaces": "".join(f"<a{n}:x xmlns:a{n}='u{n}'/>" for n in range(SIZE // 24)),
    "bases": "<b xml:base='a/'>" * (SIZE // 20) + "</b>" * (SIZE // 20),
    "comments": "<description>" + "&lt;!--" * (SIZE // 7) + "</description>",
    "open comments": "<!--" * (SIZE // 4),
    "open tags": "<description>" + "<a b='" * (SIZE // 6),
    "stray ends": "</category></media:thumbnail></source></title>" * (SIZE // 46),
    "odd references": "<title>" + "&#xD800;&#99999999999;&x;" * (SIZE // 30),
    "tables": "<description>" + "&lt;table>&lt;a>" * (SIZE // 16) + "</description>",
    "laughs": "&a;",
}


@pytest.mark.parametrize("name", TRAPS)
def test_no_trap_costs_more_than_its_size(name):
    laughs = "".join(f'<!ENTITY {a} "{f"&{b};" * 10}">' for a, b in pairwise("abcdefghi"))
    body = (
        f'<!DOCTYPE rss [{laughs}<!ENTITY i "ha">]><rss version="2.0"><channel>'
        f"<item><title>x</title>{TRAPS[name]}</item></channel></rss>"
    )
    start = process_time()
    feed = understand(body.encode(), "", URL, NOW)
    assert len(feed.entries) == 1
    assert process_time() - start < 2


def test_a_long_blank_prolog_costs_no_more_than_its_size():
    start = process_time()
    understand(b"<!-- x -->" + b"\n" * SIZE + b"<rss version='2.0'><channel/></rss>")
    assert process_time() - start < 2


@pytest.mark.parametrize(
    ("written", "read"),
    [("\x93Hej\x94 \x96 d\xe5", "“Hej” – då"), ("\u2013 \x80", "– €"), ("Hej", "Hej")],
)
def test_controls_are_read_as_the_letters_of_windows_1252(written, read):
    item = f"<item><title>{written}</title><description>{written}</description></item>"
    [entry] = rss(item).entries
    assert (entry.title, entry.summary) == (read, read)
