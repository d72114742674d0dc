"""Five hundred invented blogs: what their feeds hold, how large they are, where they stand.

A feed holds the twenty newest entries of its channel, 30 to 60 kB, every other one RSS 2.0 (an
excerpt and the whole text, as WordPress writes it) and Atom. ``edition`` counts how often all
channels have filled their feeds with new entries.
"""

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

CHANNELS = 500
ADMINISTRATIONS = 10
HOSTS = 50
ENTRIES = 20
PICTURE_EVERY = 20
NEWS_EVERY = 20
MODIFIED = "Mon, 05 Jan 2026 07:00:00 GMT"
BEGAN = datetime(2026, 1, 5, 7, 0, tzinfo=UTC)
BETWEEN = timedelta(hours=7)
KINDS = ("blog", "microblog", "video", "photo", "podcast")
PLATFORMS = ("website", "mastodon", "youtube", "flickr", "wordpress")


def host(channel: int) -> str:
    """The loopback address that stands for the channel's host; ten channels share one."""
    return f"127.0.0.{channel % HOSTS + 1}"


def base(channel: int, port: int) -> str:
    """The address of the channel's public page, without a slash at its end."""
    return f"http://{host(channel)}:{port}/{channel}"


def feed_url(channel: int, port: int) -> str:
    """The address of the channel's feed."""
    return f"{base(channel, port)}/feed.xml"


def feed_urls(port: int, channels: Iterable[int] = range(CHANNELS)) -> list[str]:
    """The feeds, one host's after another, so that a client can keep its connections."""
    channels = sorted(channels, key=lambda channel: (channel % HOSTS, channel))
    return [feed_url(channel, port) for channel in channels]


def tag(channel: int, edition: int, news: int = 0) -> str:
    """The ETag of the channel's feed."""
    return f'"{channel}-{edition}-{news}"'


def feed(channel: int, edition: int, port: int, news: int = 0, entries: int = ENTRIES) -> bytes:
    """The channel's feed as its server sends it; ``news`` entries are newer than the edition."""
    first = edition * ENTRIES + news
    last = first + ENTRIES
    posts = [_post(channel, number, port) for number in range(last - entries, last)]
    page, title = base(channel, port), f"Kanal {channel}"
    write = _rss if channel % 2 else _atom
    return write(title, page, list(reversed(posts))).encode()


def own(document: bytes, channel: int, port: int) -> bytes:
    """A document that channels share, with this channel's addresses in it."""
    shared = channel % CHANNELS
    return document.replace(f":{port}/{shared}/".encode(), f":{port}/{channel}/".encode())


def _post(channel, number, port):
    chance = random.Random(channel * 10_000 + number)
    link = f"{base(channel, port)}/inlagg-{number}/"
    return {
        "link": link,
        "title": _sentence(chance),
        "excerpt": " ".join(_sentence(chance) for _ in range(2)),
        "html": _picture(channel, number, port) + _body(chance, link),
        "at": BEGAN + number * BETWEEN + timedelta(minutes=channel),
        "author": chance.choice(NAMES),
        "tags": chance.sample(WORDS, 3),
    }


def _picture(channel, number, port):
    if number % PICTURE_EVERY:
        return ""
    src = f"{base(channel, port)}/bild-{number}.jpg"
    return f'<p><img src="{src}" alt="{WORDS[number % len(WORDS)]}" width="640" height="427"></p>'


def _body(chance, link):
    parts = [_paragraph(chance, link) for _ in range(chance.randint(2, 5))]
    parts.insert(2, f"<h2>{_sentence(chance)}</h2>")
    points = "".join(f"<li>{_sentence(chance)}</li>" for _ in range(chance.randint(2, 4)))
    return "\n".join([*parts, f"<ul>{points}</ul>"])


def _paragraph(chance, link):
    sentences = [_sentence(chance) for _ in range(chance.randint(3, 6))]
    marked = f'<strong>{sentences[0]}</strong> <a href="{link}?utm_source=feed">Läs mer</a>'
    return f'<p class="text" style="margin:0">{marked} {" ".join(sentences[1:])}</p>'


def _sentence(chance):
    words = [chance.choice(WORDS) for _ in range(chance.randint(6, 12))]
    return " ".join(words).capitalize() + "."


def _rss(title, page, posts):
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{title}</title><link>{page}/</link><language>sv</language>"
        f"{''.join(map(_rss_item, posts))}</channel></rss>"
    )


def _rss_item(post):
    tags = "".join(f"<category>{tag}</category>" for tag in post["tags"])
    return (
        f"\n<item><title>{post['title']}</title><link>{post['link']}</link>"
        f"<guid isPermaLink='true'>{post['link']}</guid>{tags}"
        f"<pubDate>{format_datetime(post['at'])}</pubDate><dc:creator>{post['author']}</dc:creator>"
        f"<description>{escape(post['excerpt'])}</description>"
        f"<content:encoded><![CDATA[{post['html']}]]></content:encoded></item>"
    )


def _atom(title, page, posts):
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv">'
        f'<title>{title}</title><id>{page}/</id><link href="{page}/"/>'
        f"<updated>{posts[0]['at'].isoformat()}</updated>"
        f"{''.join(map(_atom_entry, posts))}</feed>"
    )


def _atom_entry(post):
    tags = "".join(f'<category term="{tag}"/>' for tag in post["tags"])
    at = post["at"].isoformat()
    return (
        f"\n<entry><title>{post['title']}</title><id>{post['link']}</id>"
        f'<link rel="alternate" href="{post["link"]}"/>{tags}<published>{at}</published>'
        f"<updated>{at}</updated><author><name>{post['author']}</name></author>"
        f'<summary>{post["excerpt"]}</summary><content type="html">{escape(post["html"])}</content>'
        "</entry>"
    )


NAMES = ("Alva Lind", "Birger Sten", "Cecilia Ek", "Doris Berg", "Elis Holm")
TEXT = (
    "allmänheten barnen biblioteket bron bygger cykelvägen dagen eleverna firar fler folkhälsan "
    "förskolan gatan går hamnen hela hemtjänsten hösten i idrottshallen informerar invigning "
    "och kommunen konserten kvarteret kulturen lekplatsen ljuset låneböcker marknaden med mötet "
    "ny när nämnden område parken personalen planen på rum rådhuset samtal sjön skogen skolan "
    "snart som sommaren stan stationen stor ställer svar talar till torget trafiken träd "
    "ungdomar ut vatten veckan vi vinter visar vård är åker året äldre öppnar över "
)
WORDS = TEXT.split()
