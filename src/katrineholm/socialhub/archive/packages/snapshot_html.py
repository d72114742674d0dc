"""The channel's page in a snapshot, readable with a browser alone.

It has the posts that visitors saw. Each is whole, and marked if something of it was masked.
"""

from collections.abc import Iterable, Iterator
from html import escape

from plone import api
from plone.dexterity.content import Item

from ...accounts.channels.times import local_time
from ...accounts.lifecycle.fact_sheet import fact_sheet
from ...core.timeline.layout import Entry
from ...core.timeline.store import Timeline
from .posts_html import CSP, STYLE, post_article, swedish_date

MOST = 100  # posts, the newest ones
PAGE_START = """<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{csp}">
<title>{title}, {day}</title>
<style>{style}
dt {{ font-weight: bold; }} dd {{ margin: 0 0 .5rem; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p class="about">Ögonblicksbild {day} kl. {time}, så som kanalens sida visades. {number}</p>
"""


def visible_posts(timeline: Timeline, uid: str) -> list[Entry]:
    """Return the posts on the page, as the record has them."""
    found = (timeline.whole(each["entry_id"]) for each in timeline.latest([uid], size=MOST))
    return [each for each in found if each is not None]


def page_chunks(
    channel: Item, timeline: Timeline, posts: list[Entry], taken: int
) -> Iterator[bytes]:
    """Yield the page in pieces."""
    total = timeline.size(channel.UID())
    number = f"De {len(posts)} senaste av {total} inlägg." if total > len(posts) else ""
    when = local_time(taken)
    values = {"day": swedish_date(when), "time": f"{when:%H.%M}", "title": escape(channel.title)}
    yield PAGE_START.format(csp=CSP, style=STYLE, number=number, **values).encode()
    yield "".join(_fact_list(fact_sheet(channel))).encode("utf-8", "replace")
    for each in posts:
        yield post_article(timeline, each, "../bilder").encode("utf-8", "replace")
    yield b"</body>\n</html>\n"


def _fact_list(facts: Iterable[dict]) -> Iterator[str]:
    yield "<dl>\n"
    for each in facts:
        title = escape(api.portal.translate(each["title"]))
        yield f"<dt>{title}</dt><dd>{escape(api.portal.translate(each['text']))}</dd>\n"
    yield "</dl>\n"
