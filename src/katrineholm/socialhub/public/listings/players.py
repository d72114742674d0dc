"""Films and sounds: which are played on this site, and where the others are."""

import re
from urllib.parse import urlsplit

from zope.i18nmessageid import Message

from ... import _

LABELS = {"": "", "video": _("Watch the film"), "sound": _("Listen")}
ON_SERVICE = _("Watch the film on ${service}")
TO_SOURCE = _("Go to the source")
UNNAMED = ("", "website", "feed")  # whose names say nothing of where a film is
YOUTUBE = r"(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[^#]*&)?v=|shorts/|live/|embed/)|youtu\.be/)"
PLAYERS = (
    (
        re.compile(rf"https://{YOUTUBE}([\w-]{{6,20}})"),
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    (re.compile(r"https://vimeo\.com/(\d+)"), "https://player.vimeo.com/video/{}?dnt=1"),
)


def files(media: list[dict]) -> list[dict]:
    """The films and sounds that a browser plays by itself: ``tag``, ``url`` and ``type``."""
    return [
        {"tag": tag, **each}
        for each in media
        if (tag := each["type"].partition("/")[0]) in ("audio", "video")
    ]


def frame(link: str) -> str:
    """The address of the service's own player for an entry, or an empty text."""
    for pattern, address in PLAYERS:
        if found := pattern.match(link):
            return address.format(found[1])
    return ""


def label(card: dict) -> Message | str:
    """Return the words by which a card offers its film or sound.

    A film that is not played on this site names the service it is on; without an address of its
    own it is offered nowhere, and the label is empty.
    """
    if not _is_elsewhere(card):
        return LABELS[card["plays"]]
    return _(ON_SERVICE, mapping={"service": _service(card)}) if card["link"] else ""


def source_label(card: dict) -> Message | str:
    """Return the words of the link to an entry's source."""
    return label(card) if card["link"] and _is_elsewhere(card) else TO_SOURCE


def _is_elsewhere(card):
    return card["plays"] == "video" and not files(card["media"]) and not frame(card["link"])


def _service(card):
    """The service's name; where it has none the host."""
    host = urlsplit(card["link"]).hostname or ""
    return host.removeprefix("www.") if card["platform"] in UNNAMED else card["service"]
