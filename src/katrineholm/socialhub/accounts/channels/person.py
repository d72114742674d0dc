"""People who hold duties: members of the site, or contacts with a name and an e-mail."""

from dataclasses import dataclass
from re import compile as pattern

from plone import api
from Products.CMFCore.permissions import ListPortalMembers
from zope.schema import ValidationError

from ... import _
from ...site.pages.refusals import Refusal, RefusedValue

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
    """The error for text that names nobody known, and no contact with an e-mail address."""

    __doc__ = _(
        "Write the name of a member or of somebody who answers for a channel already, or an e-mail "
        "address, with a name before it or without: Anna Berg <anna.berg@katrineholm.se>."
    )


def is_known_person(text: str) -> bool:
    """Return True for ``Name <e-mail>``, an e-mail, a user name or a name that one person has.

    Raise UnknownPerson, or RefusedValue with those who share the name.
    """
    # A line break would start another header in a mail.
    is_sound = 0 < len(text) <= LONGEST and text.isprintable()
    if is_sound and (MAILBOX if "<" in text else BARE_EMAIL).fullmatch(text):
        return True
    text = text.strip()
    if not is_sound or "<" in text:
        raise UnknownPerson(text)
    if api.user.get(username=text):
        return True
    named = persons_of_name(text)
    if len(named) > 1:
        told = {"name": text, "people": ", ".join(named)}
        several = _("Several people are called ${name}. Write one of: ${people}.", mapping=told)
        raise RefusedValue(several, text)
    if not named:
        raise UnknownPerson(text)
    return True


def normalized_person(text: str) -> str:
    """Return a person's text as it is stored: a bare e-mail becomes ``e-mail <e-mail>``.

    A name that one person has becomes this person's text: a member's user name, or a contact. A
    user name is stored unchanged, and still names the member after the member is deleted.
    """
    text = text.strip()
    if not text or "<" in text or api.user.get(username=text) is not None:
        return text
    if BARE_EMAIL.fullmatch(text):
        return f"{text} <{text}>"
    named = persons_of_name(text)
    return named[0] if len(named) == 1 else text


def stored_person(text: str, longest: int = LONGEST, field: str = "") -> str:
    """Return a typed person as it is stored, "" for nobody.

    Raise Refusal if it is unknown, which begins with the title of the ``field``, if given.
    """
    text = " ".join(text.split())[: longest + 1]
    if not text:
        return ""
    try:
        is_known_person(normalized_person(text))
    except ValidationError as error:
        told = {"field": api.portal.translate(field), "fault": api.portal.translate(error.doc())}
        sentence = _("${field}: ${fault}", mapping=told) if field else error.doc()
        raise Refusal(sentence) from error
    return normalized_person(text)


def persons_of_name(name: str) -> list[str]:
    """Return the people with a name, as texts: members, and those whose duties the user may see."""
    if "<" in name or "@" in name:
        return []
    from .person_widget import known_persons  # it needs the interfaces, and they this module

    found: dict[str, str] = {}
    for text in (*_members_of_name(name), *sorted(set(known_persons()))):
        someone = person(text)
        if someone and not someone.gone and someone.name.casefold() == name.casefold():
            found.setdefault(someone.email.lower() or text, text)
    return list(found.values())


def _members_of_name(name):
    """Return the user names of the members with a full name, if the user may list members."""
    if not api.user.has_permission(ListPortalMembers):
        return []
    found = api.portal.get_tool("acl_users").searchUsers(fullname=name)
    wanted = name.casefold()
    return sorted(
        {each["login"] for each in found if member_name(each["userid"]).casefold() == wanted}
    )


def readable_person(text: str) -> str:
    """Return a person's text for a form: a user name becomes a full name that nobody shares."""
    someone = person(text)
    is_member = someone is not None and bool(someone.member) and not someone.gone
    return someone.name if is_member and persons_of_name(someone.name) == [text] else text


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
