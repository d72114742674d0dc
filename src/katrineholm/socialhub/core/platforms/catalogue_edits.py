"""The information office's changes of the catalogue, and the services it adds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote

from zope.interface import implementer

from .interfaces import AddedService, ICatalogueEdits
from .service import Service, url_pattern
from .service_validation import has_wildcard, host_front_page, host_pattern, service_errors

ACCOUNT = r"(?P<account>[\w.-]{1,100})"
ORDER = 500  # after services with a host of their own, before those recognised by paths


@implementer(ICatalogueEdits)
@dataclass(frozen=True, slots=True)
class CatalogueEdits:
    """The changes as plain values; the defaults are those of an unchanged catalogue."""

    hidden: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    added: tuple[AddedService, ...] = ()


@lru_cache(maxsize=256)
def valid_service(added: AddedService) -> Service | None:
    """Return the catalogue's service, or None if it has an error."""
    return None if service_errors(added, ()) else added_service(added)


def added_service(added: AddedService) -> Service:
    """Return the catalogue's service. Raise ValueError with the sentence of its first error."""
    if wrong := service_errors(added, ()):
        raise ValueError(next(iter(wrong.values())))
    origin = _origin(added)
    url = origin + quote(added.path, safe="/{}~@!$&'()+,;=:")
    return Service(
        name=added.name,
        title=added.title,
        kind=added.kind,
        dialogue=added.dialogue,
        feed="rule" if added.feed else "page",
        example=url.format(site="katrineholm", account="katrineholm"),
        order=ORDER,
        spellings=(
            url_pattern(
                _shape(added) + "(?:/.*)?",
                url,
                feed=added.feed.replace("{origin}", origin),
                discover=url,
                account=_account(added),
            ),
        ),
    )


def _label(added: AddedService) -> str:
    """Return the group name of the host's first part, the account unless the path has one."""
    return "site" if "{account}" in added.path else "account"


def _origin(added: AddedService) -> str:
    label = f"{{{_label(added)}}}." if has_wildcard(added) else ""
    return f"https://{label}{host_front_page(added.host).netloc}"


def _shape(added: AddedService) -> str:
    """Return the pattern of URLs: literal, with a group for the account."""
    steps = re.escape(added.path.rstrip("/")).replace(re.escape("{account}"), ACCOUNT)
    return host_pattern(added, _label(added)) + steps


def _account(added: AddedService) -> str:
    mark = "@" if "/@{account}" in added.path else ""
    if "{account}" not in added.path:
        return "{account}" if has_wildcard(added) else f"{added.host}{added.path}".rstrip("/")
    if not has_wildcard(added):
        return mark + "{account}"
    return "@{account}@{host}" if mark else "{site}/{account}"
