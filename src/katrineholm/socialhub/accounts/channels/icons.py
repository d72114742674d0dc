"""Icons of ``icons.svg`` for channels."""

# The services that ``browser/icons.toml`` has an icon for, by their names in the catalogue.
SERVICE_ICONS = frozenset(
    {
        *("bluesky", "facebook", "github", "instagram", "linkedin", "mastodon", "medium"),
        *("pinterest", "reddit", "spotify", "substack", "threads", "tiktok", "vimeo"),
        *("wordpress", "x", "youtube"),
    }
)


def service_icon(platform: str, kind: str) -> str:
    """Return the service's own icon, else that of the channel's kind."""
    return platform if platform in SERVICE_ICONS else kind
