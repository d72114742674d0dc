"""URLs and handles as people type them, parsed and normalised."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv6Address
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit


def _(text: str) -> str:
    """Mark a text for extraction; core has no translations."""
    return text


LIMIT = 2000
NOT_HTTP = _("The address must begin with http:// or https://.")
MALFORMED = _("The address is not written correctly.")
TOO_LONG = _("The address is too long.")
USERINFO = _("The address must not hold a user name or a password.")
NAME_ONLY = _("A name alone does not say which service it is on: paste the profile's address.")

# The only characters that would become an ASCII letter, or nothing, and so another name.
KELVIN = "\u212a"
DEVIATING = frozenset("ßς\u200c\u200d")
# Invisible characters in pasted texts, such as the direction marks that Windows adds.
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2067\u2068\u2069\ufeff"
# Delimiters around URLs in mails and lists (RFC 3986, appendix C).
WRAPPINGS = frozenset(
    ('""', "''", "``", "<>", "()", "[]", "“”", "””", "„“", "‘’", "’’", "«»", "»«", "»»")
)
IPV6 = re.compile(r"\[[0-9a-fA-F:.]+\]")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d)(//)?", re.I)
# feed://www.example.org/rss, as some browsers wrote it; without // a whole URL follows.
FEED_SCHEME = re.compile(r"^feed:(?=//(?!https?:))", re.I)
HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*")
TRACKING = re.compile(
    r"(?:utm_\w*|mtm_\w*|pk_\w*|hsa_\w*|oly_\w*|at_(?:medium|campaign|custom\d)"
    r"|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|_ga|mibextid"
    r"|mc_[ce]id|igsh(?:id)?|_hsenc|_hsmi|mkt_tok|ref_src|wt_mc|s_cid|vero_id|xtor|cmpid|ncid)"
    r"(?:=.*)?|source=rss-.*",
    re.IGNORECASE,
)
HASHBANG = re.compile(r"(?:www\.|mobile\.)?(?:twitter|facebook)\.com")
ELSEWHERE = re.compile(r"/@([\w.-]+)@([^/@]+)(?:/.*)?")
HANDLES = (
    (re.compile(r"(?:(?i:acct):)?@([\w.-]+)@([^@/\s]+)"), r"https://\2/@\1"),
    (re.compile(r"(?i:acct):([\w.-]+)@([^@/\s]+)"), r"https://\2/@\1"),
    (re.compile(r"!([\w.-]+)@([^@/\s]+)"), r"https://\2/c/\1"),
    (
        re.compile(r"(?:(?i:at)://)?(did:(?:plc|web):[\w.:-]+)(?:/.*)?"),
        r"https://bsky.app/profile/\1",
    ),
    (re.compile(r"(?:@|(?i:at)://)([\w-]+(?:\.[\w-]+)+)(?:/.*)?"), r"https://bsky.app/profile/\1"),
)


@dataclass(frozen=True, slots=True)
class ParsedURL:
    """A URL in parts, normalised.

    ``netloc`` is lower case and ASCII, with the port if it is not the default. ``path`` and
    ``query`` are percent-encoded; tracking parameters and the fragment are removed.
    """

    scheme: str
    netloc: str
    path: str
    query: str

    @property
    def url(self) -> str:
        """The whole URL; parsing it gives the same parts again."""
        return f"{self.scheme}://{self.netloc}{self.path}" + (
            f"?{self.query}" if self.query else ""
        )

    @property
    def origin(self) -> str:
        """The scheme and host; the scheme is https unless there is a port."""
        return f"{self.scheme if ':' in self.netloc else 'https'}://{self.netloc}"

    @property
    def shape(self) -> str:
        """The host without www., m. or mobile., and the decoded path, to be matched by patterns."""
        site = re.sub(r"^(?:www\.|mobile\.|m\.)+(?=[^.]+\.)", "", self.netloc)
        steps = (_step(step) for step in self.path.split("/"))
        return f"{site}/" + "/".join(step for step in steps if step not in ("", ".", ".."))

    def value(self, name: str) -> str:
        """Return the value of a query parameter, "" if it is missing or ambiguous."""
        values = {value for key, value in parse_qsl(self.query) if key == name}
        return values.pop() if len(values) == 1 else ""


@lru_cache(maxsize=64)
def parse_url(text: str) -> ParsedURL:
    """Parse an http(s) URL, or the handle of an account.

    A missing scheme becomes https. The URL of an account's copy on another server is replaced by
    the account's own URL. Raise ValueError with an error message for the editor.
    """
    address = parse_written_url(text)
    elsewhere = ELSEWHERE.fullmatch(unquote(address.path))
    if elsewhere:
        return _parse(f"https://{elsewhere[2]}/@{elsewhere[1]}")
    return address


def parse_written_url(text: str) -> ParsedURL:
    """Parse a URL as ``parse_url`` does, but do not replace the URL of a copy on another server."""
    address = _parse(_with_scheme(_handle_url(normalised_text(text))))
    if len(address.url) > LIMIT:
        raise ValueError(TOO_LONG)
    return address


def with_scheme(text: str) -> str:
    """Return the text with https:// before it unless it has a scheme. Raise ValueError."""
    return _with_scheme(normalised_text(text))


