"""Templates for answers, which belong to the whole hub or to one administration.

A template may have fields in braces, such as ``{name}``. When an answer is started from the
template, they are replaced by values of the message. Fields without a value remain.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from re import compile as pattern
from uuid import uuid4

from plone import api
from plone.dexterity.content import Container

from ... import _
from ...accounts.channels import hub_storage
from ...accounts.channels.facts import any_channel
from ...accounts.channels.person import member_name
from ...core.messages.content import UNKNOWN, known_content
from ...core.messages.engine import Refused
from ...core.messages.store import messages_of
from ...site.settings.registry import municipality_name, setting
from ..steps.roles import current_actor
from ..steps.validation import GUARD, MAX_LINE, MAX_LONG_TEXT, cleaned_line, cleaned_text

BOOK = "katrineholm.socialhub.templates"
MOST = 200
FIELD = pattern(r"\{(\w+)\}")
# The fields, and their titles.
FIELDS = {
    "name": _("The sender's name"),
    "subject": _("The message's subject"),
    "link": _("Where it was written"),
    "channel": _("The channel's name"),
    "administration": _("The administration's name"),
    "municipality": _("The municipality's name"),
    "office": _("The information office's e-mail"),
    "officer": _("Your own name"),
}


@dataclass(frozen=True, slots=True)
class Template:
    """An answer template; ``place`` is the UID of the hub or administration that it belongs to."""

    id: str
    place: str
    title: str
    text: str


def place_templates(hub: Container, place: str) -> list[Template]:
    """Return the templates of one hub or administration (a UID), sorted by title."""
    found = hub_storage.stored_data(hub, BOOK).items((place, ""), (f"{place}\0", ""))
    own = [Template(id, place, *words) for (_place, id), words in found]
    return sorted(own, key=lambda each: each.title.casefold())


def filled_templates(hub: Container, number: int) -> list[dict]:
    """Return ``id``, ``title`` and filled-in ``text`` of each template, the hub's own last."""
    facts = any_channel(hub, messages_of(hub)[number]["channel"])
    places = [facts.administration.uid] if facts else []
    values = template_values(hub, number)
    return [
        {"id": each.id, "title": each.title, "text": filled_text(each.text, values)}
        for place in (*places, api.content.get_uuid(hub))
        for each in place_templates(hub, place)
    ]


def cleaned_title(value: object, longest: int = MAX_LINE) -> str:
    """Return a template's cleaned title; raise engine.Refused if it is empty or too long."""
    if title := cleaned_line(value, longest):
        return title
    raise Refused(GUARD, _("Give the template a name, so that it can be found."))


def cleaned_template(value: object, longest: int = MAX_LONG_TEXT) -> str:
    """Return a template's text; raise engine.Refused if it is invalid or has unknown fields."""
    text = cleaned_text(value, longest)
    if not text:
        raise Refused(GUARD, _("Write what the answer begins with."))
    for each in FIELD.findall(text):
        if each not in FIELDS:
            raise Refused(GUARD, _("There is no field {${name}}.", mapping={"name": each}))
    return text


def save_template(hub: Container, place: str, title: object, text: object, id: str = "") -> None:
    """Store a new template, or change the one with an ``id``; raise Refused if it is invalid."""
    words = (cleaned_title(title), cleaned_template(text))
    book = hub_storage.writable_data(hub, BOOK)
    if not id and len(place_templates(hub, place)) >= MOST:
        raise Refused(GUARD, _("There are too many templates already."))
    if id and (place, id) not in book:
        raise Refused(GUARD, _("The template has been thrown away by somebody else."))
    book[place, id or uuid4().hex] = words


def delete_template(hub: Container, place: str, id: str) -> None:
    """Delete a template if it still exists."""
    hub_storage.stored_data(hub, BOOK).pop((place, id), None)


def template_values(hub: Container, number: int) -> dict[str, str]:
    """Return the values of the template fields for a message, keyed by field name."""
    message = messages_of(hub)[number]
    known, facts = known_content(message), any_channel(hub, message["channel"])
    sender = {} if known["sender"] == UNKNOWN else known["sender"]
    return {
        "name": sender.get("name") or sender.get("handle") or "",
        "subject": known["subject"],
        "link": known["permalink"],
        "channel": facts.title if facts else "",
        "administration": facts.administration.title if facts else "",
        "municipality": municipality_name(),
        "office": setting("office_email") or "",
        "officer": member_name(current_actor()),
    }


def filled_text(text: str, values: Mapping[str, str]) -> str:
    """Return a template's text with the values filled in; fields without a value remain."""
    return FIELD.sub(lambda field: values.get(field[1]) or field[0], text)
