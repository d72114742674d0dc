"""The immediate delivery of a mail by Plone's MailHost, and the errors that may prevent it."""

from contextlib import contextmanager, suppress
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
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)
from typing import Any

from plone import api
from zope.globalrequest import getRequest, setRequest
from zope.i18nmessageid import Message

from ... import _, logger
from ..graphics.mail_html import profiled_html
from .attachments import mime_parts

LONGEST_REPLY = 200
ENDED = 421  # RFC 5321, 4.2.3: the server closes the connection
# RFC 5321, 2.3.8: with bare line feeds a mail is one line, which servers refuse if it is long.
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
# Faults that affect every other mail, too.
GENERAL = frozenset({"unset", "silent", "unreachable", "login", "sender"})


@dataclass(frozen=True, slots=True)
class MailFault:
    """The reason why a mail was not sent. If ``final``, there is no point in trying again."""

    code: str
    values: dict = field(default_factory=dict)
    final: bool = False

    @property
    def is_general(self) -> bool:
        """Return whether all other mails would fail, too."""
        return self.code in GENERAL


def send_now(letter: dict) -> MailFault | None:
    """Send a mail at once, and return None or the error. Call it before any database write."""
    with _uncached_settings():
        return _send_result(letter) if has_mail_server() else MailFault("unset")


class MailSession:
    """A connection to the mail server for many mails, made when it is needed, and made again."""

    def __init__(self):
        with _uncached_settings():
            self._mailer = api.portal.get_tool("MailHost")._makeMailer()
            self.sender = sender_pair()
        self._connection: Any = None

    def send(self, to: str, message: bytes) -> MailFault | None:
        """Send a mail to an address, and return None or the error.

        It is in ASCII, ends with a line break, and none of its lines begins with a full stop.
        """
        try:
            self._send_again(to, message)
        # As in ``_send_result``.
        except Exception as error:
            fault = _fault_of(error)
            logger.warning("A mail was not sent: %s (%s)", fault.code, type(error).__name__)
            if fault.code not in ("recipient", "letter"):
                self.close()
            return fault
        return None

    def close(self) -> None:
        """End the connection, if there is one."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(OSError, SMTPException):
                connection.quit()

    def _send_again(self, to, message):
        """Send a mail, a second time if the server has ended a connection that was used before."""
        if self._connection is not None:
            try:
                return self._hand_over(to, message)
            except (SMTPServerDisconnected, SMTPResponseException) as error:
                if getattr(error, "smtp_code", ENDED) != ENDED:
                    raise
                self.close()
        self._connection = self._connect()
        return self._hand_over(to, message)

    def _hand_over(self, to, message):
        """Send as smtplib does, without its address parsing and dot-stuffing, which cost most."""
        connection = self._connection
        self._say("MAIL", f"FROM:<{self.sender[1]}>", SMTPSenderRefused, self.sender[1])
        code, reply = connection.docmd("RCPT", f"TO:<{to}>")
        if code not in (250, 251):
            connection.rset()
            raise SMTPRecipientsRefused({to: (code, reply)})
        self._say("DATA", "", SMTPDataError, ok=354)
        connection.send(message + b".\r\n")
        code, reply = connection.getreply()
        if code != 250:
            connection.rset()
            raise SMTPDataError(code, reply)

    def _say(self, command, words, error, *more, ok=250):
        code, reply = self._connection.docmd(command, words)
        if code != ok:
            self._connection.rset()
            raise error(code, reply, *more)

    def _connect(self):
        """Return a connection as the site's MailHost would make it for a single mail."""
        mailer = self._mailer
        mailer.vote(None, None, None)
        connection = mailer.connection
        if not mailer.implicit_tls and not mailer.no_tls:
            if connection.has_extn("starttls"):
                connection.starttls()
                connection.ehlo()
            elif mailer.force_tls:
                raise SMTPException("TLS is required, and the server has none")
        if mailer.username is not None and mailer.password is not None:
            connection.login(mailer.username, mailer.password)
        return connection


def sender_pair() -> tuple[str, str]:
    """Return the site's name and address as the sender of mails."""
    return " ".join((_setting("email_from_name") or "").split()), _setting("email_from_address")


def has_mail_server() -> bool:
    """Return whether the site has a mail server and a sender address."""
    return bool(_setting("smtp_host") and _setting("email_from_address"))


def fault_sentence(code: str, values: dict) -> Message:
    """Return the error message for the stored code and values of a MailFault."""
    return Message(TEXTS[code], mapping=values)


@contextmanager
def _uncached_settings():
    """Bypass Plone's cache of settings, which lasts as long as a worker's request."""
    request = getRequest()
    setRequest(None)
    try:
        yield
    finally:
        setRequest(request)


def _send_result(letter):
    try:
        _hand_over(letter)
    # The mail server and the site's MailHost may raise anything, which must not break a request or
    # the worker. Only the type is logged, as the text may name the recipient.
    except Exception as error:
        fault = _fault_of(error)
        logger.warning("A mail was not sent: %s (%s)", fault.code, type(error).__name__)
        return fault
    return None


def _setting(name):
    return api.portal.get_registry_record(f"plone.{name}", default=None)


def _hand_over(letter):
    sender = formataddr(sender_pair())
    host = api.portal.get_tool("MailHost")
    host.send(_message(letter), mto=[letter["to"]], mfrom=sender, immediate=True)


def _message(letter, dress=profiled_html):
    """Return the MIME message, as text and HTML.

    It is marked as automatic, so that no machine answers (RFC 3834), unless a person has written
    it: mail programs sort automatic mail out.
    """
    words = MIMEMultipart("alternative", policy=ON_THE_WIRE)
    words.attach(MIMEText(letter["text"], "plain", "utf-8"))
    # Mail programs show the last part that they support (RFC 2046, 5.1.4).
    words.attach(MIMEText(dress(letter["subject"], letter["text"]), "html", "utf-8"))
    message = _with_attachments(words, letter)
    message["Subject"] = Header(letter["subject"], "utf-8")
    message["Date"] = format_datetime(datetime.fromtimestamp(letter["created"], UTC))
    # The same at each try, so that a mailbox recognises duplicates.
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
    return MIMEMultipart("mixed", None, [words, *mime_parts(letter)], policy=ON_THE_WIRE)


def _fault_of(error):
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
    """Return a fault; a server's codes 5.. are final (RFC 5321, 4.2.1)."""
    return _fault(code, f"{status} {_text(reply)}", final=status >= 500)


def _fault(code, reply="", final=False):
    reply = " ".join(_text(reply).split())[:LONGEST_REPLY]
    return MailFault(code, {"host": _setting("smtp_host"), "reply": reply}, final)


def _text(reply):
    return reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)
