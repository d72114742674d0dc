"""Microblogs: short posts without a title."""

from functools import partial

from .service import Service, _, url_pattern

# Other sites with /@name paths, which are no Mastodon servers.
_OTHERS = (
    r"(?!(?:[^/]+\.)?(?:flipboard|substack|medium|github|gitlab|npmjs|codepen|observablehq|odysee"
    r"|rumble|kick|snapchat|telegram|tumblr|vimeo|flickr|pinterest|soundcloud|reddit|mynewsdesk"
    r"|youtube|tiktok|linkedin|spotify|wordpress|blogspot|blogger)\.[a-z.]+/"
    r"|(?:t\.me|hackmd\.io|micro\.blog|news\.cision\.com|bsky\.app)/)"
)
_USER = r"@(?P<account>[\w.-]*?\w)"
_FORMAT = r"(?:\.(?:rss|atom|json))?"

_of_mastodon = partial(url_pattern, feed="{url}.rss", discover="{url}")

MASTODON = Service(
    name="mastodon",
    title="Mastodon",
    kind="microblog",
    dialogue=True,
    example="https://mastodon.social/@katrineholm",
    order=800,
    advice=_(
        "The server may ask visitors to log in: then it gives no feed, and its operator"
        " can open the account."
    ),
    spellings=(
        _of_mastodon(
            rf"{_OTHERS}[^/]+/{_USER}/tagged/(?P<topic>\w+){_FORMAT}",
            "{origin}/@{account}/tagged/{topic}",
            account="@{account}@{host}/{topic}",
        ),
        _of_mastodon(
            rf"{_OTHERS}[^/]+/(?:web/|deck/)?{_USER}{_FORMAT}(?:/.*)?",
            "{origin}/@{account}",
            account="@{account}@{host}",
        ),
        _of_mastodon(
            rf"(?:mastodon|mstdn|social)\.[a-z.]+/users/(?P<account>[\w.-]*?\w){_FORMAT}(?:/.*)?",
            "{origin}/@{account}",
            account="@{account}@{host}",
        ),
    ),
)

_BLUESKY_WHO = r"(?P<account>did:(?:plc|web):[\w.:-]+|[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+)"
_BLUESKY_FEED = (
    "https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed"
    "?actor={account}&filter=posts_no_replies"
)

BLUESKY = Service(
    name="bluesky",
    title="Bluesky",
    kind="microblog",
    dialogue=True,
    example="https://bsky.app/profile/katrineholm.bsky.social",
    advice=_(
        "An account that asks to be shown to logged-in visitors only can't be gathered:"
        " change that in its settings on Bluesky."
    ),
    spellings=(
        url_pattern(
            rf"bsky\.app/profile/@?{_BLUESKY_WHO}(?:/.*)?",
            "https://bsky.app/profile/{account}",
            feed=_BLUESKY_FEED,
            lower=True,
        ),
        url_pattern(
            r"(?P<account>(?!staging\.|pds\.)[a-z0-9-]+\.bsky\.social)/.*",
            "https://bsky.app/profile/{account}",
            feed=_BLUESKY_FEED,
        ),
        url_pattern(
            rf"(?:public\.)?api\.bsky\.app/xrpc/[\w.]+\?actor={_BLUESKY_WHO}",
            "https://bsky.app/profile/{account}",
            feed=_BLUESKY_FEED,
            parameter="actor",
            lower=True,
        ),
    ),
)
