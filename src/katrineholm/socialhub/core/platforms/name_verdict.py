"""Whether a web address, a sender or an app in a text is the municipality's own, or imitates it.

It is judged by its form alone, without a look-up.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .own_names import (
    APP,
    DOMAIN,
    DOTS,
    EMAIL,
    EMAIL_ADDRESS,
    PHONE,
    SMS,
    OwnName,
    app_key,
    decoded_host,
    sms_key,
)
from .similar_names import is_nearly, name_skeleton
from .urls import LIMIT, strip_delimiters

OFFICIAL, PARTLY, FALSE, UNKNOWN = "official", "partly", "false", "unknown"
# Why a name is false: it looks like ours, contains ours, hides its host before an @ or by a port,
# or has our name before another address. An address is partly ours if only its domain is.
ALIKE, INSIDE, USERINFO, PORT, DISPLAY, SENDER = REASONS = (
    *("alike", "inside", "userinfo", "port", "display", "sender"),
)
USUAL_PORTS = ("", "80", "443")
LONG, SHORT = 8, 5  # letters of a name of ours for which others are compared by their letters
LONGEST_NAME = 60  # characters of the name of a sender or an app
# Domains below which anybody has one of his own, as in example.co.uk.
SECOND_LEVEL = frozenset(("ac", "co", "com", "edu", "gov", "net", "org"))
# Words that make a domain look like a municipality's when they stand beside its name.
LURES = re.compile(
    r"s?(?:bankid|betala|betalning|com|etjanst(?:er)?|faktura|info|inloggning|kommun(?:en)?|konto"
    r"|kundtjanst|login|logga|mail|min|mina|minasidor|mitt|net|nu|org|pay|se?|sakerhet|secure"
    r"|service|sida|sidor|sms|support|verifiera|verify|webb|www)"
)
LABEL = r"[^\s/\\:@?#.\u3002\uff0e\uff61]"
HOST = rf"(?:{LABEL}+{DOTS})+{LABEL}{{2,}}{DOTS}?"
URL = re.compile(
    rf"https?:[/\\]*\S+|(?![@!])(?:[^\s/\\?#]+@)?(?=\S*[^\W\d_]){HOST}(?::\d*)?(?:[/\\?#]\S*)?",
    re.IGNORECASE,
)
DISPLAYED = re.compile(r"(.*\S)\s*<\s*([^<>\s]+@[^<>\s]+)\s*>")
AROUND = "\"'`“”„‘’«»()[]<>.,;:!?…"


@dataclass(frozen=True, slots=True)
class NameVerdict:
    """The verdict on a web address, a sender or an app, whose ``kind`` is one of ``KINDS``.

    ``names`` are those of ours that it is, or that it imitates, for one of ``REASONS``. ``asked``
    is what was judged: the real host of a URL, an e-mail address, a sender of SMS, an app.
    """

    status: str
    kind: str
    asked: str
    names: tuple[OwnName, ...] = ()
    reason: str = ""


def name_verdict(text: str, ours: Sequence[OwnName]) -> NameVerdict | None:
    """Return the verdict on what a text contains, or None if it contains no such name.

    Of several names in a text, a false one counts; if there is none, there must be only one. The
    name of a sender of SMS or of an app has to be the whole text.
    """
    text = strip_delimiters(text[:LIMIT])
    if found := DISPLAYED.fullmatch(text):
        return _of_displayed(found[1], found[2], ours)
    verdicts = [*_verdicts(text, ours)]
    if not verdicts:
        return _of_sender(text, ours) if len(text) <= LONGEST_NAME else None
    false = [each for each in verdicts if each.status == FALSE]
    is_single = len({each.asked for each in verdicts}) == 1
    return next(iter(false or verdicts)) if false or is_single else None


def own_domain(host: str, ours: Iterable[OwnName]) -> OwnName | None:
    """Return the listed domain that contains a host, the longest; None if there is none.

    The owner of a domain controls everything below it (RFC 1034, 3.1).
    """
    found = [each for each in ours if each.kind == DOMAIN and _is_within(host, each.value)]
    return max(found, key=lambda each: len(each.value), default=None)


def _verdicts(text: str, ours: Sequence[OwnName]) -> Iterator[NameVerdict]:
    for each in re.split(r"[\s<>\"]+", text):
        word = each.strip(AROUND).removeprefix("mailto:")
        if EMAIL_ADDRESS.fullmatch(word) and not each.startswith("@"):
            yield _of_email(word.lower(), ours)
        elif URL.fullmatch(word) and (found := _of_url(word, ours)):
            yield found


def _of_url(url: str, ours: Sequence[OwnName]) -> NameVerdict | None:
    if app := app_key(url):
        return _of_app(app, ours)
    address = re.split("[?#]", re.sub(r"^https?:[/\\]*", "", url, flags=re.IGNORECASE))[0]
    authority = address.partition("/")[0]
    host, port = _host_and_port(authority.rpartition("@")[2].partition("\\")[0])
    if not host:
        return None
    if "@" in authority or "\\" in address:
        return NameVerdict(FALSE, DOMAIN, host, _written_names(authority, ours), USERINFO)
    own = own_domain(host, ours)
    if own and port in USUAL_PORTS:
        return NameVerdict(OFFICIAL, DOMAIN, host, (own,))
    if own:
        return NameVerdict(FALSE, DOMAIN, f"{host}:{port}", (own,), PORT)
    return _of_host(DOMAIN, host, host, ours)


def _of_email(address: str, ours: Sequence[OwnName]) -> NameVerdict:
    local, _at, domain = address.rpartition("@")
    host, listed = _host_and_port(domain)[0], [each for each in ours if each.kind == EMAIL]
    for own in listed:
        if own.value == f"{local}@{host}" or _is_within(host, own.value):
            return NameVerdict(OFFICIAL, EMAIL, address, (own,))
    if found := _written_names(local, ours):
        return NameVerdict(FALSE, EMAIL, address, found, INSIDE)
    if around := own_domain(host, ours):
        return NameVerdict(PARTLY, EMAIL, address, (around,), SENDER)
    for own in listed:
        if "@" in own.value and name_skeleton(own.value) == name_skeleton(f"{local}@{host}"):
            return NameVerdict(FALSE, EMAIL, address, (own,), ALIKE)
    return _of_host(EMAIL, address, host, ours)


def _of_displayed(shown: str, address: str, ours: Sequence[OwnName]) -> NameVerdict | None:
    """Judge an e-mail address with a name before it, which may be another's."""
    found = next(_verdicts(address, ours), None)
    words = shown.casefold()
    names = [e for e in ours if e.value.casefold() in words or e.title.casefold() in words]
    if found and found.status == UNKNOWN and names:
        return NameVerdict(FALSE, EMAIL, found.asked, (*names[:1],), DISPLAY)
    return found


