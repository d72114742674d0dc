"""``@@handover`` on a hub, where one person's duties are handed over to another."""

from functools import cached_property
from typing import Any
from urllib.parse import quote

from plone import api
from plone.autoform.directives import widget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import Interface
from zope.schema import Bool

from ... import _
from ...site.mail.mailer import send_mail
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_schema import Line, ValueList
from ...site.pages.request import form_text
from ..channels.interfaces import PERSON
from ..channels.mail_texts import mail_sentence, may_open, office_contact
from ..channels.person import UnknownPerson, mail_recipient, normalized_person, person
from .duty_holders import ROLE_TITLES, Holder, duty_holders, role_title
from .handover import Duty, hand_over, person_duties
from .steps import state_title


class IHandOver(Interface):
    """The fields of a hand-over: the duties, with their old and new holder."""

    person = Line(required=False)
    duty = ValueList(value_type=Line(), demand=_("Choose at least one duty to hand over."))
    to = Line(title=_("New holder"), description=PERSON, demand=UnknownPerson.__doc__)
    tell = Bool(title=_("Send the new holder a mail"), required=False, default=True)
    widget("person", type="hidden")
    widget("duty", type="checkboxes")


def _hand_over(at, given):
    """Hand over all ticked duties or none, and return their number and the new holder's name."""
    to = normalized_person(given["to"])
    moved = hand_over(at.context, given["person"], to, given["duty"])
    if given["tell"]:
        mail_new_holder(to, moved)
    return {"number": len(moved), "name": person(to).name}


HAND_OVER = Act(
    "hand-over",
    _hand_over,
    said=lambda moved: _("Handed over to ${name}: ${number} duties.", mapping=moved),
    title=_("Hand over what is ticked"),
    fields=IHandOver,
)


class HandOverView(ActPage):
    """``@@handover`` on a hub: everybody who holds a duty, or all duties of one person."""

    page_name = "handover"
    index = ViewPageTemplateFile("handover_page.pt")
    acts = acts(HAND_OVER)
    title = _("Hand over duties")

    def refuse(self, refusal: Any) -> None:
        super().refuse(refusal)
        # A person without duties has no form, so there are no fields to mark.
        self.faults = self.faults if self.leaving_person else {}

    @cached_property
    def people(self) -> list[Holder]:
        """Everybody who holds duties, including deleted members."""
        return duty_holders(self.context)

    @cached_property
    def leaving_person(self) -> Holder | None:
        """The person whose duties are to be handed over, or None if nobody is chosen."""
        who = form_text(self.request.form, "person")
        return next((holder for holder in self.people if holder.key == who), None)

    def link(self, holder: Holder) -> str:
        """Return the URL of the page with one person's duties."""
        return f"{self.url}?person={quote(holder.key, safe='')}"

    def duties_form(self) -> dict:
        """Return the form with the leaving person's duties, all ticked initially."""
        found = person_duties(self.context, self.leaving_person.key)
        everything = [duty.id for duty in found]
        form = self.form(HAND_OVER.name, person=self.leaving_person.key, duty=everything)
        fields = {each["name"]: each for each in form["fields"]}
        chosen, name = fields["duty"]["value"], self.leaving_person.person.name
        fields["duty"] |= {
            "title": _("Held by ${name}", mapping={"name": name}),
            "options": [_option(duty, duty.id in chosen) for duty in found],
        }
        known = {each.text: each.person.name for each in self.people if not each.person.gone}
        fields["to"]["suggestions"] = known
        return {**form, "fields": [*fields.values()]}


def mail_new_holder(to: str, moved: list[Duty]) -> None:
    """Send the new holder a mail that lists the duties."""
    someone = person(to)
    opens = {duty.id for duty in moved if may_open(someone, duty.place)}
    lines = [_line(duty, is_linked=duty.id in opens) for duty in moved]
    ending = [] if len(opens) == len(lines) else ["", mail_sentence(office_contact())]
    subject = mail_sentence(_("Duties for channels in social media have been handed over to you"))
    opening = mail_sentence(_("These duties are yours from today:"))
    send_mail(mail_recipient(someone), subject, "\n".join((opening, "", *lines, *ending)))


def _line(duty, *, is_linked):
    line = f"{duty.place.title} ({mail_sentence(ROLE_TITLES[duty.role])})"
    return f"{line}: {duty.place.absolute_url()}" if is_linked else line


def _option(duty, is_chosen):
    place, title = duty.place, f"{duty.place.title}: {role_title(duty.role)}"
    if duty.role != "head":
        state = state_title(api.content.get_state(place))
        title = f"{place.title}, {place.__parent__.title}: {role_title(duty.role)} ({state})"
    return {"value": duty.id, "title": title, "selected": is_chosen}
