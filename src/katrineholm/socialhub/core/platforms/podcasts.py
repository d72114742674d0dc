"""Podcast services."""

import json
import re
from functools import partial

from .interfaces import Profile
from .service import Service, _, feed_pattern, page_pattern, page_reader, url_pattern

_podcast = partial(Service, kind="podcast")

_SHOW = r"(?P<account>[a-z0-9][a-z0-9-]*)"

ACAST = _podcast(
    name="acast",
    title="Acast",
    example="https://shows.acast.com/katrineholmspodden",
    spellings=(
        url_pattern(
            r"(?:shows\.acast\.com|(?:play\.)?acast\.com/s|feeds\.acast\.com/public/shows"
            r"|rss\.acast\.com)/(?P<account>[\w-]{1,100})(?:/.*)?",
            "https://shows.acast.com/{account}",
            feed="https://feeds.acast.com/public/shows/{account}",
            discover="{url}",
        ),
    ),
)

SPOTIFY = _podcast(
    name="spotify",
    title="Spotify for Creators",
    feed="page",
    example="https://creators.spotify.com/pod/profile/katrineholm",
    advice=_(
        "Spotify's player names no feed. Copy the RSS address from Spotify for Creators,"
        " under Settings and Availability (anchor.fm/s/…/podcast/rss)."
    ),
    page=page_reader(
        "https://anchor.fm/s/{id}/podcast/rss", r"anchor\.fm/s/(?P<id>[0-9a-f]+)/podcast/rss"
    ),
    spellings=(
        feed_pattern(
            r"anchor\.fm/s/(?P<account>[0-9a-f]{4,20})(?:/.*)?",
            "https://anchor.fm/s/{account}/podcast/rss",
        ),
        page_pattern(
            r"(?:(?:podcasters|creators)\.spotify\.com/pod/(?:show|profile)|anchor\.fm(?!/s(?:/|$)))"
            r"/(?P<account>[\w-]{1,100})(?:/.*)?",
            "https://creators.spotify.com/pod/profile/{account}",
        ),
        url_pattern(
            r"open\.spotify\.com/(?:intl-[a-z]+/)?show/(?P<account>\w{22})(?:/.*)?",
            "https://open.spotify.com/show/{account}",
        ),
    ),
)

TRANSISTOR = _podcast(
    name="transistor",
    title="Transistor",
    feed="page",
    example="https://katrineholm.transistor.fm/",
    spellings=(
        feed_pattern(
            r"feeds\.transistor\.fm/(?P<account>[\w-]{1,100})",
            "https://feeds.transistor.fm/{account}",
        ),
        page_pattern(
            rf"(?!(?:share|media|dashboard|support|api)\.){_SHOW}\.transistor\.fm/.*",
            "https://{account}.transistor.fm/",
        ),
    ),
)

BUZZSPROUT = _podcast(
    name="buzzsprout",
    title="Buzzsprout",
    example="https://www.buzzsprout.com/1234567",
    spellings=(
        url_pattern(
            r"(?:(?:feeds|rss)\.)?buzzsprout\.com/(?P<account>\d{1,12})(?:\.rss|/.*)?",
            "https://www.buzzsprout.com/{account}",
            feed="https://feeds.buzzsprout.com/{account}.rss",
        ),
        page_pattern(
            rf"(?!(?:feeds|rss|help|storage)\.){_SHOW}\.buzzsprout\.com/.*",
            "https://{account}.buzzsprout.com/",
        ),
    ),
)

LIBSYN = _podcast(
    name="libsyn",
    title="Libsyn",
    example="https://katrineholm.libsyn.com/",
    spellings=(
        feed_pattern(
            r"feeds\.libsyn\.com/(?P<account>\d{1,12})/rss",
            "https://feeds.libsyn.com/{account}/rss",
        ),
        url_pattern(
            rf"(?!(?:feeds|traffic|static|play|html5-player|support)\.){_SHOW}\.libsyn\.com/.*",
            "https://{account}.libsyn.com/",
            feed="{url}rss",
        ),
    ),
)

_SR_API = r"api\.sr\.se/(?:api/)?rss/(?P<account>(?:pod|program|channel)/\d{1,9})"

SVERIGES_RADIO = _podcast(
    name="sverigesradio",
    title="Sveriges Radio",
    feed="page",
    example="https://www.sverigesradio.se/p4sormland",
    page=page_reader(
        "https://api.sr.se/api/rss/{id}",
        r"api\.sr\.se/(?:api/)?rss/(?P<id>(?:pod|program|channel)/\d{1,9})",
    ),
    spellings=(
        feed_pattern(_SR_API, "https://api.sr.se/api/rss/{account}"),
        page_pattern(
            r"(?:sverigesradio|sr)\.se/(?!(?:artikel|avsnitt|sida|default\.aspx|play|kanaler|sok"
            r"|grupp|om-oss|topsy|embed)(?:/|$))(?P<account>[\w-]{1,100})(?:/.*)?",
            "https://www.sverigesradio.se/{account}",
        ),
    ),
)


def _in_lookup(answer: str, profile: Profile) -> str:
    """Return the feed's URL in a response of Apple's look-up service."""
    try:
        feeds = [str(result.get("feedUrl")) for result in json.loads(answer)["results"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""
    return next((feed for feed in feeds if re.fullmatch(r"https?://[!-~]+", feed)), "")


_APPLE = "https://itunes.apple.com/lookup?id={account}&entity=podcast"

APPLE_PODCASTS = _podcast(
    name="applepodcasts",
    title="Apple Podcasts",
    feed="page",
    example="https://podcasts.apple.com/podcast/id1234567890",
    page=_in_lookup,
    spellings=(
        url_pattern(
            r"(?:podcasts|itunes)\.apple\.com/(?:[a-z]{2}/)?podcast/(?:[^/]+/)?id(?P<account>\d{1,12})",
            "https://podcasts.apple.com/podcast/id{account}",
            discover=_APPLE,
        ),
        url_pattern(
            r"itunes\.apple\.com/lookup\?id=(?P<account>\d{1,12})",
            "https://podcasts.apple.com/podcast/id{account}",
            discover=_APPLE,
            parameter="id",
        ),
    ),
)

_SOUNDS = "https://feeds.soundcloud.com/users/soundcloud:users:{0}/sounds.rss"

SOUNDCLOUD = _podcast(
    name="soundcloud",
    title="SoundCloud",
    dialogue=True,
    feed="page",
    example="https://soundcloud.com/katrineholm",
    page=page_reader(_SOUNDS.format("{id}"), r"soundcloud:(?://)?users:(?P<id>\d{1,15})"),
    spellings=(
        feed_pattern(
            r"feeds\.soundcloud\.com/users/soundcloud:users:(?P<account>\d{1,15})/sounds\.rss",
            _SOUNDS.format("{account}"),
        ),
        page_pattern(
            r"soundcloud\.com/(?!(?:discover|search|stream|you|upload|charts|pages|terms-of-use|tags"
            r"|login|signin|settings|messages|notifications)(?:/|$))(?P<account>[\w-]{1,60})(?:/.*)?",
            "https://soundcloud.com/{account}",
        ),
    ),
)
