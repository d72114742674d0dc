"""Which icon of ``icons.svg`` stands for a channel."""

# Those that ``browser/icons.toml`` has, by the services' names in the catalogue.
SERVICE_ICONS = frozenset(
    {
        *("bluesky", "facebook", "github", "instagram", "linkedin", "mastodon", "medium"),
        *("pinterest", "reddit", "spotify", "substack", "threads", "tiktok", "vimeo"),
        *("wordpress", "x", "youtube"),
    }
)


def service_icon(platform: str, kind: str) -> str:
    """The service's own icon; that of the channel's kind where it has none."""
    return platform if platform in SERVICE_ICONS else kind
