"""The municipality's own domains, senders and apps, as the office lists them."""

import re
from dataclasses import dataclass
from encodings import idna
from urllib.parse import parse_qs, urlsplit

from .urls import LIMIT, _, is_public_host, parse_written_url, strip_delimiters

DOMAIN, EMAIL, SMS, APP = KINDS = ("domain", "email", "sms", "app")
NO_DOMAIN = _("Write a domain, for example katrineholm.se, without a port.")
NO_EMAIL = _("Write an e-mail address, or the domain after its @.")
NO_SMS = _("Write a phone number, or a name of at most 11 letters and digits.")
NO_APP = _("Paste the app's address in App Store or Google Play.")

EMAIL_ADDRESS = re.compile(r"[\w.+'&-]+@(?:[\w-]+\.)+[\w-]{2,}")
PHONE = re.compile(r"\+?\(?\d[\d\s()/\u00a0\u2010-\u2013-]{2,24}\d")
SENDER = re.compile(r"(?=.*[^\W\d_])[\w .&+-]{2,11}")  # as networks allow (3GPP TS 23.040)
APPLE_ID = re.compile(r"/id(\d{5,12})(?:/|$)")
PACKAGE = re.compile(r"[A-Za-z]\w*(?:\.[A-Za-z]\w*)+")
DOTS = r"[.\u3002\uff0e\uff61]"  # full stops in hosts, as browsers read them (UTS 46)
COUNTRY = "+46"


@dataclass(frozen=True, slots=True)
class OwnName:
    """A domain, a sender of e-mail or SMS, or an app (``kind``) that is the municipality's.

    ``value`` is as ``listed_value`` returns it. ``title`` is what people call it, and ``purpose``
    what it is used for.
    """

    kind: str
    value: str
    title: str
    purpose: str = ""

    @property
    def key(self) -> str:
        """The kind and value, by which names are compared."""
        return f"{self.kind}:{sms_key(self.value) if self.kind == SMS else self.value}"


def listed_value(kind: str, text: str) -> str:
    """Return the value of a name of this kind as it is listed. Raise ValueError with a message."""
    text = strip_delimiters(text)[:LIMIT]
    value = VALUES[kind](text)
    if not value:
        raise ValueError(FAULTS[kind])
    return value


def is_listable(kind: str, text: str) -> bool:
    """Return whether a text could be listed as a name of this kind."""
    return bool(VALUES[kind](strip_delimiters(text)[:LIMIT]))


def sms_key(sender: str) -> str:
    """Return the key of a sender of SMS: a number with its country, or a name without spaces."""
    if not PHONE.fullmatch(sender):
        return "".join(sender.split()).casefold()
    digits = re.sub(r"\D", "", sender.replace("(0)", ""))
    if sender.lstrip().startswith("+"):
        return f"+{digits}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    return COUNTRY + digits[1:] if digits.startswith("0") else digits


def app_key(text: str) -> str:
    """Return the address of an app in a store, the same for all its spellings, or ""."""
    try:
        parts = urlsplit(parse_written_url(text).url)
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    if host in ("apps.apple.com", "itunes.apple.com"):
        found = APPLE_ID.search(parts.path)
        return f"https://apps.apple.com/app/id{found[1]}" if found else ""
    name = parse_qs(parts.query).get("id", [""])
    if host == "play.google.com" and len(name) == 1 and PACKAGE.fullmatch(name[0]):
        return f"https://play.google.com/store/apps/details?id={name[0]}"
    return ""


def decoded_host(name: str) -> str:
    """Return a host in Unicode and lower case, without www.

    One that only becomes ASCII, such as the full-width ``ｋatrineholm.se``, is left as it is.
    """
    labels = [each.lower() for each in re.split(DOTS, name) if each]
    try:
        plain = [idna.ToUnicode(idna.ToASCII(each)) for each in labels]
    except UnicodeError:
        plain = labels
    is_disguised = "".join(plain).isascii() and not "".join(labels).isascii()
    return ".".join(labels if is_disguised else plain).lower().removeprefix("www.")


def _host(text: str) -> str:
    """Return the host of a URL; "" with a port or outside public DNS."""
    try:
        netloc = parse_written_url(text).netloc
    except ValueError:
        return ""
    return decoded_host(netloc) if ":" not in netloc and is_public_host(netloc) else ""


def _email(text: str) -> str:
    text = text.lower().removeprefix("mailto:")
    local, _at, domain = text.rpartition("@")
    if local and not EMAIL_ADDRESS.fullmatch(text):
        return ""
    host = _host(domain) if "/" not in domain else ""
    return f"{local}@{host}" if local and host else host


def _sms(text: str) -> str:
    text = " ".join(text.split())
    if PHONE.fullmatch(text):
        return sms_key(text)
    return text if SENDER.fullmatch(text) else ""


VALUES = {DOMAIN: _host, EMAIL: _email, SMS: _sms, APP: app_key}
FAULTS = {DOMAIN: NO_DOMAIN, EMAIL: NO_EMAIL, SMS: NO_SMS, APP: NO_APP}
