"""Keys by which accounts are compared, made from their URLs."""

import re
from urllib.parse import quote

from .interfaces import Profile
from .urls import ParsedURL, parse_url

# Services whose accounts are case-insensitive. Anywhere else case counts, or a stranger's account
# might be confirmed as ours.
CASELESS = frozenset(
    (
        *("bluesky", "delicious", "digg", "facebook", "flickr", "github", "instagram", "lemmy"),
        *("linkedin", "mastodon", "medium", "mynewsdesk", "myspace", "peertube", "pinterest"),
        *("pixelfed", "reddit", "secondlife", "soundcloud", "substack", "sverigesradio"),
        *("threads", "tiktok", "tumblr", "vimeo", "x"),
    )
)
CASELESS_PATHS = {"youtube": re.compile(r"(?:@|user/|c/).*")}
# Services whose accounts people write as @name, although their URLs have no @.
WITH_HANDLES = frozenset(
    (
        *("bluesky", "facebook", "flickr", "github", "instagram", "myspace", "pinterest"),
        *("soundcloud", "tumblr", "vimeo", "x"),
    )
)
HANDLE = re.compile(r"@[\w.·-]{1,100}")
NO_ACCOUNT = {
    "youtube": re.compile(r"youtube\.com/watch"),
    "peertube": re.compile(r"[^/]+/w/.*"),
}


def profile_key(profile: Profile) -> str:
    """Return the comparable form of an account's URL, without scheme, www. and trailing slash.

    It is in lower case if the service ignores case. It is empty if the URL leads to no account, but
    to a service's front page or a single video.
    """
    address = parse_url(profile.url)
    video = NO_ACCOUNT.get(profile.platform)
    if not profile.account or (video and video.fullmatch(address.shape)):
        return ""
    host, _, path = address.shape.partition("/")
    found = f"{host}/{_folded(path, profile, address)}".rstrip("/")
    query = f"?{address.query}" if address.query else ""
    return quote(found, safe="/%:@!$&'()*+,;=~[]") + query


def profile_handle(profile: Profile) -> str:
    """Return the account as ``@name`` in lower case, without its server; "" if it has no handle."""
    name = profile.account.lower()
    if name.startswith("@") and "/" not in name:
        name = "@" + name[1:].partition("@")[0]
    elif profile.platform in WITH_HANDLES and not name.isdigit():
        name = f"@{name}"
    return name if HANDLE.fullmatch(name) else ""


def _folded(path: str, profile: Profile, address: ParsedURL) -> str:
    if profile.platform == "facebook" and not address.query and "/" not in profile.account:
        path = path.replace(".", "")  # Facebook ignores dots in names, too
    pattern = CASELESS_PATHS.get(profile.platform)
    if profile.platform in CASELESS or (pattern and pattern.fullmatch(path)):
        return path.lower()
    return path
