"""Photo services."""

from .service import Service, UrlPattern, _, feed_pattern, page_pattern, page_reader, url_pattern

_NSID = r"\d+@N\d\d"
_FLICKR = r"(?:api\.|secure\.)?flickr\.com"
_ALIAS = r"(?!(?:tags|search|upload|friends|me|groups)(?:/|$))(?P<account>[\w-]{1,100})"
_FLICKR_FEED = "https://www.flickr.com/services/feeds/photos_public.gne?id={0}&format=rss_200"
_FLICKR_POOL = "https://www.flickr.com/services/feeds/groups_pool.gne?id={account}&format=rss_200"


def _of_number(shape: str, parameter: str = "") -> UrlPattern:
    return url_pattern(
        shape,
        "https://www.flickr.com/photos/{account}/",
        feed=_FLICKR_FEED.format("{account}"),
        parameter=parameter,
    )


FLICKR = Service(
    name="flickr",
    title="Flickr",
    kind="photo",
    dialogue=True,
    feed="page",
    example="https://www.flickr.com/photos/katrineholm/",
    page=page_reader(
        _FLICKR_FEED.format("{id}@N{tail}"),
        r"photos_public\.gne\?id=(?P<id>\d+)(?:@|%40)N(?P<tail>\d\d)",
        r'"(?:nsid|ownerNsid)":\s*"(?P<id>\d+)(?:@|%40)N(?P<tail>\d\d)"',
    ),
    spellings=(
        _of_number(rf"{_FLICKR}/(?:photos|people)/(?P<account>{_NSID})(?:/.*)?"),
        _of_number(rf"{_FLICKR}/services/feeds/photos_public\.gne\?id=(?P<account>{_NSID})", "id"),
        url_pattern(
            rf"{_FLICKR}/groups/(?P<account>{_NSID})(?:/.*)?",
            "https://www.flickr.com/groups/{account}/",
            feed=_FLICKR_POOL,
        ),
        url_pattern(
            rf"{_FLICKR}/services/feeds/groups_pool\.gne\?id=(?P<account>{_NSID})",
            "https://www.flickr.com/groups/{account}/",
            feed=_FLICKR_POOL,
            parameter="id",
        ),
        page_pattern(
            rf"{_FLICKR}/(?:photos|people)/{_ALIAS}(?:/.*)?",
            "https://www.flickr.com/photos/{account}/",
        ),
    ),
)

_PIXELFED = r"(?:(?:pixelfed|pixel|pix)\.[^/]+|pxlmo\.com|metapixl\.com|gram\.social)"
_OWN = r"(?!(?:i|p|site|discover|login|register|api|users|about|settings|stories|storage)(?:/|$))"

PIXELFED = Service(
    name="pixelfed",
    title="Pixelfed",
    kind="photo",
    dialogue=True,
    example="https://pixelfed.social/katrineholm",
    order=700,
    advice=_("The account, or its server, may have its feed switched off: look in its settings."),
    spellings=(
        url_pattern(
            rf"{_PIXELFED}/(?:users/|p/|{_OWN})@?(?P<account>[\w.-]*?\w)(?:\.atom)?(?:/.*)?",
            "{origin}/{account}",
            feed="{origin}/users/{account}.atom",
            account="@{account}@{host}",
        ),
        feed_pattern(
            r"[^/]+/users/(?P<account>[\w.-]*?\w)\.atom",
            "{origin}/users/{account}.atom",
            account="@{account}@{host}",
        ),
    ),
)

# Pinterest's own hosts: the name under any other country may be a stranger's.
_PINTEREST = (
    r"(?:[a-z]{2}\.)?pinterest\.(?:com|com\.(?:au|mx)|co\.(?:kr|uk)"
    r"|at|ca|ch|cl|de|dk|es|fr|ie|it|jp|nz|ph|pt|se)"
)
_PINNER = (
    r"(?!(?:pin|ideas|search|explore|today|business|login|settings|_)(?:/|$))(?P<account>\w{1,60})"
)

PINTEREST = Service(
    name="pinterest",
    title="Pinterest",
    kind="photo",
    dialogue=True,
    example="https://www.pinterest.com/katrineholm/",
    spellings=(
        url_pattern(
            rf"{_PINTEREST}/{_PINNER}(?:/(?:feed\.rss|_\w+|pins|boards)(?:/.*)?)?",
            "https://www.pinterest.com/{account}/",
            feed="{url}feed.rss",
        ),
        url_pattern(
            rf"{_PINTEREST}/{_PINNER}/(?P<board>[\w-]{{1,100}})(?:\.rss)?(?:/.*)?",
            "https://www.pinterest.com/{account}/{board}/",
            feed="https://www.pinterest.com/{account}/{board}.rss",
            account="{account}/{board}",
        ),
    ),
)
