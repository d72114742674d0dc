"""One identity for all the URLs of a post.

A service has several URLs for one post: short ones, mobile ones, with or without the account's
name. The patterns here are a fixed table, without utilities, since identities are stored and must
not depend on the registered services.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import parse_qsl, unquote, urlencode
from uuid import UUID

from .blogs import BLOGSPOT
from .communities import LEMMY_HOST
from .urls import TRACKING

# Rows are matched with host, path and query: "youtube.com/watch?v=a", unescaped, always with a
# question mark and without www., m. and mobile.
Maker: TypeAlias = Callable[[re.Match[str]], str]
Row: TypeAlias = tuple[re.Pattern[str], Maker]

PARTS = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//([^/?#]*)([^?#]*)\??([^#]*)", re.IGNORECASE)
MOBILE = re.compile(r"^(?:www\.|mobile\.|m\.)+(?=[^.]+\.)")
USUAL_PORT = re.compile(r":(?:80|443)?$")
RESERVED = re.compile(r"%(?=2[35f]|3f)", re.IGNORECASE)  # reserved characters
SLASHES = re.compile(r"/{2,}")
BASE58 = "123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"  # of Flickr and PeerTube
# Hosts that mean the same throughout.
ALIASES = (
    (re.compile(r"(?:[a-z]+\.)?twitter\.com"), "x.com"),
    (re.compile(r"(?:[a-z]+(?:-[a-z]+)?\.)?(?:facebook|fb)\.com"), "facebook.com"),
)
FACEBOOK_ID = r"(\d+|pfbid\w+)(?=[/?&])"
SUB = r"(?:[a-z0-9-]+\.)?"


def identity(link: str) -> tuple[str, str]:
    """Return a link's site (host and first folder), and an identity common to all its spellings.

    The identity follows from the patterns of the link's service. For other links, scheme, fragment,
    tracking parameters, default ports and a trailing slash make no difference.
    """
    parts = _parts(link)
    if parts is None:
        return "", link
    host, path, query = parts
    found = _of_service(host, path, query)
    if not found:
        found = f"{host}{path.rstrip('/')}?{_without_tracking(query) if query else ''}"
    return _place(found), found


def is_post_link(link: str) -> bool:
    """Return whether a link looks like a post on a known service; False for other web sites."""
    parts = _parts(link)
    return parts is not None and bool(_of_service(*parts))


def is_same_service(link: str, other: str) -> bool:
    """Return whether two links lead to one service, or to one server that anybody may run."""
    hosts = [parts[0] if (parts := _parts(each)) else each for each in (link, other)]
    first, second = map(_rows, hosts)
    return hosts[0] == hosts[1] or (first is not None and first is second)


def _parts(link: str) -> tuple[str, str, str] | None:
    """Return host, unescaped path and query of a web URL; None if it is none."""
    parts = PARTS.match(link.replace("/#!/", "/", 1))
    if parts is None:
        return None
    host, path, query = parts.groups()
    return _host(host), unquote(RESERVED.sub("%25", path)) if "%" in path else path, query


def _of_service(host: str, path: str, query: str) -> str:
    """Return the identity by the rows of a host's service, else of software anybody may run."""
    rows = _rows(host)
    if rows is None and not ANYWHERE.match(path):
        return ""
    text = f"{host}{SLASHES.sub('/', path).rstrip('/')}?{unquote(query) if query else ''}"
    for shape, make in ANY_HOST if rows is None else rows:
        if found := shape.match(text):
            return make(found)
    return ""


def _rows(host: str) -> tuple[Row, ...] | None:
    return next((BY_LABEL[each] for each in host.split(".")[-3:] if each in BY_LABEL), None)


@lru_cache(maxsize=4096)
def _host(netloc: str) -> str:
    host = USUAL_PORT.sub("", netloc.lower()).rstrip(".")
    if not host.isascii():
        host = host.encode("idna", "ignore").decode("ascii") if len(host) < 64 else host
    host = MOBILE.sub("", host, count=1)
    return next((name for shape, name in ALIASES if shape.fullmatch(host)), host)


def _without_tracking(query: str) -> str:
    kept = "&".join(part for part in query.split("&") if not TRACKING.fullmatch(part))
    return urlencode(parse_qsl(kept, True))


def _place(found: str) -> str:
    host, _, path = found.partition("?")[0].partition("/")
    return f"{host}/{path.partition('/')[0]}"


def _row(shape: str, made: str) -> Row:
    return _made_by(shape, lambda found: found.expand(made))


def _caseless(shape: str, made: str) -> Row:
    return _made_by(shape, lambda found: found.expand(made).lower())


def _made_by(shape: str, make: Maker) -> Row:
    return re.compile(shape, re.DOTALL), make


