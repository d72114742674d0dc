"""Services without public feeds, whose channels are shown only as links."""

from functools import partial

from .service import Service, _, front_page_pattern, url_pattern

_NAME = r"(?P<account>[\w.-]{1,100})"
_OTHERS_THERE = r"(?!(?:apps|business|developers|about)\.)"  # apps.facebook.com/kat is not kat's
_FACEBOOK = rf"(?:{_OTHERS_THERE}(?:[a-z]+(?:-[a-z]+)?\.)?(?:facebook|fb)\.com|fb\.me)"
_NUMBERED = "https://www.facebook.com/profile.php?id={account}"

_by_token = partial(Service, dialogue=True, feed="token")

FACEBOOK = _by_token(
    name="facebook",
    title="Facebook",
    example="https://www.facebook.com/katrineholmskommun",
    advice=_(
        "Facebook gives no feed. Its places are gathered as links, and the rule that a channel"
        " must be retrievable does not apply to it (guideline G4)."
    ),
    spellings=(
        url_pattern(
            rf"{_FACEBOOK}/(?:profile|story|permalink)\.php\?id=(?P<account>\d{{1,20}})",
            _NUMBERED,
            parameter="id",
        ),
        url_pattern(
            rf"{_FACEBOOK}/(?:(?:pages|people)/[^/]+/|pages/category/[^/]+/[^/]+-|(?:p/)?(?:[^/]+-)?)"
            r"(?P<account>\d{6,20})(?:/.*)?",
            _NUMBERED,
        ),
        url_pattern(
            rf"{_FACEBOOK}/(?P<account>(?:groups|events)/[\w.-]{{1,100}})(?:/.*)?",
            "https://www.facebook.com/{account}",
        ),
        url_pattern(
            rf"{_FACEBOOK}/(?:pg/)?(?!(?:sharer|share|sharer\.php|login|login\.php|watch|hashtag|p"
            r"|photo|photo\.php|plugins|l\.php|marketplace|search|help|reel|pages|people|groups"
            r"|events|profile\.php|story\.php|permalink\.php|home\.php|pg|policies)(?:/|$))"
            rf"{_NAME}(?:/.*)?",
            "https://www.facebook.com/{account}",
        ),
        front_page_pattern(_FACEBOOK, "https://www.facebook.com/"),
    ),
)

_INSTAGRAM = r"(?:instagram\.com|instagr\.am)"

INSTAGRAM = _by_token(
    name="instagram",
    title="Instagram",
    kind="photo",
    example="https://www.instagram.com/katrineholmskommun/",
    advice=_(
        "Instagram gives no feed: its posts can be fetched only with a token from the account's"
        " owner. The channel is shown as a link."
    ),
    spellings=(
        url_pattern(
            rf"{_INSTAGRAM}/(?:stories/|_u/)?@?(?!(?:p|reel|reels|tv|explore|accounts|about|stories"
            rf"|direct|developer|legal)(?:/|$)){_NAME}(?:/.*)?",
            "https://www.instagram.com/{account}/",
            lower=True,
        ),
        front_page_pattern(_INSTAGRAM, "https://www.instagram.com/"),
    ),
)

_THREADS = r"threads\.(?:net|com)"

THREADS = _by_token(
    name="threads",
    title="Threads",
    kind="microblog",
    example="https://www.threads.com/@katrineholmskommun",
    advice=_(
        "Threads gives no feed: its posts can be fetched only with a token from the account's"
        " owner. The channel is shown as a link."
    ),
    spellings=(
        url_pattern(
            rf"{_THREADS}/@{_NAME}(?:/.*)?",
            "https://www.threads.com/@{account}",
            account="@{account}",
            lower=True,
        ),
        front_page_pattern(_THREADS, "https://www.threads.com/"),
    ),
)

_TIKTOK = r"(?:[a-z]+\.)?tiktok\.com"

TIKTOK = _by_token(
    name="tiktok",
    title="TikTok",
    kind="video",
    example="https://www.tiktok.com/@katrineholmskommun",
    advice=_(
        "TikTok gives no feed: its films can be fetched only with a token from the account's"
        " owner. The channel is shown as a link."
    ),
    spellings=(
        url_pattern(
            rf"{_TIKTOK}/@{_NAME}(?:/.*)?",
            "https://www.tiktok.com/@{account}",
            account="@{account}",
            lower=True,
        ),
        front_page_pattern(_TIKTOK, "https://www.tiktok.com/"),
    ),
)

_X = r"(?:x|twitter)\.com"

X = _by_token(
    name="x",
    title=_("X (Twitter)"),
    kind="microblog",
    example="https://x.com/katrineholm",
    advice=_(
        "X gives no feed, and reading posts from it is paid for. The channel is shown as a link."
    ),
    spellings=(
        url_pattern(
            rf"{_X}/intent/(?:user|follow)\?screen_name=(?P<account>\w{{1,15}})",
            "https://x.com/{account}",
            parameter="screen_name",
        ),
        url_pattern(
            rf"{_X}/@?(?!(?:i|intent|search|hashtag|home|explore|share|login|settings|tos|privacy"
            r"|about|messages|notifications)(?:/|$))(?P<account>\w{1,15})(?:/.*)?",
            "https://x.com/{account}",
        ),
        front_page_pattern(_X, "https://x.com/"),
    ),
)

_LINKEDIN = r"(?:(?:[a-z]{2}\.)?linkedin\.com|lnkd\.in)"

LINKEDIN = Service(
    name="linkedin",
    title="LinkedIn",
    dialogue=True,
    feed="none",
    example="https://www.linkedin.com/company/katrineholms-kommun/",
    advice=_(
        "LinkedIn gives no feed, and its terms forbid showing a company's posts on another site."
        " The channel is shown as a link."
    ),
    spellings=(
        url_pattern(
            rf"{_LINKEDIN}/(?P<sort>company|school|showcase|in|groups)/(?P<account>[\w.-]{{1,100}})"
            r"(?:/.*)?",
            "https://www.linkedin.com/{sort}/{account}/",
            account="{sort}/{account}",
        ),
        front_page_pattern(_LINKEDIN, "https://www.linkedin.com/"),
    ),
)
