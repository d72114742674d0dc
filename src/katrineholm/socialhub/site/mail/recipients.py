"""Validation of mail recipients, so that no mail server can misread them."""

from email.errors import HeaderParseError
from email.header import decode_header, make_header
from re import compile as pattern

SHAPE = pattern(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>|(?P<bare>[^<>]*)")
NAME_CHARACTERS = str.maketrans("", "", '\\"<>')
LONGEST = 254  # RFC 5321, 4.5.3.1.3
ADDRESS = pattern(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]+\.[A-Za-z0-9-]{2,63}")

# Names of mailboxes that nobody reads, such as notifications-noreply or svara-ej.
UNATTENDED = pattern(
    r"(?:.*-)?(?:(?:please-?)?(?:no|do-*not|dont|not)-*(?:repl(?:y|ies)|respon(?:d|se)|answer)"
    r"|mailer-daemon|notif(?:y|ications?)|bounces?|auto-?(?:reply|svar|response)"
    r"|(?:be)?svaras?-?(?:ej|inte)|(?:ej|inte|ing(?:et|a|en))-?svar[as]?)\d*(?:-.*)?"
)
SEPARATORS = str.maketrans("._", "--")


class NoRecipient(ValueError):
    """Raised for an invalid recipient. Its ``code`` is no_address or bad_address."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def valid_recipient(text: str | None) -> str:
    """Return a recipient with its domain in ASCII. Raise NoRecipient if it is invalid."""
    if not text or not one_line(text):
        raise NoRecipient("no_address")
    if not text.isprintable():  # a line break would begin another header
        raise NoRecipient("bad_address")
    found = SHAPE.fullmatch(text.strip())
    if not found:
        raise NoRecipient("bad_address")
    address = found["bare"] or found["address"]
    if not address:
        raise NoRecipient("no_address")
    name, address = _name(found["name"] or ""), _encoded(address.strip())
    # Not ``formataddr``: it encodes names, and people read the outbox.
    return f'"{name}" <{address}>' if name else address


def is_unattended(address: str) -> bool:
    """Return whether an e-mail address looks like one that nobody reads, such as noreply@."""
    local = address.rpartition("<")[2].partition("@")[0].partition("+")[0].lower()
    return bool(UNATTENDED.fullmatch(local.translate(SEPARATORS)))


def one_line(text: str | None) -> str:
    """Return a text on one line, without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text or "").split())


def _name(name):
    """Return a decoded name, as an encoded one may hide any character."""
    try:
        return one_line(str(make_header(decode_header(name))).translate(NAME_CHARACTERS))
    except (HeaderParseError, LookupError, ValueError) as error:
        raise NoRecipient("bad_address") from error


def _encoded(address):
    local, _at, domain = address.rpartition("@")
    try:
        address = f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError as error:
        raise NoRecipient("bad_address") from error
    if len(address) > LONGEST or not ADDRESS.fullmatch(address):
        raise NoRecipient("bad_address")
    return address
