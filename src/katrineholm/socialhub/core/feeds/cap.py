"""Important messages to the public, from a document in CAP 1.2 (OASIS) or from any feed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from .links import absolute_url
from .model import Entry, Feed
from .reader import parse_feed
from .text import single_line

MOST = 20
LONGEST = 2000  # characters
NAMESPACE = "{urn:oasis:names:tc:emergency:cap:1."
CURRENT = ("Alert", "Update")


def parse_messages(
    body: bytes, content_type: str = "", url: str = "", now: datetime | None = None
) -> Feed:
    """Parse a document into a feed, of which each entry is a message. Raise FeedError.

    Of CAP it has the alerts that are actual, public, neither cancelled nor expired.
    """
    now = now or datetime.now(UTC)
    alerts = _alerts(body)
    if not alerts:
        return parse_feed(body, content_type, url, now)
    found = (_message(alert, now) for alert in alerts[:MOST])
    return Feed("CAP", entries=tuple(each for each in found if each is not None))


def _alerts(body: bytes) -> list[Element]:
    """Return the alerts of a document, or [] if it is not in CAP."""
    if NAMESPACE[1:].encode() not in body:
        return []
    try:
        root = ElementTree.fromstring(body)
    except (ElementTree.ParseError, LookupError, ValueError):
        return []
    return [each for each in root.iter() if _name(each) == "alert"]


def _message(alert: Element, now: datetime) -> Entry | None:
    info = _info(alert)
    is_current = (
        _text(alert, "status") == "Actual"
        and _text(alert, "scope") in ("", "Public")
        and _text(alert, "msgType") in CURRENT
    )
    if info is None or not is_current or (_time(_text(info, "expires")) or now) < now:
        return None
    title = _text(info, "headline") or _text(info, "event")
    parts = (_text(info, "description"), _text(info, "instruction"))
    name = _text(alert, "identifier")
    return Entry(
        keys=(name,),
        id=name,
        title=single_line(title, LONGEST),
        summary=single_line(" ".join(filter(None, parts)), LONGEST),
        link=absolute_url(_text(info, "web")),
        published=_time(_text(alert, "sent")),
    )


def _info(alert: Element) -> Element | None:
    """Return the Swedish part of an alert, or else its first."""
    found = [*_children(alert, "info")]
    swedish = (each for each in found if _text(each, "language").lower().startswith("sv"))
    return next(swedish, found[0] if found else None)


def _children(parent: Element, name: str) -> Iterator[Element]:
    return (each for each in parent if _name(each) == name)


def _text(parent: Element, name: str) -> str:
    return next((each.text or "" for each in _children(parent, name)), "").strip()


def _name(element: Element) -> str:
    namespace, _mark, name = element.tag.rpartition("}")
    return name if namespace.startswith(NAMESPACE) else ""


def _time(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None
