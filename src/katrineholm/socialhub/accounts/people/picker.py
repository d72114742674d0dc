"""The field where a person is chosen, or written with name and e-mail; it needs no scripts."""

from collections.abc import Iterable

from Acquisition import aq_base
from plone import api
from plone.app.z3cform.widgets.text import TextWidget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.interfaces import NO_VALUE, IFieldWidget
from z3c.form.widget import FieldWidget
from zope.interface import implementer

from .choices import choices
from .person import BARE, MAILBOX

VIEW_DUTIES = "katrineholm.socialhub: View duties"
PLACES = ("SocialHub", "Administration")
FIELDS = ("responsible", "substitute", "head")


class PersonWidget(TextWidget):
    """A member, a contact used before, or somebody new: one field, and one for the new's e-mail."""

    template = ViewPageTemplateFile("picker.pt")

    def extract(self, default=NO_VALUE):
        """The two fields as one text; an e-mail beside a member or a whole contact is left out."""
        text = super().extract(default)
        email = self.request.get(self.email_name, "")
        if not isinstance(text, str) or not isinstance(email, str) or not email.strip():
            return text
        text, email = text.strip(), email.strip()
        is_whole = "<" in text or BARE.fullmatch(text) or (text and api.user.get(username=text))
        return text if is_whole else f"{text} <{email}>" if text else email

    @property
    def email_name(self) -> str:
        return f"{self.name}.email"

    def parts(self) -> tuple[str, str]:
        """What stands in the two fields."""
        contact = MAILBOX.fullmatch(self.value or "")
        return (contact["name"].strip(), contact["email"]) if contact else (self.value or "", "")

    def choices(self) -> list[dict]:
        """Whom the field offers."""
        return choices(used_before(self.context))


@implementer(IFieldWidget)
def PersonFieldWidget(field, request):
    """The widget for a field that holds a person."""
    return FieldWidget(field, PersonWidget(request))


def used_before(context) -> Iterable[str]:
    """Persons of the place around, its channels or administrations; of those whose duties are seen.

    Nobody else's: who answers elsewhere is not everybody's to read.
    """
    places = [place for place in (context, context.__parent__) if place.portal_type in PLACES]
    for each in (part for place in places for part in (place, *place.objectValues())):
        if api.user.has_permission(VIEW_DUTIES, obj=each):
            yield from (getattr(aq_base(each), name, None) or "" for name in FIELDS)
