"""Parts that all mails share: the office, the site's language, and links that need a login."""

from typing import Any

from AccessControl.PermissionRole import rolesForPermissionOn
from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...site.pages.permissions import VIEW
from ...site.settings.registry import setting
from .office_group import OFFICE
from .person import Person, person

ASK_OFFICE = _(
    "You have no login to the site: the information office helps you with this, ${office}"
)
ASK_UNKNOWN_OFFICE = _("You have no login to the site: the information office helps you with this.")


def office_recipients() -> list[Person]:
    """Return the information office's e-mail as a recipient, or else its members."""
    if address := setting("office_email"):
        return [Person("", address)]
    group = api.group.get(groupname=OFFICE)
    names = group.getGroupMemberIds() if group else ()
    return [someone for name in names if (someone := person(name))]


def mail_sentence(message: Message, values: dict | None = None) -> str:
    """Return a message in the language of mails. Use ``values`` if it has none of its own."""
    text = Message(message, mapping=values) if values and not message.mapping else message
    return api.portal.translate(text, lang=mail_language())


def mail_language() -> str:
    """Return the language of all mails, which is the site's default language."""
    return api.portal.get_default_language()


def link_or_contact(paragraph: Message, *, opens: bool) -> Message:
    """Return the paragraph with a link if the link ``opens``, or else the office's contact."""
    return paragraph if opens else office_contact()


def may_open(someone: Person, place: Any) -> bool:
    """Return whether a recipient can open an object, by logging in or because it is public."""
    return can_log_in(someone) or "Anonymous" in rolesForPermissionOn(VIEW, place)


def can_log_in(someone: Person) -> bool:
    """Return whether a person can log in, as a member or as the office with its own e-mail."""
    return bool(someone.member) or someone.email.lower() == (setting("office_email") or "").lower()


def office_contact() -> Message:
    """Return a sentence that refers people without an account to the office's e-mail."""
    addresses = ", ".join(each.email for each in office_recipients() if each.email)
    return Message(ASK_OFFICE, mapping={"office": addresses}) if addresses else ASK_UNKNOWN_OFFICE
