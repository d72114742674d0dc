"""Videos and sounds, which are played on this site or linked at their service."""

import re
from html import unescape
from typing import NamedTuple
from urllib.parse import urlsplit

from zope.i18nmessageid import Message

from ... import _
from ...core.feeds.sanitiser import sanitised_text

LABELS = {"": "", "video": _("Watch the film"), "sound": _("Listen")}
ON_SERVICE = {"video": _("Watch the film on ${service}"), "sound": _("Listen on ${service}")}
TO_SOURCE = _("Go to the source")
UNNAMED = ("", "website", "feed")  # for these, the host is a better name
YOUTUBE = r"(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[^#]*&)?v=|shorts/|live/|embed/)|youtu\.be/)"
PLAYERS = (
    (
        "YouTube",
        re.compile(rf"https://{YOUTUBE}([\w-]{{6,20}})"),
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    ("Vimeo", re.compile(r"https://vimeo\.com/(\d+)"), "https://player.vimeo.com/video/{}?dnt=1"),
)
# Each instance has a player of its own. It is told not to fetch the film from other viewers.
PEERTUBE = re.compile(r"(https://[\w.-]+(?::\d+)?)/(?:w|videos/watch)/([\w-]{8,40})(?![\w/-])")
PEERTUBE_PLAYER = "{}/videos/embed/{}?p2p=0"
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', re.S)


class Player(NamedTuple):
    """The player of a film at its service, which a page only loads after a press."""

    service: str
    src: str


def playable_files(media: list[dict]) -> list[dict]:
    """Return the videos and sounds that browsers can play, each with its HTML ``tag``."""
    return [
        {"tag": tag, **each}
        for each in media
        if (tag := each["type"].partition("/")[0]) in ("audio", "video")
    ]


def film_player(url: str, platform: str = "") -> Player | None:
    """Return the player of a film at its service, or None. ``platform`` is the channel's."""
    if platform == "peertube":
        found = PEERTUBE.match(url)
        return Player(_host(url), PEERTUBE_PLAYER.format(*found.groups())) if found else None
    for service, pattern, address in PLAYERS:
        if found := pattern.match(url):
            return Player(service, address.format(found[1]))
    return None


def card_player(card: dict) -> Player | None:
    """Return the player of the film that a card is about, unless the browser plays it itself."""
    return None if playable_files(card["media"]) else film_player(card["link"], card["platform"])


def linked_films(html: str) -> list[tuple[str, Player]]:
    """Return the films that are linked in sanitised HTML and can be played: text and player."""
    links = (
        (sanitised_text(words), film_player(unescape(url))) for url, words in LINK.findall(html)
    )
    return [(words, player) for words, player in links if player]


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
    return card["plays"] and not playable_files(card["media"]) and not card_player(card)


def _host(link):
    return (urlsplit(link).hostname or "").removeprefix("www.")
