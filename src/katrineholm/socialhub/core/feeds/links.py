"""Functions that make URLs absolute, free of tracking parameters, and comparable."""

import re
from urllib.parse import quote, urljoin, urlsplit

MAX_LENGTH = 2000

_SAFE = re.compile(r"https?://[\w.-]+(?::\d+)?(?:[/?#][!#-;=?-\[\]_a-z~]*)?", re.ASCII)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_IGNORED = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_UNSAFE = re.compile(r"[\s\"<>`{}|^\\]")
TRACKING = re.compile(
    r"(?:utm_\w*|mtm_\w*|pk_\w*|hsa_\w*|oly_\w*|at_(?:medium|campaign|custom\d)"
    r"|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|_ga|mibextid"
    r"|mc_[ce]id|igsh(?:id)?|_hsenc|_hsmi|mkt_tok|ref_src|wt_mc|s_cid|vero_id|xtor|cmpid|ncid)"
    r"(?:=.*)?|source=rss-.*",
    re.IGNORECASE,
)


def absolute_url(url: str, base: str = "") -> str:
    """Return the absolute URL, resolved against ``base``; "" if it is not http or https.

    A URL with a user name, without a host or longer than 2000 characters also gives "".
    """
    if len(url) <= MAX_LENGTH and _SAFE.fullmatch(url):
        return url
    url = _IGNORED.sub("", url).strip().replace("\\", "/")
    try:
        return _checked(_joined(url, base))
    except ValueError:
        return ""


def strip_tracking_parameters(url: str) -> str:
    """Return the URL without tracking parameters (utm_*, fbclid …)."""
    if "?" not in url and "#" not in url:
        return url
    address, _, fragment = url.partition("#")
    path, _, query = address.partition("?")
    kept = "&".join(part for part in query.split("&") if not TRACKING.fullmatch(part))
    if TRACKING.fullmatch(fragment):
        fragment = ""
    return path + ("?" + kept if kept else "") + ("#" + fragment if fragment else "")


def comparable_url(url: str) -> str:
    """Return a URL for comparison: without scheme and tracking, with the host in lower case.

    Text that is not a URL is only stripped of the spaces around it.
    """
    url = url.strip()
    scheme, mark, rest = url.partition("://")
    if not mark or scheme.lower() not in ("http", "https"):
        return url
    host, slash, path = strip_tracking_parameters(rest).partition("/")
    host = re.sub(r":(80|443)$", "", host.lower())
    return (host + slash + path).rstrip("/")


def _joined(url: str, base: str) -> str:
    if url.startswith("//"):
        return (urlsplit(base).scheme or "https") + ":" + url
    return url if not url or _SCHEME.match(url) else urljoin(base, url)


def _checked(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return ""
    if _UNSAFE.search(parts.netloc) or "%" in parts.netloc:
        return ""
    url = _UNSAFE.sub(lambda match: quote(match[0]), parts.geturl())
    return url if len(url) <= MAX_LENGTH else ""
