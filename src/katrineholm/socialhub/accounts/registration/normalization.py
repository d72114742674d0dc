"""Normal forms of URLs and persons, the same for forms, services and imports."""

from collections.abc import Callable

from ...core.platforms.catalogue import recognise_account
from ...core.platforms.urls import with_scheme
from ..channels.person import normalized_person

# The normal form of each field's valid values; raises ValueError for invalid ones.
NORMALIZERS: dict[str, Callable[[str], str]] = {
    "profile_url": lambda text: recognise_account(text).url,
    "feed_url": with_scheme,
    "contact_url": with_scheme,
    "link": with_scheme,
    "responsible": normalized_person,
    "substitute": normalized_person,
    "head": normalized_person,
}
