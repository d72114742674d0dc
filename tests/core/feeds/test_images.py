"""Which pictures of an entry are kept."""

from datetime import UTC, datetime

from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.feeds.reader import parse_feed

NOW = datetime(2025, 10, 5, tzinfo=UTC)
URL = "https://feeds.example/dir/feed"


def rss(items, *, head=""):
    """A feed at one home page with these items."""
    return parse_feed(
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
