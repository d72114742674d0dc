"""The accounts that the links of a web page lead to, without buttons, posts and embedded films."""

import re

from .account_lookup import account_in_text
from .catalogue import find_platform, recognise_account
from .interfaces import Profile
from .post_identity import is_post_link
from .profile_keys import profile_key
from .urls import parse_url
from .websites import SITE_PLATFORMS

# Buttons, dialogues and pages of a service itself, in the place of an account's name.
SERVICE_PAGES = re.compile(
    r"(?:share|sharer?\.php|sharearticle|dialog|plugins|tr|intent|widgets?|ads|business|help|legal"
    r"|privacy|terms|settings|policies|about|oauth|cgi-bin|js|static|embed|share_channel)",
    re.IGNORECASE,
)
# One event, a list of films, or the profile of one person at work.
NO_ACCOUNTS = {
    "facebook": re.compile(r"facebook\.com/(?:events|sharer?)/.*"),
    "linkedin": re.compile(r"(?:[a-z]{2}\.)?linkedin\.com/in/.*"),
    "youtube": re.compile(r"youtube\.com/playlist"),
    "spotify": re.compile(r"open\.spotify\.com/(?:episode|track|embed)/.*"),
}


def linked_account(link: str) -> Profile | None:
    """Return the account on a known service that a web page's link leads to, or None.

    A link to an ordinary web site, a service that has ended, a post, an event, a list of films, a
    personal profile, a button to share or anything else that is no account leads to none.
    """
    try:
        address, profile = parse_url(link), recognise_account(link)
    except ValueError:
        return None
    # Most links lead to other web sites: the rest takes longer.
    if profile.platform in SITE_PLATFORMS or profile.account == address.netloc:
        return None
    found, service = account_in_text(link), find_platform(profile.platform)
    no_account = NO_ACCOUNTS.get(profile.platform)
    is_none = (
        found.problem
        or found.is_post
        or is_post_link(link)
        or SERVICE_PAGES.fullmatch(address.shape.split("/")[1])
        or (no_account and no_account.match(parse_url(profile.url).shape))
        or service is None
        or service.retired
    )
    return None if is_none else profile


def linked_account_key(url: str) -> str:
    """Return the key by which an account is compared with those of channels; see ``profile_key``.

    It is "" if the URL leads to no account, for example because its service is no longer known.
    """
    try:
        return profile_key(recognise_account(url))
    except ValueError:
        return ""
