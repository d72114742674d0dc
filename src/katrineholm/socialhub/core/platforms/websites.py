"""The fallbacks for other URLs: that of a feed itself, and any web site."""

from .service import Service, _, feed_pattern, page_pattern

# Common endings of feeds' URLs, but not of site maps.
ENDINGS = (
    r"[^/]+/(?:.+/)?(?:"
    r"[^/]+\.(?:rss2?|atom|rdf|cdf|jsonfeed)"
    r"|(?![^/]*sitemap)[^/]+\.xml"
    r"|[^/]*(?:feed|rss)[^/]*\.(?:json|php|aspx?)"
    r"|(?:@@)?(?:rss2?|RSS|atom|feeds?|json-feed|rdf)"
    r"|feed/(?:rss2?|atom|rdf|json)"
    r")"
)

FEED = Service(
    name="feed",
    title=_("Feed (RSS, Atom, JSON Feed)"),
    example="https://www.katrineholm.se/nyheter/rss.xml",
    order=900,
    advice=_("This is the address of a feed. Give the address of the page that people visit, too."),
    spellings=(
        feed_pattern(ENDINGS, "{address}", account="{host}"),
        *(
            feed_pattern(rf"[^?]+\?{name}={values}", "{address}", account="{host}", parameter=name)
            for name, values in {
                "format": r"(?i:rss|rss_?200|atom|rdf|feed)",
                "type": r"(?i:rss|atom)",
                "alt": r"(?i:rss|atom)",
                "service": r"(?i:rss|atom)",
                "output": r"(?i:rss|atom)",
            }.items()
        ),
    ),
)

WEBSITE = Service(
    name="website",
    title=_("Web site"),
    feed="page",
    example="https://www.katrineholm.se/nyheter",
    order=1000,
    advice=_(
        "The page is searched for a feed. If it names none, ask whoever runs the site"
        " for the address of its RSS feed."
    ),
    spellings=(page_pattern(r".*", "{address}", account="{host}"),),
)

SITE_PLATFORMS = (WEBSITE.name, FEED.name)  # their accounts are hosts, not names
