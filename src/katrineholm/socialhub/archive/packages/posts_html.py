"""The posts of a package as an HTML page with pictures, which needs nothing but a browser.

The page is generated in pieces because there may be a hundred thousand posts.
"""

from collections.abc import Iterator
from datetime import date
from html import escape

from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.times import local_time
from ...core.timeline.layout import Entry
from ...core.timeline.pictures import stored_pictures
from ...core.timeline.store import Timeline
from .activitystreams import public_state
from .missing_texts import missing_list
from .scope import Scope

CSP = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"
STYLE = """
body { font: 1rem/1.5 sans-serif; margin: 0 auto; max-width: 44rem; padding: 1rem; }
article { border-top: 1px solid #767676; padding: 1rem 0; }
img { height: auto; max-width: 100%; }
.about { color: #595959; }
"""
PAGE_START = """<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{csp}">
<title>{title}, {period}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
{about}
"""
PAGE_END = "</body>\n</html>\n"
MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
# The reasons why a post is not public.
STATE_TEXTS = {
    "disposed": "gallrat",
    "withdrawn": "borttaget hos tjänsten {withdrawn}",
    "hidden": "dolt av kommunen",
    "record": "bara bevarat, aldrig visat",
    "held": "väntade på granskning",
    "filtered": "bortvalt av kanalens filter",
    "expired": "för gammalt för att visas",
}


def page_chunks(scope: Scope) -> Iterator[bytes]:
    """Yield the page of a package's posts in pieces."""
    first, last = swedish_date(scope.first), swedish_date(scope.last)
    about = f"{escape(scope.administration)}. Inlägg från och med {first} till och med {last}."
    yield page_start(scope.title, f"{first} till {last}", f"<p>{about}</p>")
    current = None
    for channel, entry in scope.entries():
        if channel.uid != current:
            current = channel.uid
            yield _heading(channel).encode()
        yield post_article(scope.timeline, entry, "../pictures").encode("utf-8", "replace")
    yield PAGE_END.encode()


def page_start(title: str, period: str, about: str, style: str = "") -> bytes:
    """Return the start of an HTML page; ``about`` is HTML, and ``style`` is additional CSS."""
    values = {"title": escape(title), "period": period, "about": about}
    return PAGE_START.format(csp=CSP, style=STYLE + style, **values).encode()


def swedish_date(day: date) -> str:
    """Return a day in Swedish, which is always the language of the page."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _heading(channel: ChannelFacts) -> str:
    link = f'<a href="{escape(channel.profile_url)}">{escape(channel.profile_url)}</a>'
    return f"<h2>{escape(channel.title)}</h2>\n<p>{link}</p>\n"


def post_article(timeline: Timeline, entry: Entry, folder: str) -> str:
    """Return a post as an HTML article; ``folder`` is the path of the folder with its pictures."""
    title = "" if entry["title_derived"] else f"<h3>{escape(entry['title'])}</h3>\n"
    images = (
        f'<p><img src="{folder}/{escape(each["name"])}" alt="{escape(each["alt"] or "")}"></p>\n'
        for each in stored_pictures(timeline, entry)
    )
    text = entry["html"] or f"<p>{escape(entry['summary'])}</p>"
    about = _about(entry, is_masked=entry["entry_id"] in timeline.masks())
    start = f'<article id="inlagg-{entry["entry_id"]}">\n'
    missing = missing_list(timeline, entry)
    return f"{start}{title}{about}{text}\n{''.join(images)}{missing}</article>\n"


def _about(entry: Entry, *, is_masked: bool) -> str:
    masked = "maskat för besökare" if is_masked else ""
    parts = [swedish_time(entry["time"]), escape(entry["author"]), _state_text(entry), masked]
    if entry["link"]:
        parts.append(f'<a href="{escape(entry["link"])}">Inlägget hos tjänsten</a>')
    return f'<p class="about">{" · ".join(part for part in parts if part)}</p>\n'


def _state_text(entry: Entry) -> str:
    withdrawn = entry["withdrawn"]
    when = "" if withdrawn is None else swedish_time(withdrawn)
    return STATE_TEXTS.get(public_state(entry), "").format(withdrawn=when)


def swedish_time(seconds: int) -> str:
    """Return a time in Swedish, as shown at the top of each post."""
    moment = local_time(seconds)
    return f"{swedish_date(moment)} kl. {moment:%H.%M}"
