"""The information office's changes to the catalogue, and the services that it has added."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote

from zope.interface import implementer

from .interfaces import KINDS, AddedService, ICatalogueEdits
from .service import Service, _, url_pattern
from .urls import ParsedURL, is_public_host, parse_url

ACCOUNT = r"(?P<account>[\w.-]{1,100})"
ORDER = 500  # after services with a host of their own, before those recognised by paths


@implementer(ICatalogueEdits)
@dataclass(frozen=True, slots=True)
class CatalogueEdits:
    """The changes to the catalogue as plain values; by default there are none."""

    hidden: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    added: tuple[AddedService, ...] = ()


@lru_cache(maxsize=256)
def valid_service(added: AddedService) -> Service | None:
    """Return an added service as a service of the catalogue, or None if it has an error."""
    return None if service_errors(added, ()) else added_service(added)


def added_service(added: AddedService) -> Service:
    """Return an added service as one of the catalogue. Raise ValueError if it has an error."""
    if wrong := service_errors(added, ()):
        raise ValueError(next(iter(wrong.values())))
    label = f"{{{_label(added)}}}." if has_wildcard(added) else ""
    origin = f"https://{label}{host_front_page(added.host).netloc}"
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


LIMIT = 200
NAME = re.compile(r"[a-z][a-z0-9.-]{0,39}")
# "*.se" and "*.co.uk" are whole countries.
WILD = re.compile(r"\*\.(?!(?:com?|org|net|gov|edu|ac)\.[a-z]{2}$)[^.*]+(?:\.[^.*]+)+")
SIGNS = r"\w~@!$&'()+,;=:."
PATH = re.compile(rf"/|(?:/(?!\.+(?:/|$))(?:[{SIGNS}-]|\{{account\}})+)+/?")
FEED = re.compile(
    rf"(?:\{{origin\}}|https?://(?P<host>[\w.-]+))(?:[/?](?:[{SIGNS}/?%-]|\{{account\}})*)?"
)

BAD_NAME = _("The short name must be 1 to 40 of a–z, 0–9, dot and hyphen, and begin with a letter.")
NAME_TAKEN = _("There is a service with this short name already.")
BAD_TITLE = _("The title must be 1 to 200 signs on one line.")
BAD_KIND = _("The kind is not one of those that the catalogue knows.")
BAD_HOST = _(
    "The host must be a public name alone, such as video.example.se, or *.example.se for a service"
    " that gives each account a name of its own; no https://, port or IP address."
)
BAD_PATH = _(
    "The path must begin with / and hold letters, digits and usual signs only, and {account} where"
    " the account's name stands."
)
BAD_PLACE = _(
    "{account} may stand once in the path, and in the feed only if the path or a host with * tells"
    " which account it is."
)
BAD_FEED = _(
    "The feed must begin with {origin}/, https:// or http://, and may hold {account} where the"
    " account's name stands."
)
OTHER_HOST = _("The feed must lead to the service's own host.")


def service_errors(added: AddedService, known_names: Iterable[str]) -> dict[str, str]:
    """Return the first error in each field of an added service; ``known_names`` are taken."""
    is_host = _is_host(added.host)
    is_path = len(added.path) <= LIMIT and PATH.fullmatch(added.path)
    is_feed = not added.feed or (len(added.feed) <= LIMIT and FEED.fullmatch(added.feed))
    checks = (
        ("name", BAD_NAME, NAME.fullmatch(added.name)),
        ("name", NAME_TAKEN, added.name not in set(known_names)),
        ("title", BAD_TITLE, is_valid_title(added.title)),
        ("kind", BAD_KIND, added.kind in KINDS),
        ("host", BAD_HOST, is_host),
        ("path", BAD_PATH, is_path),
        ("feed", BAD_FEED, is_feed),
        ("path", BAD_PLACE, not (is_path and is_feed) or _has_account(added)),
        ("feed", OTHER_HOST, not is_host or _has_own_feed(added)),
    )
    found = dict[str, str]()
    for name, sentence, is_met in checks:
        if not is_met:
            found.setdefault(name, sentence)
    return found


def has_wildcard(added: AddedService) -> bool:
    """Return whether an added service's host starts with ``*.``, for each account or server."""
    return added.host.startswith("*.")


def host_front_page(host: str) -> ParsedURL:
    """Return the URL of a host's front page, without ``*.``. Raise ValueError if it has none."""
    return parse_url(f"https://{host.removeprefix('*.')}/")


def host_pattern(added: AddedService, label: str) -> str:
    """Return a pattern for a service's host, in which the group ``label`` stands for ``*``."""
    first = rf"(?P<{label}>[a-z0-9-]{{1,63}})\." if has_wildcard(added) else ""
    return first + re.escape(_host_of(host_front_page(added.host)))


def is_valid_title(title: str) -> bool:
    """Return whether a text can be the title of a service."""
    return bool(title.strip()) and len(title) <= LIMIT and title.isprintable()


def _is_host(host: str) -> bool:
    try:
        netloc = host_front_page(host).netloc
    except ValueError:
        return False
    plain = host.removeprefix("*.")
    is_alone = re.fullmatch(r"[\w.-]+", plain) is not None
    return (
        is_alone and is_public_host(netloc) and (plain == host or WILD.fullmatch(host) is not None)
    )


def _has_account(added: AddedService) -> bool:
    """Return whether the path or host gives the account that the feed needs, once."""
    number = added.path.count("{account}")
    return number <= 1 and (number == 1 or has_wildcard(added) or "{account}" not in added.feed)


def _has_own_feed(added: AddedService) -> bool:
    found = FEED.fullmatch(added.feed)
    if not found or not found["host"]:
        return True
    own = host_pattern(added, "site")
    try:
        return re.fullmatch(own, _host_of(host_front_page(found["host"]))) is not None
    except ValueError:
        return False


def _host_of(address: ParsedURL) -> str:
    return address.shape.partition("/")[0]
