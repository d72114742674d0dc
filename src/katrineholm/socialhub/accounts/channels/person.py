"""People who hold duties: members of the site, or contacts with a name and an e-mail."""

from dataclasses import dataclass
from re import compile as pattern

from plone import api
from zope.schema import ValidationError

from ... import _

LONGEST = 300  # characters, name and e-mail together
# The part before the @ is ASCII: hardly any mail server accepts other letters there (RFC 6531).
EMAIL = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[^<>\s@,;]+\.[^<>\s@,;]+"
MAILBOX = pattern(rf"(?P<name>[^<>\"]*[^<>\"\s])\s*<(?P<email>{EMAIL})>")
BARE_EMAIL = pattern(EMAIL)


@dataclass(frozen=True, slots=True)
class Person:
    """A member, with a user id as ``member``, or a contact. A ``gone`` member has been deleted."""

    name: str
    email: str
    member: str = ""
    gone: bool = False


class UnknownPerson(ValidationError):
    """The error for text that names neither a member nor a contact with an e-mail address."""

    __doc__ = _(
        "Choose a member, or write an e-mail address, with a name before it or without: "
        "Anna Berg <anna.berg@katrineholm.se>."
    )


def is_known_person(text: str) -> bool:
    """Return True for a user name, ``Name <e-mail>`` or an e-mail, or raise UnknownPerson."""
    # A line break would start another header in a mail.
    is_sound = 0 < len(text) <= LONGEST and text.isprintable()
    if is_sound and (MAILBOX if "<" in text else BARE_EMAIL).fullmatch(text):
        return True
    if is_sound and "<" not in text and api.user.get(username=text):
        return True
    raise UnknownPerson(text)


def normalized_person(text: str) -> str:
    """Return a person's text as it is stored: a bare e-mail becomes ``e-mail <e-mail>``.

    A user name is stored unchanged, and still names the member after the member is deleted.
    """
    text = text.strip()
    is_contact = BARE_EMAIL.fullmatch(text) and api.user.get(username=text) is None
    return f"{text} <{text}>" if is_contact else text


def person(text: str | None) -> Person | None:
    """Return the person that a text accepted by ``is_known_person`` names; None if it is empty."""
    if not text:
        return None
    if contact := MAILBOX.fullmatch(text):
        return Person(contact["name"].strip(), contact["email"])
    user = api.user.get(username=text)
    if user is None:
        return Person(text, "", text, gone=True)
    name = user.getProperty("fullname") or text
    return Person(name, user.getProperty("email") or "", user.getId())


def person_key(text: str | None) -> str:
    """Return the user id or e-mail of the person that a text names; empty for nobody."""
    someone = person(text)
    return (someone.member or someone.email.lower()) if someone else ""


def is_same_person(one: str | None, other: str | None) -> bool:
    """Return whether two texts name the same person or e-mail; False if one is empty."""
    one, other = normalized_person(one or ""), normalized_person(other or "")
    first, second = person(one), person(other)
    if not (first and second):
        return False
    emails = {first.email.lower(), second.email.lower()}
    return person_key(one) == person_key(other) or (len(emails) == 1 and "" not in emails)


def member_name(userid: str) -> str:
    """Return a member's full name, or the id given if the member has none or is deleted."""
    user = api.user.get(userid=userid) if userid else None
    return (user and user.getProperty("fullname")) or userid


def mail_recipient(someone: Person) -> str:
    """Return a person as ``Name <e-mail>`` for a mail, without characters that break it."""
    name = "".join(c for c in someone.name if c.isprintable() and c not in "<>")
    return f"{name} <{someone.email}>" if name else someone.email
