"""Blogs."""

from functools import partial

from .service import Service, _, feed_pattern, page_pattern, url_pattern

NAME = r"(?P<account>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)"
PIECE = r"[\w.~-]{1,100}"

_blog = partial(Service, kind="blog", dialogue=True)

WORDPRESS = _blog(
    name="wordpress",
    title="WordPress",
    feed="page",
    example="https://blogg.katrineholm.se/?feed=rss2",
    order=850,
    advice=_(
        "A WordPress site under its own name is found by looking in its page."
        " If nothing is found, try its address followed by /feed/."
    ),
    spellings=(
        feed_pattern(
            r"[^?]+\?feed=(?:rss2?|atom|rdf)", "{address}", account="{host}", parameter="feed"
        ),
        feed_pattern(r"[^/]+/wp-json(?:/.*)?", "{origin}/?feed=rss2", account="{host}"),
    ),
)

_WORDPRESS_COM = rf"(?!(?:public-api|developer|en|apps|support)\.){NAME}\.wordpress\.com"

WORDPRESS_COM = _blog(
    name="wordpress.com",
    title="WordPress.com",
    example="https://katrineholmbloggen.wordpress.com/",
    spellings=(
        url_pattern(
            rf"{_WORDPRESS_COM}/(?P<topic>(?:category|tag)/{PIECE})(?:/.*)?",
            "https://{account}.wordpress.com/{topic}/",
            feed="{url}feed/",
            account="{account}/{topic}",
        ),
        url_pattern(rf"{_WORDPRESS_COM}/.*", "https://{account}.wordpress.com/", feed="{url}feed/"),
    ),
)

# Google's own hosts: blogspot under any other country may be a stranger's.
BLOGSPOT = (
    rf"{NAME}\.blogspot\.(?:com|co\.(?:at|id|il|ke|nz|uk|za)"
    r"|com\.(?:ar|au|br|by|co|cy|ee|eg|es|mt|ng|tr|uy)"
    r"|a[elm]|b[aegj]|c[afhlvz]|d[ek]|f[ir]|gr|h[kru]|i[enst]|jp|kr|l[itu]|m[dkrxy]|n[lo]|p[et]"
    r"|qa|r[eosu]|s[egikn]|t[dw]|ug|vn)"
)

BLOGGER = _blog(
    name="blogger",
    title="Blogger",
    example="https://katrineholm.blogspot.com/",
    spellings=(
        url_pattern(
            rf"{BLOGSPOT}/(?:search/label|feeds/posts/(?:default|summary)/-)/(?P<topic>[\w .-]+)",
            "https://{account}.blogspot.com/search/label/{topic}",
            feed="https://{account}.blogspot.com/feeds/posts/default/-/{topic}",
            account="{account}/{topic}",
        ),
        url_pattern(
            rf"{BLOGSPOT}/.*", "https://{account}.blogspot.com/", feed="{url}feeds/posts/default"
        ),
        feed_pattern(
            r"blogger\.com/feeds/(?P<account>\d+)/posts/(?:default|summary)",
            "https://www.blogger.com/feeds/{account}/posts/default",
        ),
        feed_pattern(
            r"[^/]+/feeds/posts/(?:default|summary)",
            "{origin}/feeds/posts/default",
            account="{host}",
        ),
    ),
)

_TUMBLR = (
    rf"(?:(?!(?:assets|api)\.){NAME}\.tumblr\.com"
    r"|tumblr\.com(?:/blog)?(?:/view)?/(?!(?:blog|view|dashboard|explore|tagged|login|register"
    r"|search|about|policy|docs|help|settings|likes|following|apps)(?:/|$))"
    r"@?(?P<user>[a-z0-9-]{1,32}))"
)

TUMBLR = _blog(
    name="tumblr",
    title="Tumblr",
    example="https://katrineholm.tumblr.com/",
    spellings=(
        url_pattern(
            rf"{_TUMBLR}/tagged/(?P<topic>[\w .-]+)(?:/rss)?",
            "https://{account}{user}.tumblr.com/tagged/{topic}",
            feed="{url}/rss",
            account="{account}{user}/{topic}",
        ),
        url_pattern(
            rf"{_TUMBLR}(?:/.*)?",
            "https://{account}{user}.tumblr.com/",
            feed="{url}rss",
            account="{account}{user}",
        ),
    ),
)

GHOST = Service(
    name="ghost",
    title="Ghost",
    kind="blog",
    example="https://katrineholm.ghost.io/",
    advice=_("A Ghost site under its own name is found by looking in its page."),
    spellings=(
        url_pattern(rf"{NAME}\.ghost\.io/.*", "https://{account}.ghost.io/", feed="{url}rss/"),
    ),
)

_MEDIUM = r"medium\.com/(?:feed/)?"

MEDIUM = _blog(
    name="medium",
    title="Medium",
    example="https://medium.com/@katrineholm",
    advice=_("Medium's feed holds the ten newest stories only."),
    spellings=(
        url_pattern(
            rf"{_MEDIUM}@(?P<account>[\w.-]{{1,60}})(?:/.*)?",
            "https://medium.com/@{account}",
            feed="https://medium.com/feed/@{account}",
            account="@{account}",
        ),
        url_pattern(
            rf"{_MEDIUM}(?!(?:m|p|me|tag|topic|topics|search|about|feed|membership|new-story|jobs"
            r"|help|plans|u)(?:/|$))(?P<account>[\w-]{1,60})(?:/.*)?",
            "https://medium.com/{account}",
            feed="https://medium.com/feed/{account}",
        ),
        url_pattern(
            rf"(?!(?:help|policy|blog|api|cdn-images-1|miro)\.){NAME}\.medium\.com/.*",
            "https://{account}.medium.com/",
            feed="{url}feed",
        ),
    ),
)

SUBSTACK = _blog(
    name="substack",
    title="Substack",
    example="https://katrineholm.substack.com/",
    spellings=(
        url_pattern(
            rf"(?!(?:support|on)\.){NAME}\.substack\.com/.*",
            "https://{account}.substack.com/",
            feed="{url}feed",
        ),
        page_pattern(
            r"substack\.com/@(?P<account>[\w-]{1,60})(?:/.*)?",
            "https://substack.com/@{account}",
            account="@{account}",
        ),
    ),
)
