"""A letter carried to the mail server at once, by Plone's MailHost, and what may hinder it."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from plone import api
from zope.globalrequest import getRequest, setRequest
from zope.i18nmessageid import Message

from ... import _, logger
from ..graphics.letter import dressed
from .attached import parts

LONGEST_REPLY = 200
# RFC 5321, 2.3.8: servers take a mail with bare line feeds for one line, and refuse it when long.
ON_THE_WIRE = compat32.clone(linesep="\r\n")
TEXTS = {
    "unset": _("No mail server is set up."),
    "silent": _("The mail server ${host} does not answer."),
    "unreachable": _("The mail server ${host} cannot be reached (${reply})."),
    "login": _("The mail server ${host} does not accept the user name and the password."),
    "sender": _("The mail server ${host} does not accept the site's address (${reply})."),
    "recipient": _("The mail server ${host} does not accept the recipient (${reply})."),
    "letter": _("The mail server ${host} does not accept the mail (${reply})."),
    "unforeseen": _("The mail could not be handed over (${reply})."),
    "no_address": _("There is no e-mail address to send it to."),
    "bad_address": _("The e-mail address is not written correctly."),
    "untried": _("Nobody has tried to send it yet: the worker may not be running."),
}
# What hinders every other letter just as well.
GENERAL = frozenset({"unset", "silent", "unreachable", "login", "sender"})


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a letter did not leave: a code of TEXTS, its values, and whether trying again helps."""

    code: str
    values: dict = field(default_factory=dict)
    final: bool = False

    @property
    def is_general(self):
        """Whether other letters need not be tried now."""
        return self.code in GENERAL


def carry(letter: dict) -> Fault | None:
    """Hand a letter to the mail server now; None when it has been taken.

    Call it outside a transaction that has written: it waits for a server.
    """
    with _present_settings():
        return _carried(letter) if is_set_up() else Fault("unset")


def is_set_up() -> bool:
    """Whether the site knows a mail server and has an address of its own to send from."""
    return bool(_setting("smtp_host") and _setting("email_from_address"))


def sentence(code: str, values: dict) -> Message:
    """A fault in words, as kept of it: its code and its values."""
    return Message(TEXTS[code], mapping=values)


@contextmanager
def _present_settings():
    """Plone remembers settings for a request's length, and a worker's request lasts for days."""
    request = getRequest()
    setRequest(None)
    try:
        yield
    finally:
        setRequest(request)


def _carried(letter):
    try:
        _hand_over(letter)
    # The border to the mail server and to whatever MailHost the site has: no fault of theirs may
    # cost a step or the worker. Only its kind is logged, a fault's text may name the recipient.
    except Exception as error:
        fault = _understood(error)
        logger.warning("A mail was not sent: %s (%s)", fault.code, type(error).__name__)
        return fault
    return None


def _setting(name):
    return api.portal.get_registry_record(f"plone.{name}", default=None)


def _hand_over(letter):
    name = " ".join((_setting("email_from_name") or "").split())
    sender = formataddr((name, _setting("email_from_address")))
    host = api.portal.get_tool("MailHost")
    host.send(_message(letter), mto=[letter["to"]], mfrom=sender, immediate=True)


def _message(letter, dress=dressed):
    """Text, plain and as HTML beside it.

    It says that a machine has sent it, so that no machine answers (RFC 3834), unless a person has
    written it: mail programs put what is automatic aside.
    """
    words = MIMEMultipart("alternative", policy=ON_THE_WIRE)
    words.attach(MIMEText(letter["text"], "plain", "utf-8"))
    # A mail program shows the last part that it can (RFC 2046, 5.1.4).
    words.attach(MIMEText(dress(letter["subject"], letter["text"]), "html", "utf-8"))
    message = _with_attachments(words, letter)
    message["Subject"] = Header(letter["subject"], "utf-8")
    message["Date"] = format_datetime(datetime.fromtimestamp(letter["created"], UTC))
    # The same at each try: a mailbox can tell that a letter has come twice.
    domain = _setting("email_from_address").rpartition("@")[2]
    message["Message-ID"] = letter.get("message_id") or f"<{letter['id']}@{domain}>"
    if not letter.get("by_person"):
        message["Auto-Submitted"] = "auto-generated"
    if answered := letter.get("answers"):
        message["In-Reply-To"] = message["References"] = answered
    if letter["reply_to"]:
        message["Reply-To"] = letter["reply_to"]
    return message


def _with_attachments(words, letter):
    if not letter.get("attachments"):
        return words
    return MIMEMultipart("mixed", None, [words, *parts(letter)], policy=ON_THE_WIRE)


def _understood(error):
    match error:
        case SMTPRecipientsRefused():
            return _refused("recipient", *next(iter(error.recipients.values())))
        case SMTPDataError():
            return _refused("letter", error.smtp_code, error.smtp_error)
        case SMTPAuthenticationError():
            return _fault("login")
        case SMTPSenderRefused():
            return _fault("sender", error.smtp_error)
        case SMTPServerDisconnected(__context__=TimeoutError()) | TimeoutError():
            return _fault("silent")
        case OSError():  # which SMTPException is, too
            return _fault("unreachable", error.strerror or str(error))
    return _fault("unforeseen", f"{type(error).__name__}: {error}")


def _refused(code, status, reply):
    """Of a server's codes 5.. are its last word (RFC 5321, 4.2.1)."""
    return _fault(code, f"{status} {_text(reply)}", final=status >= 500)


def _fault(code, reply="", final=False):
    reply = " ".join(_text(reply).split())[:LONGEST_REPLY]
    return Fault(code, {"host": _setting("smtp_host"), "reply": reply}, final)


def _text(reply):
    return reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)