def _flickr_short(found: re.Match[str]) -> str:
    number = 0
    for sign in found[1]:
        number = number * len(BASE58) + BASE58.index(sign)
    return f"flickr.com/photos/{number}?"


def _peertube(found: re.Match[str]) -> str:
    """Return the identity with PeerTube's short id of 22 characters, also for a UUID."""
    host, name = found.groups()
    if len(name) == 36:
        number, name = UUID(name).int, ""
        for _place_of_sign in range(22):
            number, at = divmod(number, len(BASE58))
            name = BASE58[at] + name
    return f"{host}/w/{name}?"


def _fediverse(found: re.Match[str]) -> str:
    """Return the identity on the account's own server, also for a copy: ``@user@server``."""
    host, user, server, number = found["host"], found["user"], found["server"], found["number"]
    if server and not f".{host}".endswith(f".{server.lower()}"):
        host = server.lower()
    return f"{host}/@{user.lower()}/{number}?"


# Rows of services, keyed by the labels of their hosts before the top-level domain.
SERVICES: dict[tuple[str, ...], tuple[Row, ...]] = {
    # Blogs.
    ("wordpress",): (
        _row(r"([a-z0-9-]+\.wordpress\.com)/?\?(?:.*&)?p=(\d+)", r"\1?p=\2"),
        _row(r"([a-z0-9-]+\.wordpress\.com/[^?]+?)(?:/(?:amp|feed))?\?", r"\1?"),
    ),
    ("blogspot",): (
        _row(rf"{BLOGSPOT}/(\d{{4}}/\d\d/[^?]+|p/[^?]+)", r"\g<account>.blogspot.com/\2?"),
    ),
    ("tumblr",): (
        _caseless(r"([a-z0-9-]+)\.tumblr\.com/(?:post|image)/(\d+)", r"tumblr.com/\1/\2?"),
        _caseless(
            r"tumblr\.com/(?:dashboard/)?(?:blog/)?(?:view/)?@?([\w-]+)/(\d+)", r"tumblr.com/\1/\2?"
        ),
    ),
    ("ghost",): (_row(r"([a-z0-9-]+\.ghost\.io/[^?]+?)(?:/amp)?\?", r"\1?"),),
    ("medium",): (
        _row(rf"{SUB}medium\.com/(?:[^?]*[-/])?([0-9a-f]{{8,12}})\?", r"medium.com/p/\1?"),
    ),
    ("substack",): (
        _row(r"open\.substack\.com/pub/([\w-]+)/p/([^/?]+)", r"\1.substack.com/p/\2?"),
        _row(r"([a-z0-9-]+)\.substack\.com/p/([^/?]+)", r"\1.substack.com/p/\2?"),
        _row(r"substack\.com/(?:[^?]*/)?(?:note/)?([cp]-\d+)(?=[/?])", r"substack.com/\1?"),
    ),
    # Microblogs.
    ("bsky",): (
        _row(r"bsky\.app/profile/[^/?]+/post/(\w+)", r"bsky.app/post/\1?"),
        _row(r"embed\.bsky\.app/embed/[^/?]+/app\.bsky\.feed\.post/(\w+)", r"bsky.app/post/\1?"),
    ),
    ("threads",): (
        _row(r"threads\.(?:com|net)/(?:@[^/?]+/post|t)/([\w-]+)", r"threads.com/post/\1?"),
    ),
    ("x",): (_row(r"x\.com/(?:[^?]*/)?status(?:es)?/(\d+)", r"x.com/status/\1?"),),
    # Videos.
    ("youtu", "youtube", "youtube-nocookie"): (
        _row(
            rf"{SUB}youtube\.com/(?:watch|ytscreeningroom)\?(?:.*&)?v=([\w-]+)",
            r"youtube.com/watch?v=\1",
        ),
        _row(
            rf"{SUB}youtube(?:-nocookie)?\.com/(?:shorts|live|embed|watch|v|e)/"
            r"(?!videoseries|live_stream)([\w-]+)",
            r"youtube.com/watch?v=\1",
        ),
        _row(r"youtu\.be/([\w-]+)", r"youtube.com/watch?v=\1"),
        _row(
            r"youtube\.com/(?:post/|[^?]*(?:community|posts)\?(?:.*&)?lb=)([\w-]+)",
            r"youtube.com/post/\1?",
        ),
    ),
    ("vimeo",): (
        _row(
            r"(?:player\.)?vimeo\.com/(?!event/|(?:album|channels|groups|showcase)/\d+\?)"
            r"(?:[a-z][^?]*?/)?(\d+)(?:/\w+)?\?",
            r"vimeo.com/\1?",
        ),
    ),
    ("tiktok", "tiktokv"): (
        _row(
            rf"{SUB}tiktokv?\.com/(?:[^?]*?/)?(?:video|photo|v|embed(?:/v\d)?|player/v\d)/(\d+)",
            r"tiktok.com/video/\1?",
        ),
    ),
    # Pictures.
    ("flic", "flickr"): (
        _row(rf"{SUB}flickr\.com/photos/[^/?]+/(\d+)(?=[/?])", r"flickr.com/photos/\1?"),
        _row(rf"{SUB}flickr\.com/photos/[^/?]+/(?:albums|sets)/(\d+)", r"flickr.com/albums/\1?"),
        _row(rf"{SUB}flickr\.com/photo\.gne\?(?:.*&)?id=(\d+)", r"flickr.com/photos/\1?"),
        _made_by(rf"flic\.kr/p/([{BASE58}]{{1,20}})(?=[/?])", _flickr_short),
    ),
    ("instagr", "instagram"): (
        _row(
            r"(?:instagram\.com|instagr\.am)/(?!share/)(?:[^/?]+/)?(?:p|reels?|tv)/([\w-]+)",
            r"instagram.com/p/\1?",
        ),
        _row(r"instagram\.com/stories/[^/?]+/(\d+)", r"instagram.com/stories/\1?"),
    ),
    ("pinterest",): (
        _row(rf"{SUB}pinterest\.[a-z.]+/pin/(?:[^/?]*--)?(\d+)(?=[/?])", r"pinterest.com/pin/\1?"),
    ),
    # Communities.
    ("redd", "reddit"): (
        _caseless(
            rf"{SUB}reddit\.com/(?:(?:r|u|user)/[^/?]+/)?comments/(\w+)(?:/[^/?]*/(\w+))?",
            r"reddit.com/comments/\1/\2?",
        ),
        _caseless(r"redd\.it/(\w+)", r"reddit.com/comments/\1/?"),
    ),
    ("github",): (
        _caseless(
            r"github\.com/([^/?]+/[^/?]+)/(?:issues|pull)/(\d+)", r"github.com/\1/issues/\2?"
        ),
        _caseless(
            r"github\.com/([^/?]+/[^/?]+)/commits?/([0-9a-f]{7})[0-9a-f]*(?=[./?])",
            r"github.com/\1/commit/\2?",
        ),
        _made_by(
            r"github\.com/([^/?]+/[^/?]+)/(releases/tag/[^?]+|discussions/\d+)",
            lambda found: f"github.com/{found[1].lower()}/{found[2]}?",
        ),
    ),
    ("facebook",): (
        _row(
            r"facebook\.com/(?:story|permalink)\.php\?(?:.*&)?story_fbid=(\d+|pfbid\w+)",
            r"facebook.com/posts/\1?",
        ),
        _row(
            r"facebook\.com/(?:photo(?:\.php)?|video\.php|watch(?:/live)?)\?(?:.*&)?(?:fbid|v)=(\d+)",
            r"facebook.com/posts/\1?",
        ),
        _row(
            rf"facebook\.com/(?:groups/)?[^/?]+/(?:posts|permalink|photos|videos)/(?:[^/?]+/)*?"
            rf"{FACEBOOK_ID}",
            r"facebook.com/posts/\1?",
        ),
        _row(r"facebook\.com/(?:(?:reel|events)/|\d+_)(\d+)(?=[/?])", r"facebook.com/posts/\1?"),
    ),
    ("linkedin",): (
        _row(
            rf"{SUB}linkedin\.com/.*urn:li:(?:activity|share|ugcPost):(\d+)",
            r"linkedin.com/feed/update/\1?",
        ),
        _row(
            rf"{SUB}linkedin\.com/posts/[^?]*?-(\d{{10,}})(?=[-/?])",
            r"linkedin.com/feed/update/\1?",
        ),
        _row(rf"{SUB}linkedin\.com/(pulse/[^?]+)", r"linkedin.com/\1?"),
    ),
    # Podcasts.
    ("acast",): (
        _row(
            rf"{SUB}acast\.com/(?:s/|public/shows/)?([\w-]+)/(?:episodes/)?(?!episodes\?)([\w-]+)",
            r"acast.com/\1/\2?",
        ),
    ),
    ("anchor", "spotify"): (
        _row(
            r"(?:open|play)\.spotify\.com/(?:[\w-]+/)*episode/(\w+)",
            r"open.spotify.com/episode/\1?",
        ),
        _row(
            r"(?:(?:creators|podcasters)\.spotify\.com/pod/(?:profile|show)|anchor\.fm)/([\w-]+)"
            r"/(?:embed/)?episodes/([^/?]+)",
            r"anchor.fm/\1/\2?",
        ),
    ),
    ("transistor",): (
        _row(r"share\.transistor\.fm/[es]/(\w+)", r"share.transistor.fm/s/\1?"),
        _row(r"([a-z0-9-]+\.transistor\.fm)/(?:episodes/)?([^/?]+)\?", r"\1/\2?"),
    ),
    ("buzzsprout",): (
        _row(rf"{SUB}buzzsprout\.com/\d+/(?:episodes/)?(\d+)", r"buzzsprout.com/episode/\1?"),
    ),
    ("libsyn",): (
        _row(rf"{SUB}libsyn\.com/(?:[^?]*/)?(?:id|item)/(\d+)(?=[/?])", r"libsyn.com/episode/\1?"),
        _row(r"([a-z0-9-]+\.libsyn\.com/[^?]+)", r"\1?"),
    ),
    ("sr", "sverigesradio"): (
        _row(
            r"(?:sr|sverigesradio)\.se/(?:sida/)?(artikel|avsnitt)"
            r"(?:/|(?:\.aspx)?\?(?:.*&)?(?:artikel|avsnitt)=)([\w-]+)",
            r"sverigesradio.se/\1/\2?",
        ),
    ),
    ("apple",): (
        _row(
            rf"{SUB}(?:podcasts|itunes)\.apple\.com/[^?]*\?(?:.*&)?i=(\d+)",
            r"podcasts.apple.com/episode/\1?",
        ),
    ),
    ("soundcloud",): (
        _caseless(r"soundcloud\.com/([\w-]+/(?:sets/)?[\w-]+)(?:/s-\w+)?\?", r"soundcloud.com/\1?"),
    ),
    # Newsrooms.
    ("mynewsdesk",): (
        _row(
            rf"{SUB}mynewsdesk\.com/(?:[^?]*/)?(?!view/)(\w+?)s?/(?:view/)?"
            r"(?:[^/?]*-)?(\d{4,})\?",
            r"mynewsdesk.com/\1/\2?",
        ),
    ),
    ("cision",): (_row(r"news\.cision\.com/[^?]*,(c\d+)", r"news.cision.com/r/\1?"),),
    ("notified",): (_row(r"newsroom\.notified\.com/([^?]+)", r"newsroom.notified.com/\1?"),),
    ("mfn",): (_row(r"mfn\.se/(?:[a-z]+/)?a/([^?]+)", r"mfn.se/a/\1?"),),
    # Retired services.
    ("delicious", "icio"): (
        _row(r"(?:feeds\.)?(?:delicious\.com|(?:del\.)?icio\.us)/([^?]+)", r"delicious.com/\1?"),
    ),
    ("digg",): (_row(r"digg\.com/([^?]+)", r"digg.com/\1?"),),
    ("bilddagboken", "dayviews"): (
        _caseless(r"([\w-]+)\.bilddagboken\.se/(?:p/)?([^?]+)", r"dayviews.com/\1/\2?"),
        _caseless(
            r"(?:bilddagboken\.se|dayviews\.com)/(?:p/)?([\w-]+)/([^?]+)", r"dayviews.com/\1/\2?"
        ),
    ),
    ("myspace",): (_caseless(rf"{SUB}myspace\.com/([^?]+)", r"myspace.com/\1?"),),
    ("secondlife", "slurl"): (
        _caseless(
            rf"{SUB}(?:secondlife|slurl)\.com/secondlife/([^?]+)", r"secondlife.com/secondlife/\1?"
        ),
    ),
}
BY_LABEL = {label: rows for labels, rows in SERVICES.items() for label in labels}

