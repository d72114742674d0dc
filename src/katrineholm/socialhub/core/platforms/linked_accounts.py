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
    if is_post_link(link) or _is_service_page(link):
        return None
    found = account_in_text(link)
    service = find_platform(found.platform)
    if found.problem or found.is_post or not service or service.retired:
        return None
    profile, address = recognise_account(found.url), parse_url(found.url)
    no_account = NO_ACCOUNTS.get(profile.platform)
    is_none = no_account and no_account.match(address.shape)
    is_site = profile.platform in SITE_PLATFORMS or profile.account == address.netloc
    return None if is_none or is_site else profile


def linked_account_key(url: str) -> str:
    """Return the key by which an account is compared with those of channels; see ``profile_key``.

    It is "" if the URL leads to no account, for example because its service is no longer known.
    """
    try:
        return profile_key(recognise_account(url))
    except ValueError:
        return ""


def _is_service_page(link: str) -> bool:
    """Return whether a link's first folder is the service's own, or the link cannot be read."""
    try:
        return bool(SERVICE_PAGES.fullmatch(parse_url(link).shape.split("/")[1]))
    except ValueError:
        return True
