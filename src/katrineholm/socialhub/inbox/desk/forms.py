"""A step's form: the fields that it asks for, and what a form that was sent gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from zope.i18nmessageid import Message

from ... import _
from ...core.messages.flow import TRANSITIONS
from ...site.forms.request import text, texts
from ..steps.given import ADDRESS, LINE, LONG, TEXT


@dataclass(frozen=True, slots=True)
class Field:
    """``kind`` is line, text, person, day, address, tick or rules; ``longest`` in characters."""

    label: Message
    kind: str = "line"
    help: Message | str = ""
    required: bool = False
    longest: int = LINE


FIELDS = {
    "answer": Field(_("The answer, as it was given"), "text", required=True, longest=LONG),
    "confirmed": Field(_("Yes, it is to be deleted for good"), "tick", required=True),
    "decision": Field(_("The decision to dispose of it"), "text", required=True, longest=TEXT),
    "diary_date": Field(_("Date in the diary"), "day", required=True),
    "diary_number": Field(_("Diary number"), required=True),
    "diary_party": Field(_("Sender or receiver"), required=True),
    "diary_subject": Field(_("What it concerns"), required=True),
    "follow_up": Field(
        _("The new message's address, or its number here"), required=True, longest=ADDRESS
    ),
    "follow_up_on": Field(_("Day of the follow-up"), "day", required=True),
    "in_office": Field(
        _("I answer in office, on behalf of the municipality"), "tick", required=True
    ),
    "outcome": Field(_("What came of it"), "text", longest=TEXT),
    "permalink": Field(_("The answer's address"), "address", longest=ADDRESS),
    "reason": Field(_("Reason"), "text", required=True, longest=TEXT),
    "receipt": Field(
        _("What the platform answered"),
        "text",
        _("For example the notice that the comment is hidden, and when."),
        longest=TEXT,
    ),
    "receiver": Field(
        _("Who takes it over"), "person", _("A user name on this site."), required=True
    ),
    "rules": Field(_("Which rules it breaks"), "rules", required=True),
    "send": Field(_("Send it by e-mail to the sender"), "tick"),
    "second_person": Field(_("Who proposed it"), "person", required=True),
}
# What a person is told beside a step's fields.
HELP = {
    "claim": _("The message is yours then, and everybody who sees it can see that."),
    "forward": _("Whoever you choose gets a mail. The clock goes on until there is an answer."),
    "pass-on": _("Whoever you choose gets a mail. The clock goes on until there is an answer."),
    "accept": _("The message is yours to answer then."),
    "decline": _("The message goes back to whoever answers for the channel."),
    "take-back": _("The message is yours again, or goes to whoever answers for the channel."),
    "mark": _("It cannot be taken down by us: mark it, and report a crime to the police below."),
    "unmark": _("The message stays where it is, and no rule is said to be broken."),
    "watch": _("Nothing is to be answered now, but you keep an eye on it."),
    "answer": _("Answer where the sender wrote, then keep the answer here."),
    "follow-up": _("The message comes back to your list on that day."),
    "reopen-watch": _("Something new has been written in the thread: it is assessed again."),
    "act": _("Nothing is taken down by this step. That is the next one."),
    "withdraw": _("The message stays public, and is assessed again."),
    "seal": _("Text, files, sender and times are kept as they are now, and cannot be changed."),
    "unpublish": _(
        "When the evidence is sealed, hide the message on the platform: it can be shown again. "
        "Then say so here."
    ),
    "delete": _(
        "When the evidence is sealed, delete the message on the platform: it cannot be had back. "
        "Then say so here."
    ),
    "clear": _("The message is kept here; take it away from the channel's inbox."),
    "restore": _("Show the message on the platform again first."),
    "to-mailbox": _("A copy goes by e-mail to the authority's mailbox, as an incoming document."),
    "register": _("For the registrar: as it stands in the diary."),
    "close": _("Nothing more is to be done. A closed message can be opened again."),
    "reopen": _("The message is assessed again, from the first question."),
}
# What is done there, before it is said here.
ON_THE_PLATFORM = ("answer", "unpublish", "delete", "clear", "restore")
GRAVE = ("delete", "dispose")


def given_by(step: str, form: Mapping, prefix: str = "") -> dict:
    """What a form gives of what a step asks for, as ``steps.act`` takes it.

    Where a form has the fields of several steps, each has its ``prefix`` before their names.
    """
    asked = TRANSITIONS[step].asks if step in TRANSITIONS else ()
    values = {name: READERS.get(FIELDS[name].kind, text)(form, prefix + name) for name in asked}
    return {name: value for name, value in values.items() if value}


def ticked(form: Mapping, name: str) -> bool:
    """Whether a box was ticked."""
    return bool(text(form, name))


def fields(step: str, form: Mapping, rules: list[tuple[str, str]], prefix: str = "") -> list[dict]:
    """A step's fields as they are shown, with what was written in a form that was refused.

    ``rules`` are (code, text) of those that can be chosen; ``prefix`` is as in ``given_by``.
    """
    return [_field(name, form, rules, prefix) for name in TRANSITIONS[step].asks]


def written(step: str, form: Mapping, prefix: str = "") -> list[dict]:
    """What was written for a step that is possible no more: ``label`` and ``text``."""
    return [
        {"label": FIELDS[name].label, "text": value}
        for name, value in given_by(step, form, prefix).items()
        if isinstance(value, str)
    ]


def _field(name, form, rules, prefix):
    field = FIELDS[name]
    picked = texts(form, prefix + name)
    return {
        "name": prefix + name,
        "label": field.label,
        "kind": field.kind,
        "help": field.help,
        # A browser would demand the fields of all steps in a form, and one of them is taken.
        "required": (field.required and not prefix) or None,
        "longest": field.longest,
        "value": text(form, prefix + name),
        "options": [
            {"value": code, "text": told, "checked": code in picked or None}
            for code, told in (rules if field.kind == "rules" else ())
        ],
    }


READERS: dict[str, Callable] = {"tick": ticked, "rules": texts}
