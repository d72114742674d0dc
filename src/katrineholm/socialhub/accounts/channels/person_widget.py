"""The widget that selects a person, or takes a name and an e-mail; it needs no JavaScript."""

from typing import Any

from plone import api
from plone.app.z3cform.widgets.text import TextWidget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.interfaces import NO_VALUE, IFieldWidget
from z3c.form.widget import FieldWidget
from zope.interface import implementer

from .person import BARE_EMAIL, MAILBOX, normalized_person
from .person_choices import nearby_persons, person_choices


class PersonWidget(TextWidget):
    """A member, a known contact or a new person: one input, and another for a new e-mail."""

    template = ViewPageTemplateFile("person_widget.pt")

    def extract(self, default: Any = NO_VALUE) -> Any:
        """Return the two inputs as one text; a superfluous e-mail is ignored."""
        text = super().extract(default)
        email = self.request.get(self.email_name, "")
        if not isinstance(text, str) or not isinstance(email, str) or not email.strip():
            return text
        text, email = text.strip(), email.strip()
        is_whole = (
            "<" in text or BARE_EMAIL.fullmatch(text) or (text and api.user.get(username=text))
        )
        return text if is_whole else f"{text} <{email}>" if text else normalized_person(email)

    @property
    def email_name(self) -> str:
        return f"{self.name}.email"

    def parts(self) -> tuple[str, str]:
        """Return the values of the two inputs."""
        contact = MAILBOX.fullmatch(self.value or "")
        return (contact["name"].strip(), contact["email"]) if contact else (self.value or "", "")

    def choices(self) -> list[dict]:
        """Return the suggestions."""
        return person_choices(nearby_persons(self.context))


@implementer(IFieldWidget)
def PersonFieldWidget(field: Any, request: Any) -> FieldWidget:
    """Return the widget for a field that holds a person."""
    return FieldWidget(field, PersonWidget(request))
