"""Normal forms of URLs and persons, the same for forms, services and imports."""

from collections.abc import Callable

from ...core.platforms.address import whole
from ...core.platforms.catalogue import recognise
from ..people.person import spelled_out

# The normal form of each field's valid values; raises ValueError for invalid ones.
SPELLINGS: dict[str, Callable[[str], str]] = {
    "profile_url": lambda text: recognise(text).url,
    "feed_url": whole,
    "contact_url": whole,
    "link": whole,
    "responsible": spelled_out,
    "substitute": spelled_out,
    "head": spelled_out,
}
