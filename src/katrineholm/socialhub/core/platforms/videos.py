"""Video services."""

from .service import Service, UrlPattern, _, feed_pattern, page_pattern, page_reader, url_pattern

_HOST = r"(?:music\.|gaming\.)?youtube(?:-nocookie)?\.com"
_CHANNEL = r"(?P<account>UC[\w-]{22})"
_LIST = r"(?P<account>(?:PL|UU|FL|EC|OLAK5uy_)[\w-]{10,64})"
_VIDEO = r"(?P<account>[\w-]{11})"
_CUSTOM = r"(?P<account>[\w.-]{1,100})"
_FEED = "https://www.youtube.com/feeds/videos.xml"


def _of_channel(shape: str, parameter: str = "") -> UrlPattern:
    return url_pattern(
        shape,
        "https://www.youtube.com/channel/{account}",
        feed=_FEED + "?channel_id={account}",
        parameter=parameter,
    )


def _of_list(shape: str, parameter: str) -> UrlPattern:
    return url_pattern(
        shape,
        "https://www.youtube.com/playlist?list={account}",
        feed=_FEED + "?playlist_id={account}",
        parameter=parameter,
    )


def _of_user(shape: str, parameter: str = "") -> UrlPattern:
    page = "https://www.youtube.com/user/{account}"
    return url_pattern(
        shape, page, feed=_FEED + "?user={account}", discover=page, parameter=parameter
    )


YOUTUBE = Service(
    name="youtube",
    title="YouTube",
    kind="video",
    dialogue=True,
    example="https://www.youtube.com/channel/UCkatrineholmskommun0001",
    advice=_(
        "If YouTube answers with a consent form, the channel's id is not found: copy the address"
        " that holds it (youtube.com/channel/UC…) from the channel's page, under About and Share."
    ),
    page=page_reader(
        _FEED + "?channel_id={id}",
        r'<link[^>]+href="https://www\.youtube\.com/channel/(?P<id>UC[\w-]{22})"',
        r'<meta[^>]+itemprop="(?:channelId|identifier)"[^>]+content="(?P<id>UC[\w-]{22})"',
        r"feeds/videos\.xml\?channel_id=(?P<id>UC[\w-]{22})",
        r'"(?:externalId|externalChannelId|channelId)":\s*"(?P<id>UC[\w-]{22})"',
    ),
    spellings=(
        _of_channel(rf"{_HOST}/channel/{_CHANNEL}(?:/.*)?"),
        _of_channel(rf"{_HOST}/feeds/videos\.xml\?channel_id={_CHANNEL}", "channel_id"),
        _of_list(rf"{_HOST}/feeds/videos\.xml\?playlist_id={_LIST}", "playlist_id"),
        _of_list(rf"{_HOST}/(?:playlist|watch|embed/[^/?]+)\?list={_LIST}", "list"),
        _of_list(rf"youtu\.be/[^/?]+\?list={_LIST}", "list"),
        _of_user(rf"{_HOST}/feeds/videos\.xml\?user={_CUSTOM}", "user"),
        _of_user(rf"{_HOST}/user/{_CUSTOM}(?:/.*)?"),
        page_pattern(
            rf"{_HOST}/@(?P<account>[\w.·-]{{1,60}})(?:/.*)?",
            "https://www.youtube.com/@{account}",
            account="@{account}",
        ),
        page_pattern(rf"{_HOST}/c/{_CUSTOM}(?:/.*)?", "https://www.youtube.com/c/{account}"),
        page_pattern(
            rf"{_HOST}/watch\?v={_VIDEO}",
            "https://www.youtube.com/watch?v={account}",
            parameter="v",
        ),
        page_pattern(
            rf"(?:youtu\.be|{_HOST}/(?:shorts|live|embed|v))/{_VIDEO}",
            "https://www.youtube.com/watch?v={account}",
        ),
        page_pattern(
            rf"{_HOST}/(?!(?:watch|feed|feeds|results|playlist|shorts|live|embed|v|gaming|premium"
            r"|about|t|hashtag|channel|user|c|account|redirect|music|movies|kids|howyoutubeworks)"
            rf"(?:/|$)){_CUSTOM}(?:/.*)?",
            "https://www.youtube.com/c/{account}",
        ),
    ),
)

