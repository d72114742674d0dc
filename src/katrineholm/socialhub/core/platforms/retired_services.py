"""Services named in the guidelines that have closed, and Second Life, which has no feeds."""

from functools import partial

from .service import Service, _, front_page_pattern, url_pattern

_NAME = r"(?P<account>[\w.-]{1,100})"
ENDED = _(
    "The service has ended: the channel can be kept as a record, but nothing new comes from it."
)

_retired = partial(Service, feed="none", retired=True, advice=ENDED)

_DELICIOUS = r"(?:delicious\.com|del\.icio\.us|icio\.us)"

DELICIOUS = _retired(
    name="delicious",
    title="Delicious",
    example="https://delicious.com/katrineholm",
    spellings=(
        url_pattern(
            rf"(?:feeds\.)?{_DELICIOUS}/(?:v2/(?:rss|json)/|rss/)?{_NAME}(?:/.*)?",
            "https://delicious.com/{account}",
        ),
        front_page_pattern(rf"(?:feeds\.)?{_DELICIOUS}", "https://delicious.com/"),
    ),
)

DIGG = _retired(
    name="digg",
    title="Digg",
    example="https://digg.com/users/katrineholm",
    spellings=(
        url_pattern(
            rf"digg\.com/(?:users/|u/|@){_NAME}(?:/.*)?", "https://digg.com/users/{account}"
        ),
        front_page_pattern(r"digg\.com", "https://digg.com/"),
    ),
)

BILDDAGBOKEN = _retired(
    name="bilddagboken",
    title="Bilddagboken (Dayviews)",
    kind="photo",
    example="https://katrineholm.bilddagboken.se/",
    spellings=(
        url_pattern(
            r"(?P<account>[a-z0-9_-]{1,60})\.bilddagboken\.se/.*",
            "https://{account}.bilddagboken.se/",
        ),
        url_pattern(
            r"(?:bilddagboken\.se|dayviews\.com)/(?:p/)?(?P<account>[a-zA-Z0-9_-]{1,60})(?:/.*)?",
            "https://{account}.bilddagboken.se/",
            lower=True,
        ),
        front_page_pattern(r"(?:bilddagboken\.se|dayviews\.com)", "https://dayviews.com/"),
    ),
)

MYSPACE = _retired(
    name="myspace",
    title="MySpace",
    example="https://myspace.com/katrineholm",
    advice=_(
        "MySpace has neither blogs nor feeds any longer: the channel can be kept as a record,"
        " but nothing new comes from it."
    ),
    spellings=(
        url_pattern(rf"(?:[a-z]+\.)?myspace\.com/{_NAME}(?:/.*)?", "https://myspace.com/{account}"),
        front_page_pattern(r"(?:[a-z]+\.)?myspace\.com", "https://myspace.com/"),
    ),
)

_REGION = r"(?P<account>[\w .'-]{1,100})"

SECOND_LIFE = Service(
    name="secondlife",
    title="Second Life",
    dialogue=True,
    feed="none",
    example="https://maps.secondlife.com/secondlife/Katrineholm",
    advice=_("A presence in Second Life has no feed: the channel is shown as a link."),
    spellings=(
        url_pattern(
            rf"(?:(?:maps\.)?secondlife\.com|slurl\.com)/secondlife/{_REGION}(?:/.*)?",
            "https://maps.secondlife.com/secondlife/{account}",
        ),
        url_pattern(
            r"secondlife\.com/(?P<account>(?:destination|destinations)/[\w/-]{1,100})",
            "https://secondlife.com/{account}",
        ),
        front_page_pattern(
            r"(?:(?:maps|world|my|go)\.)?secondlife\.com|slurl\.com", "https://secondlife.com/"
        ),
    ),
)
