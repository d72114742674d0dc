"""What all rooms' mails share: the office, the site's language, and who may open a link."""

from AccessControl.PermissionRole import rolesForPermissionOn
from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...site.forms.permissions import VIEW
from ...site.settings.registry import setting
from ..people.person import Person, person
from .mandate import OFFICE

ASK = _("You have no login to the site: the information office helps you with this, ${office}")
ASK_ANYHOW = _("You have no login to the site: the information office helps you with this.")


def office() -> list[Person]:
    """To whom the information office's mails go: its address, else its members' own."""
    if address := setting("office_email"):
        return [Person("", address)]
    group = api.group.get(groupname=OFFICE)
    return [person(name) for name in group.getGroupMemberIds()] if group else []


def said(message: Message, values: dict | None = None) -> str:
    """A mail's words, in the site's language: who reads a mail is not who sends it.

    ``values`` are the message's, where it has none of its own.
    """
    text = Message(message, mapping=values) if values and not message.mapping else message
    return api.portal.translate(text, lang=language())


def language() -> str:
    """Return the language of all mails: the site's own."""
    return api.portal.get_default_language()


def linked(paragraph: Message, *, opens: bool) -> Message:
    """A paragraph with a link, or whom to ask in its stead where the link would want a login."""
    return paragraph if opens else whom_to_ask()


def may_open(someone: Person, place) -> bool:
    """Whether a place's page opens for whoever gets a mail: named contacts have no account."""
    return can_log_in(someone) or "Anonymous" in rolesForPermissionOn(VIEW, place)


def can_log_in(someone: Person) -> bool:
    """Whether it is a member, or the office, behind whose address there are members."""
    return bool(someone.member) or someone.email.lower() == (setting("office_email") or "").lower()


def whom_to_ask() -> Message:
    """What a named contact is told where others get a link."""
    addresses = ", ".join(each.email for each in office() if each.email)
    return Message(ASK, mapping={"office": addresses}) if addresses else ASK_ANYHOW