# Software on servers that anybody may run, recognised by paths.
ANYWHERE = re.compile(r"/+(?:(?:web/|deck/)?@|users/|w/|videos/|p/|i/web/|post/)")
# At most followed by a page of the post: a blog has "/@name/2026/11/title".
_STATUS = (
    r"(?P<number>\d+|[0-9A-Za-z]{18,26})"
    r"(?:/(?:activity|embed|favourites|likes|quotes|reblogs|replies))?\?"
)
ANY_HOST: tuple[Row, ...] = (
    _made_by(
        r"(?P<host>[^/]+)/(?:web/|deck/)?@(?P<user>[\w.-]+)(?:@(?P<server>[\w.:-]+))?"
        rf"/(?:statuses/)?{_STATUS}",
        _fediverse,
    ),
    _made_by(
        rf"(?P<host>[^/]+)/users/(?P<user>[\w.-]+)(?P<server>)/statuses/{_STATUS}", _fediverse
    ),
    _made_by(
        rf"([^/]+)/(?:w|videos/watch|videos/embed)/([{BASE58}]{{22}}|[0-9a-f]{{8}}(?:-[0-9a-f]{{4}})"
        r"{3}-[0-9a-f]{12})(?=[;/?])",
        _peertube,
    ),
    _row(r"([^/]+)/(?:p/[^/?]+|i/web/post)/(\d{6,})(?=[/?])", r"\1/p/\2?"),
    _row(rf"({LEMMY_HOST}/post/\d+)\?", r"\1?"),
)
