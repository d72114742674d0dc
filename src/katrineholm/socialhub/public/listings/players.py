"""Videos and sounds, which are played on this site or linked at their service."""

import re
from urllib.parse import urlsplit

from zope.i18nmessageid import Message

from ... import _

LABELS = {"": "", "video": _("Watch the film"), "sound": _("Listen")}
ON_SERVICE = _("Watch the film on ${service}")
TO_SOURCE = _("Go to the source")
UNNAMED = ("", "website", "feed")  # for these, the host is a better name
YOUTUBE = r"(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[^#]*&)?v=|shorts/|live/|embed/)|youtu\.be/)"
PLAYERS = (
    (
        re.compile(rf"https://{YOUTUBE}([\w-]{{6,20}})"),
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    (re.compile(r"https://vimeo\.com/(\d+)"), "https://player.vimeo.com/video/{}?dnt=1"),
)


def playable_files(media: list[dict]) -> list[dict]:
    """Return the videos and sounds that browsers can play, each with its HTML ``tag``."""
    return [
        {"tag": tag, **each}
        for each in media
        if (tag := each["type"].partition("/")[0]) in ("audio", "video")
    ]


def player_url(link: str) -> str:
    """Return the URL of the service's own player for a link, or an empty string."""
    for pattern, address in PLAYERS:
        if found := pattern.match(link):
            return address.format(found[1])
    return ""


def media_label(card: dict) -> Message | str:
    """Return the link text for a card's video or sound, which is empty if there is none to play.

    If a video cannot be played on this site, the text names the service that plays it.
    """
    if not _is_elsewhere(card):
        return LABELS[card["plays"]]
    host = (urlsplit(card["link"]).hostname or "").removeprefix("www.")
    service = host if card["platform"] in UNNAMED else card["service"]
    return _(ON_SERVICE, mapping={"service": service}) if card["link"] else ""


def source_label(card: dict) -> Message | str:
    """Return the text of the link from a card to its source."""
    return media_label(card) if card["link"] and _is_elsewhere(card) else TO_SOURCE


def _is_elsewhere(card):
    return (
        card["plays"] == "video"
        and not playable_files(card["media"])
        and not player_url(card["link"])
    )
