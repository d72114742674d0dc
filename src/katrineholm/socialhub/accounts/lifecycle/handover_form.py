"""The form by which one person's duties in a hub are handed over to another."""

from typing import Any

from plone import api
from plone.autoform.directives import widget
from zope.interface import Interface, provider
from zope.schema import Bool
from zope.schema.interfaces import IContextSourceBinder
from zope.schema.vocabulary import SimpleVocabulary

from ... import _
from ...site.mail.mailer import send_mail
from ...site.pages.acts import Act, form_with_options
from ...site.pages.form_schema import Line, SingleChoice, ValueList, vocabulary
from ...site.pages.permissions import MANAGE_REGISTER
from ..channels.channel_names import state_title
from ..channels.interfaces import PERSON
from ..channels.mail_texts import mail_sentence, may_open, office_contact
from ..channels.person import UnknownPerson, mail_recipient, normalized_person, person
from .duty_holders import ROLE_TITLES, Holder, duty_holders, role_title
from .handover import Duty, hand_over, person_duties


@provider(IContextSourceBinder)
def holders_vocabulary(hub: Any) -> SimpleVocabulary:
    """Return a vocabulary of everybody who holds a duty in a hub, with the number of duties."""
    return vocabulary({holder.key: _holder_title(holder) for holder in duty_holders(hub)})


class ILeaving(Interface):
    """The field for the person whose duties are handed over."""

    leaving = SingleChoice(title=_("Whose duties"), source=holders_vocabulary)


class IHandOver(Interface):
    """The fields of a hand-over: the duties, with their old and new holder."""

    person = Line(required=False)
    duty = ValueList(
        title=_("Duties"), value_type=Line(), demand=_("Choose at least one duty to hand over.")
    )
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
    permission=MANAGE_REGISTER,
)


def duty_options(hub: Any, leaving: Holder) -> list[dict]:
    """Return the duties of a person who leaves as options of a form."""
    return [_option(duty) for duty in person_duties(hub, leaving.key)]


def handover_form(form: dict, holders: list[Holder], options: list[dict]) -> dict:
    """Return the form of a hand-over with its duties, and the holders as suggestions."""
    found = form_with_options(form, duty=options)
    known = {each.text: each.person.name for each in holders if not each.person.gone}
    fields = [
        each | {"suggestions": known} if each["name"] == "to" else each for each in found["fields"]
    ]
    return {**found, "fields": fields}


def mail_new_holder(to: str, moved: list[Duty]) -> None:
    """Send the new holder a mail that lists the duties."""
    someone = person(to)
    assert someone is not None
    opens = {duty.id for duty in moved if may_open(someone, duty.place)}
    lines = [_line(duty, is_linked=duty.id in opens) for duty in moved]
    ending = [] if len(opens) == len(lines) else ["", mail_sentence(office_contact())]
    subject = mail_sentence(_("Duties for channels in social media have been handed over to you"))
    opening = mail_sentence(_("These duties are yours from today:"))
    send_mail(mail_recipient(someone), subject, "\n".join((opening, "", *lines, *ending)))


def _line(duty, *, is_linked):
    line = f"{duty.place.title} ({mail_sentence(ROLE_TITLES[duty.role])})"
    return f"{line}: {duty.place.absolute_url()}" if is_linked else line


def _holder_title(holder):
    about = {"name": holder.person.name, "number": holder.duty_count}
    if holder.person.gone:
        text = _("${name}: has no account any more. Duties: ${number}", mapping=about)
    else:
        text = _("${name}. Duties: ${number}", mapping=about)
    return api.portal.translate(text)


def _option(duty):
    place, title = duty.place, f"{duty.place.title}: {role_title(duty.role)}"
    if duty.role != "head":
        state = state_title(api.content.get_state(place))
        title = f"{place.title}, {place.__parent__.title}: {role_title(duty.role)} ({state})"
    return {"value": duty.id, "title": title}
