"""Sanitising of external HTML; the only module to import nh3."""

import re
import threading
from collections.abc import Callable, Mapping
from html import escape, unescape
from types import MappingProxyType
from typing import Any

import nh3

from . import frames, images
from .links import absolute_url, strip_tracking_parameters
from .model import Image

LIMIT = 65_536

_BLOCKS = {
    *("p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li"),
    *("dl", "dt", "dd", "blockquote", "pre", "figure", "figcaption"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
_INLINE = {
    *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "ins"),
    *("kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong"),
    *("sub", "sup", "time", "u", "var", "wbr"),
}
_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_DROPPED = {
    *("script", "style", "iframe", "object", "embed", "applet", "svg", "math", "template"),
    *("textarea", "select", "option", "title", "head", "audio", "video", "canvas", "noembed"),
    *("noframes", "xmp", "plaintext", "button"),
}
_SETTINGS: dict[str, Any] = {
    "tags": _BLOCKS | _INLINE,
    "attributes": _ATTRIBUTES,
    "clean_content_tags": _DROPPED,
    "url_schemes": {"http", "https", "mailto"},
    "link_rel": "nofollow noopener noreferrer",
}
_PLAIN = nh3.Cleaner(tags=_BLOCKS, attributes={}, clean_content_tags=_DROPPED, link_rel=None)

# nh3 writes every attribute as name="value" with each " in a value as &quot;.
_TAG = re.compile(r'<(/?)(\w+)((?: [\w-]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([\w-]+)="([^"]*)"')
_NUMBER = re.compile(r"\d{1,4}")
_NUMBERS = {"width", "height", "colspan", "rowspan", "start"}


def sanitise_html(html: str, base: str = "") -> tuple[str, tuple[Image, ...]]:
    """Return the HTML with safe elements only, and the pictures in it, in order.

    The HTML is cut at 64 kB first. URLs are resolved against ``base``. Links get rel=nofollow,
    pictures are lazy-loaded without a referrer, tracking pixels are removed, videos in frames
    become links with a still, h1 and h2 become h3, since the surrounding page has its own.
    """
    _here.base = base  # of the shared cleaner: a new one would cost half a cleaning
    cleaned = _CLEANER.clean(_prepared(frames.link_videos(html[:LIMIT])[:LIMIT]))
    for level in ("h1", "h2"):
        if f"<{level}" in cleaned:
            cleaned = cleaned.replace(f"<{level}", "<h3").replace(f"</{level}>", "</h3>")
    found: list[Image] = []
    return _with_pictures(cleaned, lambda tag: _sanitised_picture(tag, found)).strip(), tuple(found)


def html_to_text(html: str, limit: int = LIMIT) -> str:
    """Return the text of any HTML, cut at ``limit``, with a line for each block and no scripts."""
    if "<" not in html and "&" not in html:
        return html
    return sanitised_text(_PLAIN.clean(_prepared(html[:limit])))


def sanitised_text(cleaned: str) -> str:
    """Return the plain text of sanitised HTML."""
    return unescape(_TAG.sub(_as_space, cleaned)).strip()


def without_picture(src: str, alt: str) -> str:
    """Return the HTML in the place of a picture without a copy, which is nothing."""
    return ""


def with_local_pictures(
    cleaned: str,
    sources: Mapping[str, str],
    alts: Mapping[str, str] = MappingProxyType({}),
    missing: Callable[[str, str], str] = without_picture,
) -> str:
    """Return sanitised HTML with only those pictures that this site has copies of.

    ``sources`` maps a picture's URL at its source to its URL here, ``alts`` to an alternative text
    that replaces the source's. ``missing`` returns the HTML in the place of any other picture,
    given its URL and its alternative text.
    """
    texts = {images.picture_key(source): {"alt": alt} for source, alt in alts.items()}
    here = {images.picture_key(source): target for source, target in sources.items()}

    def local(tag: str) -> str:
        values = _attributes(tag)
        source = images.picture_key(values.get("src", ""))
        if source not in here:
            return missing(values.get("src", ""), values.get("alt", ""))
        return _picture_tag({**values, "src": here[source], **texts.get(source, {})})

    return _with_pictures(cleaned, local)


def _filtered_value(tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return absolute_url(value, _here.base) or None
    if name == "href":
        return _target(value, _here.base)
    if name in _NUMBERS:
        return value if _NUMBER.fullmatch(value) else None
    return value


_here = threading.local()
_CLEANER = nh3.Cleaner(attribute_filter=_filtered_value, **_SETTINGS)


def _target(value: str, base: str) -> str | None:
    if value[:7].lower() == "mailto:":
        return value if re.fullmatch(r"[^\s\"<>\\]{8,300}", value) else None
    return strip_tracking_parameters(absolute_url(value, base)) or None


def _sanitised_picture(tag: str, found: list[Image]) -> str:
    values = _attributes(tag)
    image = Image(
        values.get("src", ""), values.get("alt"), _size(values, "width"), _size(values, "height")
    )
    if not image.src or not images.choose_pictures((image,)):
        return ""
    found.append(image)
    # Written here, since nh3 adds attributes in random order.
    kept: dict[str, str] = {
        name: values[name] for name in ("src", "alt", "width", "height") if name in values
    }
    return _picture_tag({"alt": "", **kept, "loading": "lazy", "referrerpolicy": "no-referrer"})


def _size(values: Mapping[str, str], name: str) -> int | None:
    return int(values[name]) if name in values else None


def _attributes(tag: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


def _picture_tag(values: Mapping[str, str]) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in values.items())
    return f"<img{attributes}>"


def _with_pictures(html: str, change: Callable[[str], str]) -> str:
    if "<img" not in html:
        return html
    return _TAG.sub(lambda tag: change(tag[0]) if tag[2] == "img" else tag[0], html)


def _as_space(tag: re.Match[str]) -> str:
    if tag[2] in ("td", "th", "img"):
        return " "
    return "\n" if tag[2] in _BLOCKS else ""


def _prepared(html: str) -> str:
    return frames.close_frames(html).encode("utf-8", "ignore").decode("utf-8")
