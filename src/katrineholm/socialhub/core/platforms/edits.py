"""What the information office changes in the catalogue, and how added services are told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote

from zope.interface import implementer

from .addable import faults, home, host_shape, is_wild
from .interfaces import AddedService, ICatalogueEdits
from .service import Service, spelling

ACCOUNT = r"(?P<account>[\w.-]{1,100})"
ORDER = 500  # after the services of one host of their own, before those told by their paths


@implementer(ICatalogueEdits)
@dataclass(frozen=True, slots=True)
class CatalogueEdits:
    """The edits as plain values; those of a catalogue that nobody has changed, as they stand."""

    hidden: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    added: tuple[AddedService, ...] = ()


@lru_cache(maxsize=256)
def sound(added: AddedService) -> Service | None:
    """The service of the catalogue; None where it has a fault, so that it disturbs no other."""
    return None if faults(added, ()) else service_of(added)


def service_of(added: AddedService) -> Service:
    """The service of the catalogue; ValueError, with the first fault's sentence, if it has one."""
    if wrong := faults(added, ()):
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
            spelling(
                _shape(added) + "(?:/.*)?",
                url,
                feed=added.feed.replace("{origin}", origin),
                discover=url,
                account=_account(added),
            ),
        ),
    )


def _label(added: AddedService) -> str:
    """What the host's first part is called: it is the account where the path tells none."""
    return "site" if "{account}" in added.path else "account"


def _origin(added: AddedService) -> str:
    label = f"{{{_label(added)}}}." if is_wild(added) else ""
    return f"https://{label}{home(added.host).netloc}"


def _shape(added: AddedService) -> str:
    """What an address is told by: every sign stands for itself, only the account is open."""
    steps = re.escape(added.path.rstrip("/")).replace(re.escape("{account}"), ACCOUNT)
    return host_shape(added, _label(added)) + steps


def _account(added: AddedService) -> str:
    mark = "@" if "/@{account}" in added.path else ""
    if "{account}" not in added.path:
        return "{account}" if is_wild(added) else f"{added.host}{added.path}".rstrip("/")
    if not is_wild(added):
        return mark + "{account}"
    return "@{account}@{host}" if mark else "{site}/{account}"
