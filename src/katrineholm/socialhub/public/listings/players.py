"""Videos and sounds, which are played on this site or linked at their service."""

import re
from urllib.parse import urlsplit

from zope.i18nmessageid import Message

from ... import _

LABELS = {"": "", "video": _("Watch the film"), "sound": _("Listen")}
ON_SERVICE = {"video": _("Watch the film on ${service}"), "sound": _("Listen on ${service}")}
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
# Each instance has a player of its own. It is told not to fetch the film from other viewers.
PEERTUBE = re.compile(r"(https://[\w.-]+(?::\d+)?)/(?:w|videos/watch)/([\w-]{8,40})(?![\w/-])")
PEERTUBE_PLAYER = "{}/videos/embed/{}?p2p=0"


def playable_files(media: list[dict]) -> list[dict]:
    """Return the videos and sounds that browsers can play, each with its HTML ``tag``."""
    return [
        {"tag": tag, **each}
        for each in media
        if (tag := each["type"].partition("/")[0]) in ("audio", "video")
    ]


def player_url(card: dict) -> str:
    """Return the URL of the service's own player for a card's link, or an empty string."""
    players = ((PEERTUBE, PEERTUBE_PLAYER),) if card["platform"] == "peertube" else PLAYERS
    for pattern, address in players:
        if found := pattern.match(card["link"]):
            return address.format(*found.groups())
    return ""


def player_service(card: dict) -> str:
    """Return the name of the service from which a card's player is loaded."""
    return _host(card["link"]) if card["platform"] == "peertube" else card["service"]


def media_label(card: dict) -> Message | str:
    """Return the link text for a card's video or sound, which is empty if there is none to play.

    If it cannot be played on this site, the text names the service that plays it.
    """
    if not _is_elsewhere(card):
        return LABELS[card["plays"]]
    service = _host(card["link"]) if card["platform"] in UNNAMED else card["service"]
    label = ON_SERVICE[card["plays"]]
    return _(label, mapping={"service": service}) if card["link"] else ""


def source_label(card: dict) -> Message | str:
    """Return the text of the link from a card to its source."""
    return media_label(card) if card["link"] and _is_elsewhere(card) else TO_SOURCE


def _is_elsewhere(card):
    return card["plays"] and not playable_files(card["media"]) and not player_url(card)


def _host(link):
    return (urlsplit(link).hostname or "").removeprefix("www.")