def _of_app(key: str, ours: Sequence[OwnName]) -> NameVerdict:
    apps = [each for each in ours if each.kind == APP]
    same = next((each for each in apps if each.value == key), None)
    if same:
        return NameVerdict(OFFICIAL, APP, key, (same,))
    package = key.rpartition("=")[2]
    alike = tuple(e for e in apps if "=" in key and is_nearly(e.value.rpartition("=")[2], package))
    return NameVerdict(FALSE if alike else UNKNOWN, APP, key, alike, ALIKE if alike else "")


def _of_sender(text: str, ours: Sequence[OwnName]) -> NameVerdict | None:
    """Judge the number or name of a sender of SMS, or the name of an app."""
    key = sms_key(text)
    asked = (each for each in ours if each.kind in (SMS, APP))
    spoken = {each: sms_key(each.value if each.kind == SMS else each.title) for each in asked}
    same = tuple(each for each, name in spoken.items() if name == key)
    if same:
        return NameVerdict(OFFICIAL, same[0].kind, text, same)
    if PHONE.fullmatch(text):
        return NameVerdict(UNKNOWN, SMS, text)
    alike = tuple(e for e, name in spoken.items() if name_skeleton(name) == name_skeleton(key))
    return NameVerdict(FALSE, alike[0].kind, text, alike, ALIKE) if alike else None


def _of_host(kind: str, asked: str, host: str, ours: Sequence[OwnName]) -> NameVerdict:
    domains = (e for e in ours if e.kind == DOMAIN or (e.kind == EMAIL and "@" not in e.value))
    for own in domains:
        if reason := _imitation(host, own.value):
            return NameVerdict(FALSE, kind, asked, (own,), reason)
    return NameVerdict(UNKNOWN, kind, asked)


def _imitation(host: str, own: str) -> str:
    """Return the reason why a host imitates a domain that does not contain it, or ""."""
    labels, ours = host.split("."), own.split(".")
    if f".{own}.".replace("-", ".") in f".{host}".replace("-", "."):
        return INSIDE
    if name_skeleton(".".join(labels[-len(ours) :])) == name_skeleton(own):
        return ALIKE
    if len(ours) > 2 or len(ours[0]) < SHORT or len(labels) < 2:
        return ""
    return ALIKE if _is_like_name(labels, *ours) else ""


def _is_like_name(labels: Sequence[str], name: str, ending: str) -> bool:
    """Return whether the labels of a host are like our name before the ending of its domain."""
    is_below = len(labels) > 2 and labels[-2] in SECOND_LEVEL
    base, skeleton = labels[-3 if is_below else -2], name_skeleton(name)
    is_comparable = len(name) >= LONG or labels[-1] == ending
    return (
        any(each != name and name_skeleton(each) == skeleton for each in labels)
        or base == name
        or (is_comparable and is_nearly(name, base))
        or _is_lure(base, name)
    )


def _is_lure(label: str, name: str) -> bool:
    """Return whether a label is our name beside words like "login", with or without hyphens."""
    before, found, after = label.partition(name)
    words = [each for side in (before, after) for each in side.split("-") if each]
    return bool(found) and all(map(LURES.fullmatch, words))


def _written_names(text: str, ours: Sequence[OwnName]) -> tuple[OwnName, ...]:
    """Return the domains of ours that are written in a text."""
    return tuple(each for each in ours if each.kind == DOMAIN and each.value in text.lower())


def _host_and_port(authority: str) -> tuple[str, str]:
    """Return (host, port) of an authority; the host is as ``decoded_host`` returns it."""
    host, _colon, port = authority.partition(":")
    return decoded_host(host), port


def _is_within(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")
