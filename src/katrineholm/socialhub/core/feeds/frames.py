"""Frames (iframes) in external HTML, which are closed or replaced by links to videos."""

import re
from collections.abc import Iterator
from html import escape, unescape

_HOLDER = re.compile(r"<(/?)(object|applet|video|audio|canvas|button)\b[^<>]*?(/?)>", re.I)
_FRAME = re.compile(r"</?iframe\b[^<>]*>", re.I)
_FRAMED = re.compile(r"<iframe\b([^<>]*)>(?:\s*</iframe\s*>)?", re.I)
_VIDEO = re.compile(
    r"\bsrc\s*=\s*[\"']?\s*(?:https?:)?//(?:(?:www\.)?youtube(?:-nocookie)?\.com/embed/"
    r"(?!videoseries|live_stream)([\w-]{6,20})|player\.vimeo\.com/video/(\d{5,15}))",
    re.I,
)
_TITLE = re.compile(r"\btitle\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I)
_BOGUS = re.compile(r"<!(?!--|doctype\b|\[|>)", re.I)
_CDATA = re.compile(r"<!\[CDATA\[|\]\](?:>|&gt;)")


def close_frames(html: str) -> str:
    """Return HTML in which frames are closed, so that a sanitiser removes no text by mistake.

    By the rules of HTML a frame includes all the text up to its end tag, which may be missing,
    ``<!`` starts a comment whatever follows, and there is no CDATA.
    """
    html = _FRAME.sub("", html)
    if "<!" in html:
        html = _BOGUS.sub("&lt;!", html)
        html = _CDATA.sub("", html) if "<![CDATA[" in html else html
    for tag in _left_open(html):
        html = html[: tag.start()] + html[tag.end() :]
    return html


def link_videos(html: str) -> str:
    """Return the HTML with links to videos in place of the frames of YouTube and Vimeo."""
    return _FRAMED.sub(_video_link, html)


def _left_open(html: str) -> Iterator[re.Match[str]]:
    """Yield the start tags without an end tag before the next of their name, the last first."""
    ends: set[str] = set()
    for tag in reversed(list(_HOLDER.finditer(html))):
        name = tag[2].lower()
        if tag[1]:
            ends.add(name)
        elif tag[3] or name not in ends:
            yield tag
        else:
            ends.remove(name)


def _video_link(frame: re.Match[str]) -> str:
    video = _VIDEO.search(frame[1])
    if not video:
        return frame[0]
    service = "YouTube" if video[1] else "Vimeo"
    title = _TITLE.search(frame[1])
    words = unescape((title[1] or title[2] or "") if title else "").strip()
    words = service if not words or words.startswith(service) else words
    youtube, vimeo = video.groups()
    page = f"https://www.youtube.com/watch?v={youtube}" if youtube else f"https://vimeo.com/{vimeo}"
    still = f'<img src="https://i.ytimg.com/vi/{youtube}/hqdefault.jpg" alt=""> ' if youtube else ""
    return f'<p><a href="{page}">{still}{escape(words)}</a></p>'
