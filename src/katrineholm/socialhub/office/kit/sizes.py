"""The sizes of an account's pictures on each service, and the parts that are cropped or covered.

Checked in November 2026. From the services themselves: YouTube (Data API, channelBanners: 16:9,
2560 x 1440 recommended; its help: at 2048 x 1152 only the middle 1235 x 338 is shown on every
screen), Mastodon (its source: 400 x 400 and 1500 x 500), PeerTube (its form: 6:1, 1920 wide),
WordPress (its documentation: a site icon of 512 x 512), Apple Podcasts (its requirements: square,
1400 to 3000 wide). The others publish no stable page: their sizes are those on which guides of 2025
and 2026 agree, or the larger ones if a service scales pictures down.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in whole pixels; every screen shows its part ``safe``: x, y, width and height.

    ``shape`` is round for a square picture that is shown in a circle, wide for a header and square
    for a cover that is shown whole.
    """

    name: str
    shape: str
    width: int
    height: int
    safe: tuple[int, int, int, int]


def avatar(width: int) -> Picture:
    """Return a profile picture, which is square but shown in a circle by most services."""
    return Picture("avatar", "round", width, width, (0, 0, width, width))


def header(
    width: int, height: int, left: int, top: int, right: int, bottom: int, name: str = "header"
) -> Picture:
    """Return a header picture, whose given margins may be cropped or covered."""
    safe = (left, top, width - left - right, height - top - bottom)
    return Picture(name, "wide", width, height, safe)


def cover(width: int) -> Picture:
    """Return a podcast's cover, which is square and shown whole, but often small."""
    edge = round(width * 0.09)
    return Picture(
        "cover", "square", width, width, (edge, edge, width - 2 * edge, width - 2 * edge)
    )


GENERIC = (avatar(512), header(1500, 500, 90, 70, 90, 70))
PODCAST = (cover(1400),)
# The profile picture lies over a header's lower left corner on Facebook, X, Mastodon, Bluesky,
# LinkedIn and Flickr, in the middle of its lower edge on Pinterest and on some phones.
PICTURES = {
    "bluesky": (avatar(400), header(1500, 500, 90, 60, 90, 150)),
    # A telephone shows the middle 16:9 of a page's header.
    "facebook": (
        avatar(720),
        header(1702, 630, 291, 50, 291, 150),
        header(1640, 856, 120, 110, 120, 110, name="group"),
        header(1920, 1005, 160, 130, 160, 130, name="event"),
    ),
    "flickr": (avatar(300), header(2048, 492, 400, 60, 120, 60)),
    "github": (avatar(500),),
    "instagram": (avatar(720),),
    "linkedin": (avatar(400), header(2256, 382, 420, 40, 120, 50)),
    "mastodon": (avatar(400), header(1500, 500, 90, 60, 90, 140)),
    "peertube": (avatar(512), header(1920, 320, 120, 40, 120, 40)),
    "pinterest": (avatar(330), header(1600, 900, 140, 120, 140, 260)),
    "pixelfed": (avatar(400),),
    "soundcloud": (avatar(1000), header(2480, 520, 520, 60, 160, 60)),
    "threads": (avatar(720),),
    "tiktok": (avatar(720),),
    "tumblr": (avatar(512), header(3000, 1055, 400, 160, 400, 260)),
    "vimeo": (avatar(600),),
    "wordpress": (avatar(512), header(1500, 500, 90, 70, 90, 70)),
    "x": (avatar(400), header(1500, 500, 90, 70, 90, 150)),
    "youtube": (avatar(800), header(2560, 1440, 508, 509, 508, 509)),
    **dict.fromkeys(
        (
            *("acast", "applepodcasts", "buzzsprout", "libsyn", "spotify", "sverigesradio"),
            "transistor",
        ),
        PODCAST,
    ),
}


def service_pictures(platform: str) -> tuple[Picture, ...]:
    """Return the pictures of a service, by default an avatar and a header."""
    return PICTURES.get(platform, GENERIC)
