"""What of an account's address tells it from all other accounts."""

import re
from urllib.parse import quote

from .address import Address, read_address
from .interfaces import Profile

# Where no two accounts differ in capitals alone. Anywhere else capitals count: to take two
# accounts for one would call a stranger's account ours.
CASELESS = frozenset(
    (
        *("bluesky", "delicious", "digg", "facebook", "flickr", "github", "instagram", "lemmy"),
        *("linkedin", "mastodon", "medium", "mynewsdesk", "myspace", "peertube", "pinterest"),
        *("pixelfed", "reddit", "secondlife", "soundcloud", "substack", "sverigesradio"),
        *("threads", "tiktok", "tumblr", "vimeo", "x"),
    )
)
CASELESS_PATHS = {"youtube": re.compile(r"(?:@|user/|c/).*")}
# Where an account is spoken of as @name, though its address has no @.
HANDLED = frozenset(
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


def key(profile: Profile) -> str:
    """The canonical address made comparable: no scheme, www. or trailing slash, capitals folded.

    Empty where the address leads to no account: to a service's front page, or to a single film.
    """
    address = read_address(profile.url)
    film = NO_ACCOUNT.get(profile.platform)
    if not profile.account or (film and film.fullmatch(address.shape)):
        return ""
    host, _, path = address.shape.partition("/")
    told = f"{host}/{_folded(path, profile, address)}".rstrip("/")
    query = f"?{address.query}" if address.query else ""
    return quote(told, safe="/%:@!$&'()*+,;=~[]") + query


def handle(profile: Profile) -> str:
    """The account as ``@name`` in lower case, without its server; empty where it has no such."""
    name = profile.account.lower()
    if name.startswith("@") and "/" not in name:
        name = "@" + name[1:].partition("@")[0]
    elif profile.platform in HANDLED and not name.isdigit():
        name = f"@{name}"
    return name if HANDLE.fullmatch(name) else ""


def _folded(path: str, profile: Profile, address: Address) -> str:
    if profile.platform == "facebook" and not address.query and "/" not in profile.account:
        path = path.replace(".", "")  # Facebook does not count dots in names either
    pattern = CASELESS_PATHS.get(profile.platform)
    if profile.platform in CASELESS or (pattern and pattern.fullmatch(path)):
        return path.lower()
    return path
