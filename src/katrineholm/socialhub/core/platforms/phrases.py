"""Accounts in phrases: a URL among other words, or a name with the name of its service."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from .catalogue import all_platforms, platform_title, recognise_account
from .interfaces import IPlatform, Profile
from .websites import SITE_PLATFORMS

# Other names of services than those of the catalogue.
NICKNAMES = {
    "facebook": ("fb",),
    "instagram": ("insta", "ig"),
    "x": ("twitter",),
    "youtube": ("yt", "you tube"),
    "linkedin": ("linked in",),
    "spotify": ("spotify",),
}
# Services outside the catalogue: no account on our list can be there.
OTHERS = re.compile(
    r"(?<!\w)(?:discord|messenger|onlyfans|signal|snapchat|telegram|truth social|twitch|viber|vk"
    r"|wechat|whatsapp)(?!\w)",
    re.IGNORECASE,
)
PUNCTUATION = "\"'`“”„‘’«»()[]<>.,;:!?…"
# A host with a path, or with at least two letters before its dot: "t.ex" is none.
ADDRESS = re.compile(
    r"(?://)?(?:(?:[\w-]+\.)+[^\W\d_][\w-]+(?::\d+)?[/?#].*"
    r"|[\w-]{2,}\.(?:[\w-]+\.)*[^\W\d_][\w-]+(?::\d+)?|localhost[:/].*)|did:.+"
)
ACCOUNT = r"(?:account|channel|page|konto(?:t)?|kanal(?:en)?|sida(?:n)?)"
FIRST = r"(?:{service})(?:(?:\s+|-)?" + ACCOUNT + r")?(?:\s*[:,/–-]\s*|\s+)(?P<name>.+)"
LAST = (
    r"(?P<name>.+?)(?:\s+(?:finns|is)?\s*(?:på|on|i|in|at|hos|via)\s+|\s*[,(/–-]\s*|\s+)"
    r"(?:{service})\)?"
)


def mentioned_accounts(text: str) -> tuple[str, ...]:
    """Return the different URLs and handles in a text, including words that may be one."""
    tokens, services = (token.strip(PUNCTUATION) for token in text.split()), _names()
    found = (each for each in tokens if _is_mention(each) and not _is_service(each, services))
    return tuple(dict.fromkeys(found))


def named_services(text: str) -> list[IPlatform]:
    """Return the different services named in a text."""
    services = _names()
    found = re.finditer(rf"(?<![\w.@/])(?:{_any_of(services)})(?![\w/]|\.\w)", text, re.IGNORECASE)
    named = [services[each[0].casefold()] for each in found]
    return [each for each in all_platforms() if each.name in named]


def is_on_other_service(text: str) -> bool:
    """Return whether a text names a service outside the catalogue, such as Snapchat."""
    return OTHERS.search(text) is not None


def name_on_service(text: str) -> tuple[str, IPlatform] | None:
    """Return (name, service) if a text is like "Instagram name" or "name on Instagram"."""
    services, text = _names(), text.strip().rstrip("?!. ")
    for pattern in (FIRST, LAST):
        whole = pattern.format(service="(?P<service>" + _any_of(services) + ")")
        if found := re.fullmatch(whole, text, re.IGNORECASE):
            name = services[found["service"].casefold()]
            return found["name"].strip(), next(
                each for each in all_platforms() if each.name == name
            )
    return None


def possible_profiles(service: IPlatform, name: str) -> Iterator[Profile]:
    """Yield the accounts that a service's example URL leads to with this name in it."""
    bare = example_account(service).rpartition("/")[2].lstrip("@!").partition("@")[0]
    label = bare if "." in name else bare.partition(".")[0]
    for part in dict.fromkeys((bare, label)):
        try:
            found = recognise_account(service.example.replace(part, name))
        except ValueError:
            continue
        if found.platform == service.name and name.casefold() in found.account.casefold():
            yield found


def example_account(service: IPlatform) -> str:
    """Return the account in a service's example URL, empty if there is none."""
    found = service.recognise(service.example)
    return found.account if found else ""


def _is_mention(token: str) -> bool:
    # As browsers read it (UTS 46): a full stop may be an ideographic one.
    token = unicodedata.normalize("NFKC", token).replace("\u3002", ".").lower()
    is_marked = any(sign in token for sign in ("@", "://", "\\", "http:", "https:"))
    return is_marked or ADDRESS.fullmatch(token) is not None


def _is_service(token: str, services: Iterable[str]) -> bool:
    """Return whether a word is a service's name, such as WordPress.com, or a compound of it."""
    return not {token.casefold(), token.casefold().rpartition("-")[0]}.isdisjoint(services)


def _names() -> dict[str, str]:
    """Return the services' names, keyed by everything people may call them in lower case."""
    named = (each for each in all_platforms() if each.name not in SITE_PLATFORMS)
    return dict(_nicknames((each.name, platform_title(each), each.title) for each in named))


def _nicknames(services: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for name, *titles in services:
        for each in (name, *titles, *NICKNAMES.get(name, ())):
            # "X (Twitter)" is also called X.
            for called in (each, each.partition(" (")[0]):
                yield called.casefold(), name


def _any_of(names: Iterable[str]) -> str:
    """Return a pattern of names, the longest first."""
    return _pattern(tuple(sorted(names, key=len, reverse=True)))


@lru_cache(maxsize=4)
def _pattern(names: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, names))