VIMEO = Service(
    name="vimeo",
    title="Vimeo",
    kind="video",
    dialogue=True,
    example="https://vimeo.com/katrineholm",
    advice=_("Vimeo no longer looks after its feeds: expect gaps and failures now and then."),
    spellings=(
        url_pattern(
            r"vimeo\.com/(?P<account>(?:channels|groups)/[\w-]{1,100})(?:/.*)?",
            "https://vimeo.com/{account}",
            feed="{url}/videos/rss",
        ),
        url_pattern(
            r"vimeo\.com/(?!(?:\d+|channels|groups|categories|watch|upload|ondemand|showcase|album"
            r"|features|blog|help|log_in|join|search|manage|event|about|terms|privacy|upgrade|home"
            r"|solutions|enterprise|create|user|api)(?:/|$))(?P<account>[\w-]{1,100})(?:/.*)?",
            "https://vimeo.com/{account}",
            feed="{url}/videos/rss",
        ),
    ),
)

# Servers recognised by name; any other is recognised by PeerTube's paths.
_TUBE = r"(?:peertube|tube|video|videos|tilvids|makertube|diode)\.[^/]+|[^/]+\.tube|framatube\.org"
_WHO = r"(?P<account>[\w.-]{1,100}(?:@[\w.:-]{1,100})?)"


def _of_tube(shape: str, letter: str, key: str, parameter: str = "") -> UrlPattern:
    return url_pattern(
        shape,
        "{origin}/" + letter + "/{account}/videos",
        feed="{origin}/feeds/videos.xml?" + key + "={account}",
        discover="{origin}/" + letter + "/{account}/videos",
        parameter=parameter,
    )


def _by_number(parameter: str) -> UrlPattern:
    feed = "{origin}/feeds/videos.xml?" + parameter + "={account}"
    return feed_pattern(
        rf"[^/]+/feeds/videos\.(?:xml|atom|json)\?{parameter}=(?P<account>\d+)",
        feed,
        parameter=parameter,
    )


_VIDEOS = r"[^/]+/feeds/videos\.(?:xml|atom|json)"

PEERTUBE = Service(
    name="peertube",
    title="PeerTube",
    kind="video",
    dialogue=True,
    example="https://peertube.se/c/katrineholm/videos",
    order=700,
    page=page_reader(
        "https://{host}/feeds/videos.xml?{key}={id}",
        r"https://(?P<host>[a-z0-9.-]+)/feeds/videos\.(?:xml|atom|json)"
        r"\?(?P<key>videoChannelId|accountId|videoChannelName|accountName)=(?P<id>[\w.-]+)",
    ),
    spellings=(
        _by_number("videoChannelId"),
        _by_number("accountId"),
        _of_tube(
            rf"{_VIDEOS}\?videoChannelName={_WHO}", "c", "videoChannelName", "videoChannelName"
        ),
        _of_tube(rf"{_VIDEOS}\?accountName={_WHO}", "a", "accountName", "accountName"),
        _of_tube(rf"[^/]+/c/{_WHO}/(?:videos|video-playlists)", "c", "videoChannelName"),
        _of_tube(rf"[^/]+/video-channels/{_WHO}(?:/.*)?", "c", "videoChannelName"),
        _of_tube(rf"[^/]+/a/{_WHO}/(?:videos|video-channels)", "a", "accountName"),
        _of_tube(rf"(?:{_TUBE})/c/{_WHO}(?:/.*)?", "c", "videoChannelName"),
        _of_tube(rf"(?:{_TUBE})/(?:a/|accounts/|@){_WHO}(?:/.*)?", "a", "accountName"),
        page_pattern(rf"(?:{_TUBE})/w/(?P<account>[\w-]{{22,36}})", "{origin}/w/{account}"),
    ),
)
