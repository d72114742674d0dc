"""However an address or a person is typed, every door reads it alike, and keeps one spelling."""

from collections.abc import Callable

from ...core.platforms.address import whole
from ...core.platforms.catalogue import recognise
from ..people.person import spelled_out

# How each field keeps what was let through; raises ValueError for what never is.
SPELLINGS: dict[str, Callable[[str], str]] = {
    "profile_url": lambda text: recognise(text).url,
    "feed_url": whole,
    "contact_url": whole,
    "link": whole,
    "responsible": spelled_out,
    "substitute": spelled_out,
    "head": spelled_out,
}