def other_url(text: str) -> str:
    """Return the URL by the other of http and https if a text leaves open which; else ""."""
    text = normalised_text(text)
    if FEED_SCHEME.match(text):
        return _with_scheme(text).replace("http:", "https:", 1)
    is_fixed = SCHEME.match(text) or any(handle.fullmatch(text) for handle, _address in HANDLES)
    return "" if is_fixed else _with_scheme(text).replace("https:", "http:", 1)


def normalised_text(text: str) -> str:
    """Return the text in NFC without delimiters. Raise ValueError if it cannot be a URL."""
    text = strip_delimiters(text)
    if len(text) > LIMIT:
        raise ValueError(TOO_LONG)
    if not text or "\\" in text or any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text):
        raise ValueError(MALFORMED)
    if KELVIN in unquote(text):
        raise ValueError(MALFORMED)
    return unicodedata.normalize("NFC", text)


def strip_delimiters(text: str) -> str:
    """Return the text without the spaces, quotation marks and brackets around it."""
    text = text.strip().strip(INVISIBLE).strip()
    while len(text) > 2 and text[0] + text[-1] in WRAPPINGS and not IPV6.fullmatch(text):
        text = text[1:-1].strip().strip(INVISIBLE).strip()
    return text


def _handle_url(text: str) -> str:
    for handle, address in HANDLES:
        if found := handle.fullmatch(text):
            return found.expand(address)
    if text.startswith("@"):
        raise ValueError(NAME_ONLY)
    return text


def _with_scheme(text: str) -> str:
    text = re.sub(r"^feed:(?://)?(?=https?:)", "", text, flags=re.I)
    text = FEED_SCHEME.sub("http:", text)
    scheme = SCHEME.match(text)
    if scheme is None:
        bare = text.removeprefix("//")
        if "." not in re.split(r"[/?#]", bare)[0] and not re.match(r"localhost\b|\[", bare, re.I):
            raise ValueError(MALFORMED)
        return f"https://{bare}"
    if scheme[1].lower() not in ("http", "https"):
        raise ValueError(NOT_HTTP)
    if not scheme[2]:
        raise ValueError(MALFORMED)
    return text


def _parse(text: str) -> ParsedURL:
    try:
        parts = urlsplit(text)
        netloc = _host(parts.hostname or "") + _port(parts)
    except ValueError as error:
        raise ValueError(MALFORMED) from error
    if "@" in parts.netloc:
        raise ValueError(USERINFO)
    path = parts.path
    if HASHBANG.fullmatch(netloc) and path in ("", "/") and parts.fragment.startswith("!/"):
        path = parts.fragment[1:]
    path = _resolved(_escaped(path))
    return ParsedURL(parts.scheme, netloc, path, _without_tracking(parts.query))


def _resolved(path: str) -> str:
    """Return the path without dot segments (RFC 3986, 5.2.4): "/kat/../evil" is not kat's."""
    steps: list[str] = []
    for step in path.split("/")[1:]:
        plain = step.lower().replace("%2e", ".")
        if plain == "..":
            steps = steps[:-1]
        elif plain != ".":
            steps.append(step)
    return "/" + "/".join(steps)


def _host(name: str) -> str:
    if ":" in name:
        if "%" in name:
            raise ValueError("a zone has a meaning on one machine only")
        return f"[{IPv6Address(name).compressed}]"
    if DEVIATING.intersection(name):
        raise ValueError("browsers and this codec take it for different hosts")
    host = name.removesuffix(".")[:LIMIT].encode("idna").decode("ascii").lower()
    if len(host) > 253 or not HOST.fullmatch(host):
        raise ValueError("not the name of a host")
    return host


def _port(parts: SplitResult) -> str:
    if parts.port == 0:
        raise ValueError("no server listens there")
    usual = {"http": 80, "https": 443}[parts.scheme]
    return "" if parts.port in (None, usual) else f":{parts.port}"


def _without_tracking(query: str) -> str:
    kept = (pair for pair in query.split("&") if pair and not TRACKING.fullmatch(pair))
    return _escaped("&".join(kept), also="?")


def _escaped(text: str, also: str = "") -> str:
    quoted = quote(text, safe="/%:@!$&'()*+,;=~" + also)
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quoted)


def _step(step: str) -> str:
    """Return a path segment decoded, except for characters that would change its meaning."""
    plain = unicodedata.normalize("NFC", unquote(step))
    return plain.replace("%", "%25").replace("/", "%2F").replace("?", "%3F")


LOCAL = re.compile(
    r"(?:.*\.)?(?:local|localhost|localdomain|internal|intranet|private|corp|lan|home|home\.arpa)"
)
NUMBER = re.compile(r"\d+|0x[0-9a-f]*")


def is_public_host(netloc: str) -> bool:
    """Return whether a host is a name in public DNS, judged by its form without a look-up.

    ``netloc`` is in lower case and ASCII. Anything that browsers take for an IP address is not such
    a name, that is, if its last part is a number, as in 127.1 or 0x7f.1.
    """
    host = re.sub(r":\d+$", "", netloc)
    if host.startswith("[") or "." not in host or LOCAL.fullmatch(host):
        return False
    return not NUMBER.fullmatch(host.rpartition(".")[2])
