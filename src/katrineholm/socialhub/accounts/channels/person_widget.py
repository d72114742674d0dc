"""The widget that suggests people, or takes a name and an e-mail. It needs no JavaScript."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from plone import api
from plone.app.z3cform.widgets.text import TextWidget
from Products.CMFCore.permissions import ListPortalMembers
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.interfaces import NO_VALUE, IFieldWidget
from z3c.form.widget import FieldWidget
from zope.interface import implementer

from ...site.pages.permissions import VIEW_DUTIES
from .facts import viewable_channels
from .hub import all_hubs, hub_administrations
from .person import BARE_EMAIL, MAILBOX, member_name, normalized_person, person, readable_person
from .responsibility import Duties, hub_duties

MOST = 100  # members: a longer list helps nobody, and each costs a look-up
MOST_CONTACTS = 500


class PersonWidget(TextWidget):
    """A widget with an input for a member, contact or name, and one for a new e-mail."""

    template = ViewPageTemplateFile("person_widget.pt")

    def extract(self, default: Any = NO_VALUE) -> Any:
        """Return the two inputs as one text, without an e-mail that is not needed."""
        text = super().extract(default)
        email = self.request.get(self.email_name, "")
        if not isinstance(text, str) or not isinstance(email, str) or not email.strip():
            return text
        text, email = text.strip(), email.strip()
        is_whole = (
            "<" in text
            or BARE_EMAIL.fullmatch(text)
            or (text and api.user.get(username=normalized_person(text)))
        )
        return text if is_whole else f"{text} <{email}>" if text else normalized_person(email)

    @property
    def email_name(self) -> str:
        return f"{self.name}.email"

    def parts(self) -> tuple[str, str]:
        """Return the stored person as the values of the two inputs."""
        contact = MAILBOX.fullmatch(self.value or "")
        return (
            (contact["name"].strip(), contact["email"])
            if contact
            else (readable_person(self.value or ""), "")
        )

    def choices(self) -> list[dict]:
        """Return the people to suggest, as in ``person_choices``."""
        return person_choices(known_persons())


@implementer(IFieldWidget)
def PersonFieldWidget(field: Any, request: Any) -> FieldWidget:
    """Return a ``PersonWidget`` for a field."""
    return FieldWidget(field, PersonWidget(request))


def person_choices(contacts: Iterable[str]) -> list[dict]:
    """Return members, then contacts (given as texts), as dicts with ``value`` and ``title``."""
    named = sorted({text for text in contacts if MAILBOX.fullmatch(text)}, key=str.casefold)
    members = listable_members()
    names = Counter(
        [each["name"] for each in members] + [each.name for text in named if (each := person(text))]
    )
    found = [
        {"value": each["name"], "title": each["id"]}
        if names[each["name"]] == 1
        else {"value": each["id"], "title": each["name"]}
        for each in members
    ]
    return [*found, *({"value": text, "title": ""} for text in named[:MOST_CONTACTS])]


def listable_members() -> list[dict]:
    """Return the site's members as ``id`` and ``name``, or none if the user may not list them."""
    if not api.user.has_permission(ListPortalMembers):
        return []
    found = api.portal.get_tool("acl_users").searchUsers(max_results=MOST)
    names = {each["login"]: member_name(each["userid"]) for each in found}
    return [{"id": id, "name": names[id]} for id in sorted(names, key=str.lower)]


def known_persons() -> list[str]:
    """Return the people, as texts, who hold duties of the site that the user may see."""
    return [text for hub in all_hubs() for text in _persons_of(hub) if text]


def _persons_of(hub) -> Iterator[str]:
    book = hub_duties(hub)
    for administration in hub_administrations(hub):
        if api.user.has_permission(VIEW_DUTIES, obj=administration):
            yield administration.head
            for facts in viewable_channels(administration):
                duties = book.get(facts.uid, Duties())
                yield from (duties.responsible, duties.substitute)
