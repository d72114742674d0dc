"""Newsrooms: services for press releases."""

from .service import Service, _, feed_pattern, page_pattern, page_reader, url_pattern

_NEWS = "https://www.mynewsdesk.com/rss/current_news/{0}"
_COUNTRY = r"(?P<country>[a-z]{2})"
_ROOM = r"(?P<account>(?!rss(?:/|$))[\w-]{3,100})"

MYNEWSDESK = Service(
    name="mynewsdesk",
    title="Mynewsdesk",
    feed="page",
    example="https://www.mynewsdesk.com/se/katrineholm",
    advice=_(
        "If the newsroom's number is not found in its page, ask Mynewsdesk for the address of its"
        " RSS feed (mynewsdesk.com/rss/current_news/…)."
    ),
    page=page_reader(
        _NEWS.format("{id}"),
        r"/rss/(?:current_news|source)/(?P<id>\d{1,9})",
        r"""source[_-]?[iI]d["']?\s*[:=]\s*["']?(?P<id>\d{1,9})""",
    ),
    spellings=(
        feed_pattern(
            r"(?:[a-z0-9-]+\.)?mynewsdesk\.com/(?:[a-z]{2}/)?rss/current_news/(?P<account>\d{1,9})",
            _NEWS.format("{account}"),
        ),
        feed_pattern(
            r"(?:[a-z0-9-]+\.)?mynewsdesk\.com/(?:[a-z]{2}/)?rss/source/(?P<account>\d{1,9}/\w+)",
            "https://www.mynewsdesk.com/rss/source/{account}",
        ),
        page_pattern(
            rf"mynewsdesk\.com/{_COUNTRY}/{_ROOM}(?:/.*)?",
            "https://www.mynewsdesk.com/{country}/{account}",
        ),
        page_pattern(
            r"(?!(?:api|resources|publish|support|help)\.)(?P<account>[a-z0-9-]+)\.mynewsdesk\.com/.*",
            "https://{account}.mynewsdesk.com/",
        ),
    ),
)

_CISION_ROOM = r"(?!(?:ListItems|about|search|releases)(?:/|$))(?P<account>[\w-]{3,100})"

CISION = Service(
    name="cision",
    title="Cision",
    example="https://news.cision.com/se/katrineholm",
    advice=_("Cision's feed gives the beginning of each text; the whole is read at Cision."),
    spellings=(
        url_pattern(
            rf"news\.cision\.com/{_COUNTRY}/{_CISION_ROOM}(?:/.*)?",
            "https://news.cision.com/{country}/{account}",
            feed="{url}/ListItems?format=rss",
        ),
        url_pattern(
            rf"news\.cision\.com/{_CISION_ROOM}(?:/.*)?",
            "https://news.cision.com/{account}",
            feed="{url}/ListItems?format=rss",
        ),
    ),
)

_NOTIFIED = "https://api.client.notified.com/api/rss/publish/view/{id}?type={kind}"

NOTIFIED = Service(
    name="notified",
    title="Notified",
    feed="page",
    example="https://newsroom.notified.com/katrineholm",
    advice=_(
        "If no feed is found in the newsroom, ask Notified for the address of its RSS feed"
        " (api.client.notified.com/api/rss/publish/view/…)."
    ),
    page=page_reader(
        _NOTIFIED,
        r"api\.client\.notified\.com/api/rss/publish/view/(?P<id>\d{1,9})\?type=(?P<kind>\w{1,20})",
    ),
    spellings=(
        feed_pattern(
            r"api\.client\.notified\.com/api/rss/publish/view/(?P<id>\d{1,9})\?type=(?P<kind>\w{1,20})",
            _NOTIFIED,
            account="{id}/{kind}",
            parameter="type",
        ),
        feed_pattern(
            r"api\.client\.notified\.com/api/rss/publish/view/(?P<account>\d{1,9})",
            "https://api.client.notified.com/api/rss/publish/view/{account}?type=press",
            account="{account}/press",
        ),
        page_pattern(
            r"newsroom\.notified\.com/(?P<account>[\w-]{1,100})(?:/.*)?",
            "https://newsroom.notified.com/{account}",
        ),
    ),
)

MFN = Service(
    name="mfn",
    title="MFN",
    example="https://mfn.se/all/a/katrineholm",
    spellings=(
        url_pattern(
            r"mfn\.se/(?:[a-z]+/)?a/(?P<account>[\w-]{1,100})(?:\.(?:rss|json))?(?:/.*)?",
            "https://mfn.se/all/a/{account}",
            feed="{url}.rss",
        ),
        url_pattern(
            r"mfn\.se/(?:all/)?s/(?P<account>[\w-]{1,100})(?:\.(?:rss|json))?",
            "https://mfn.se/all/s/{account}",
            feed="{url}.rss",
            account="s/{account}",
        ),
    ),
)
