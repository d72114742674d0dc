"""How an entry's film or sound is played on its page.

Nothing is asked of another host until the visitor plays: a file waits for the button, a service's
player comes only when it was asked for, and then from the service's cookie-free address.
"""

import re

PLAYERS = (
    (
        re.compile(r"https://(?:www\.)?youtube\.com/(?:watch\?v=|shorts/)([\w-]{6,20})"),
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
