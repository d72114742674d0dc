"""What a service that the information office adds may be."""

import re
from collections.abc import Iterable

from .address import Address, read_address
from .hosts import is_public
from .interfaces import KINDS, AddedService
from .service import _

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
TAKEN = _("There is a service with this short name already.")
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


def faults(added: AddedService, known_names: Iterable[str]) -> dict[str, str]:
    """What is wrong with a service: by field the first that is, marked for translation.

    ``known_names`` are those of all other services.
    """
    is_host, is_path, is_feed = _is_host(added.host), _is_path(added.path), _is_feed(added.feed)
    checks = (
        ("name", BAD_NAME, NAME.fullmatch(added.name)),
        ("name", TAKEN, added.name not in set(known_names)),
        ("title", BAD_TITLE, is_title(added.title)),
        ("kind", BAD_KIND, added.kind in KINDS),
        ("host", BAD_HOST, is_host),
        ("path", BAD_PATH, is_path),
        ("feed", BAD_FEED, is_feed),
        ("path", BAD_PLACE, not (is_path and is_feed) or _is_told(added)),
        ("feed", OTHER_HOST, not is_host or _is_at_home(added)),
    )
    found = dict[str, str]()
    for field, sentence, is_met in checks:
        if not is_met:
            found.setdefault(field, sentence)
    return found


def is_wild(added: AddedService) -> bool:
    """Whether each account (or each server) has a host of its own."""
    return added.host.startswith("*.")


def home(host: str) -> Address:
    """The front page of a host, without its ``*.``; ValueError if it is no host."""
    return read_address(f"https://{host.removeprefix('*.')}/")


def host_shape(added: AddedService, label: str) -> str:
    """A regular expression for the host in ``Address.shape``; what ``*`` stands for is a group."""
    first = rf"(?P<{label}>[a-z0-9-]{{1,63}})\." if is_wild(added) else ""
    return first + re.escape(_host_of(home(added.host)))


def is_title(title: str) -> bool:
    return bool(title.strip()) and len(title) <= LIMIT and title.isprintable()


def _is_host(host: str) -> bool:
    try:
        netloc = home(host).netloc
    except ValueError:
        return False
    plain = host.removeprefix("*.")
    is_alone = re.fullmatch(r"[\w.-]+", plain) is not None
    return is_alone and is_public(netloc) and (plain == host or WILD.fullmatch(host) is not None)


def _is_path(path: str) -> bool:
    return len(path) <= LIMIT and PATH.fullmatch(path) is not None


def _is_feed(feed: str) -> bool:
    return not feed or (len(feed) <= LIMIT and FEED.fullmatch(feed) is not None)


def _is_told(added: AddedService) -> bool:
    """Whether there is one account at most, and the feed asks for no other."""
    told = added.path.count("{account}")
    return told <= 1 and (told == 1 or is_wild(added) or "{account}" not in added.feed)


def _is_at_home(added: AddedService) -> bool:
    found = FEED.fullmatch(added.feed)
    if not found or not found["host"]:
        return True
    own = host_shape(added, "site")
    try:
        return re.fullmatch(own, _host_of(home(found["host"]))) is not None
    except ValueError:
        return False


def _host_of(address: Address) -> str:
    return address.shape.partition("/")[0]
