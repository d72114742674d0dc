"""Frames in strangers' HTML: none takes text with it, a film is a link."""

import re
from collections.abc import Iterator
from html import escape, unescape

_HOLDER = re.compile(r"<(/?)(object|applet|video|audio|canvas|button)\b[^<>]*?(/?)>", re.I)
_FRAME = re.compile(r"</?iframe\b[^<>]*>", re.I)
_FRAMED = re.compile(r"<iframe\b([^<>]*)>(?:\s*</iframe\s*>)?", re.I)
_FILM = re.compile(
    r"\bsrc\s*=\s*[\"']?\s*(?:https?:)?//(?:(?:www\.)?youtube(?:-nocookie)?\.com/embed/"
    r"(?!videoseries|live_stream)([\w-]{6,20})|player\.vimeo\.com/video/(\d{5,15}))",
    re.I,
)
_TITLE = re.compile(r"\btitle\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I)
_BOGUS = re.compile(r"<!(?!--|doctype\b|\[|>)", re.I)
_CDATA = re.compile(r"<!\[CDATA\[|\]\](?:>|&gt;)")


def closed(html: str) -> str:
    """HTML of which nothing is lost that a reader of feeds would show.

    By the rules of HTML a frame takes all the text up to its end tag, which may be missing,
    ``<!`` begins a comment whatever follows, and there is no CDATA.
    """
    html = _FRAME.sub("", html)
    if "<!" in html:
        html = _BOGUS.sub("&lt;!", html)
        html = _CDATA.sub("", html) if "<![CDATA[" in html else html
    for tag in _left_open(html):
        html = html[: tag.start()] + html[tag.end() :]
    return html


def films(html: str) -> str:
    """The HTML with links to their pages in place of YouTube's and Vimeo's frames."""
    return _FRAMED.sub(_linked, html)


def _left_open(html: str) -> Iterator[re.Match[str]]:
    """The start tags that no end tag follows before the next of their name, the last first."""
    ends: set[str] = set()
    for tag in reversed(list(_HOLDER.finditer(html))):
        name = tag[2].lower()
        if tag[1]:
            ends.add(name)
        elif tag[3] or name not in ends:
            yield tag
        else:
            ends.remove(name)


def _linked(frame: re.Match[str]) -> str:
    film = _FILM.search(frame[1])
    if not film:
        return frame[0]
    service = "YouTube" if film[1] else "Vimeo"
    title = _TITLE.search(frame[1])
    words = unescape((title[1] or title[2] or "") if title else "").strip()
    words = service if not words or words.startswith(service) else words
    return f'<p><a href="{_page(film)}">{_still(film)}{escape(words)}</a></p>'


def _page(film: re.Match[str]) -> str:
    youtube, vimeo = film.groups()
    return f"https://www.youtube.com/watch?v={youtube}" if youtube else f"https://vimeo.com/{vimeo}"


def _still(film: re.Match[str]) -> str:
    if not film[1]:
        return ""
    return f'<img src="https://i.ytimg.com/vi/{film[1]}/hqdefault.jpg" alt=""> '
