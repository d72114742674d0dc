"""However an address or a person is typed, every door reads it alike, and keeps one spelling."""

from collections.abc import Callable

from ..feeds.errors import FeedError
from ..feeds.settings import allowed
from ..people.person import spelled_out
from ..platforms.address import NAME_ONLY, whole
from ..platforms.catalogue import recognise
from ..platforms.interfaces import Profile


def account_at(text: str) -> Profile:
    """The account that an address or a handle leads to; nothing is asked on the net.

    Raises FeedError, with the reason, where it leads to none that may be asked.
    """
    try:
        profile = recognise(text)
    except ValueError as error:
        if str(error) == NAME_ONLY:
            raise FeedError("name_only") from error
        allowed(text)  # says more exactly what is wrong, where it can
        raise FeedError("malformed") from error
    allowed(profile.url)
    return profile


def page_at(text: str) -> str:
    """The address of a page or a feed, whole; raises FeedError where it may not be asked."""
    try:
        address = whole(text)
    except ValueError as error:
        allowed(text)
        raise FeedError("malformed") from error
    allowed(address)
    return address


# How each field keeps what was let through; raises ValueError for what never is.
SPELLINGS: dict[str, Callable[[str], str]] = {
    "profile_url": lambda text: recognise(text).url,
    "feed_url": whole,
    "contact_url": whole,
    "responsible": spelled_out,
    "substitute": spelled_out,
    "head": spelled_out,
}
