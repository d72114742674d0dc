"""Messages as plain data, for pages, REST and files."""

from collections.abc import Callable, Mapping
from re import escape, search

from plone import api
from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.person import member_name
from ...accounts.channels.times import iso_time
from ...core.messages.content import ADDITION as COMPLETED
from ...core.messages.content import is_automatic, known_content
from ...core.messages.engine import Refused, possible_steps, unmet_guards
from ...core.messages.flow import ROLES, TRANSITIONS
from ...core.messages.guards import IN_ORDER, LIBRARY
from ...core.messages.state import HANDLING, PUBLICATION
from ...core.messages.store import REMOVAL_STEPS, messages_of
from ...site.settings.registry import setting
from ..steps.authority_access import is_withheld
from ..steps.deadlines import current_deadline, is_urgent
from ..steps.interpretation import current_interpretation
from ..steps.mails import channel_title
from ..steps.roles import current_actor, message_roles
from ..steps.site_knowledge import site_facts
from ..steps.summary import assignee_name, message_url, text_lines
from .visibility import may_see

EXCERPT = 280  # characters
# The first of these that is known is the sender's short name.
NAME_FIELDS = ("name", "handle", "url", "contact", "id")
RECORD_CLASSES = {
    "incoming": _("Incoming document"),
    "to-register": _("To be registered"),
    "registered": _("Registered document"),
    "secret": _("May be secret"),
}
INTERPRETATION_TITLES = {
    IN_ORDER: _("Comment on an open forum, kept in order"),
    LIBRARY: _("Comment on an open forum, no record"),
}
WITHHELD = _(
    "It belongs to another authority. Its registrar decides first whether you may read it; until "
    "then you see its number and its class."
)
# Log lines that are no steps of the flow.
LOG_TITLES = {
    "receive": _("Came in"),
    "wait": _("Waits for"),
    "note": _("Note"),
    "state": _("Stated"),
    "completed": _("Evidence completed"),
    "edited": _("Changed where it was written"),
    "reported": _("Reported again"),
    "looked": _("Looked whether it is gone"),
    "secrecy": _("Secrecy mark"),
    "disclosed": _("Disclosed to another authority"),
    "statement": _("Statement to the author"),
    "copy": _("Copy given out"),
    "erasure": _("Request for erasure"),
    "hold": _("Hold"),
    "request": _("Request for the record"),
    "drop-files": _("Files no longer held, only their hashes"),
    "propose-disposal": _("Disposal proposed"),
    "withdraw-disposal": _("Proposal of disposal taken back"),
    "police": _("Reported to the police"),
    "review": _("Review"),
    "receipt": _("Receipt given"),
    "thread": _("Mails in one thread"),
    "sent": _("Sent by e-mail"),
    "posted": _("The answer was posted at the service"),
    "unsent-answer": _("The answer was not posted"),
    "link-given": _("A link was given to whoever has no login"),
    "link-used": _("The link was used"),
    "outcome-told": _("The reporter was told what came of it"),
}

# The findings at the page of a removed message. A program reads a page without running it,
# so they claim no more than it can know.
FINDINGS = {
    "gone": _("The page no longer answers."),
    "without": _("The text is not on the page, as far as a program can read it."),
    "hidden": _("The service has hidden it, and says so."),
    "there": _("The text is still on the page."),
    "shown": _("The service shows it again."),
    "still-hidden": _("The service has not shown it again: do it there."),
}


def message_row(
    hub: Container, number: int, now: int, *, name: Callable[[object, str], str] = assignee_name
) -> dict:
    """Return a message as a row of the list.

    ``state``, ``publication`` and ``record`` are ids; values of ``…_title`` keys are translated.
    Times are ISO 8601 in UTC. ``name`` returns a person's name. The row of a withheld message
    reveals only its number, kind and class.
    """
    if is_withheld_from_assignee(hub, number):
        return _stub_row(hub, number)
    message = messages_of(hub)[number]
    known, state = known_content(message), message["state"]
    words = text_lines(known, api.portal.translate)
    due = current_deadline(message)
    return {
        "@id": message_url(hub, number),
        "id": number,
        "channel": {
            "uid": message["channel"],
            "title": channel_title(hub, message["channel"], api.portal.translate),
        },
        "kind": "direct" if state["is_direct"] else "public",
        "state": state["handling"],
        "state_title": api.portal.translate(HANDLING[state["handling"]]),
        "publication": state["publication"],
        "publication_title": api.portal.translate(PUBLICATION[state["publication"]]),
        "record": list(state["record"]),
        "record_class": record_class(state),
        "record_class_title": api.portal.translate(_record_class_title(state)),
        "excerpt": " ".join(" ".join(words).split())[:EXCERPT],
        # The sender of a disposed message is erased, not unknown.
        "sender": "" if "disposed" in state["record"] else sender_name(known["sender"]),
        "captured": iso_time(known["captured"]),
        "waits_for": name(hub, message["who"]),
        "is_mine": bool(current_actor()) and message["who"] == current_actor(),
        "due": iso_time(due),
        "is_late": due is not None and due < now,
        "is_urgent": state["handling"] != "closed" and is_urgent(message, message["log"].values()),
        "flagged": flagged_words(words[-1]),
        "is_automatic": is_automatic(known),
    }


def is_withheld_from_assignee(hub: Container, number: int) -> bool:
    """Return whether the current user is assigned a message but may not read it yet."""
    message, who = messages_of(hub)[number], current_actor()
    return bool(who) and message["who"] == who and is_withheld(hub, message, who)


def _stub_row(hub, number):
    texts = ("state", "state_title", "publication", "publication_title", "sender")
    state = messages_of(hub)[number]["state"]
    return dict.fromkeys(texts, "") | {
        "@id": message_url(hub, number),
        "id": number,
        "channel": {"uid": "", "title": ""},
        "kind": "direct" if state["is_direct"] else "public",
        "record": [],
        "record_class": record_class(state),
        "record_class_title": api.portal.translate(_record_class_title(state)),
        "excerpt": api.portal.translate(WITHHELD),
        "waits_for": assignee_name(hub, current_actor()),
        "is_mine": True,
        "due": None,
        "is_late": False,
        "is_urgent": False,
        "flagged": [],
        "is_automatic": False,
        "is_withheld": True,
    }


def message_data(hub: Container, number: int, now: int) -> dict:
    """Return all data of a message, and the steps that the current user may try now."""
    messages = messages_of(hub)
    message, log = messages[number], messages.log(number)
    page = message["captured"]["permalink"]
    related = messages.about_page(page) if page else []
    return message_row(hub, number, now) | {
        "captured": _as_json(message["captured"]),
        "completed": [log_line(each) for each in log if each["step"] == COMPLETED],
        "facts": _as_json(message["state"]["facts"]),
        "files": list(message["files"]),
        "log": [log_line(each) for each in log],
        "evidence": [seal["hash"] for seal in messages.evidence(number)],
        "about_the_same": [each for each in related if each != number and may_see(hub, each)],
        "transitions": step_choices(hub, number, now),
    }


def step_choices(hub: Container, number: int, now: int) -> list[dict]:
    """Return the steps that the current user may try, with their fields.

    ``hindrances`` are texts about obstacles that no value of a field can remove.
    """
    roles, said = message_roles(hub, messages_of(hub)[number]), api.portal.translate
    return [
        {
            "id": step.id,
            "title": said(step.title),
            "asks": list(step.asks),
            "hindrances": [said(each) for each in _obstacles(hub, number, step, roles, now)],
        }
        for step in possible_steps(messages_of(hub).state(number), roles)
    ]


def _obstacles(hub, number, step, roles, now):
    try:
        known = site_facts(hub, number, step.id, roles, now)
    except Refused as refusal:
        return [refusal.sentence]
    known |= messages_of(hub).facts_for(number, step.id, {})
    missing = unmet_guards(messages_of(hub).state(number), step, known)
    # A removal seals the message itself.
    met = ("sealed",) if step.id in REMOVAL_STEPS else ()
    return [
        guard.refusal for guard in missing if guard.asks not in step.asks and guard.name not in met
    ]


def record_class(state: Mapping) -> str:
    """Return a message's class as a record (G22): a key of RECORD_CLASSES, or "comment".

    ``state`` is plain data. A comment on a public forum needs no diary entry. A message to the
    authority is usually an incoming document, a case is registered, and a secret message is kept
    separate (G8).
    """
    facts = state["facts"]
    if facts["secret"]:
        return "secret"
    if facts["case"]:
        return "registered" if "registered" in state["record"] else "to-register"
    return "incoming" if state["is_direct"] or facts["addressed"] else "comment"


def _record_class_title(state):
    """Return the title; a public comment's follows guideline point 8 as it is read."""
    if (found := record_class(state)) == "comment":
        return INTERPRETATION_TITLES[current_interpretation()]
    return RECORD_CLASSES[found]


def log_line(each: Mapping) -> dict:
    """Return a line of a message's log as plain data, with readable names."""
    return {
        "step": each["step"],
        "title": api.portal.translate(step_title(each["step"])),
        "who": member_name(each["who"]) or api.portal.translate(ROLES["system"]),
        "time": iso_time(each["time"]),
        "given": _as_json(each["given"]),
        "hash": each["hash"],
    }


def step_title(step: str) -> Message | str:
    """Return the title of a log line, given the name of its step or other event."""
    return TRANSITIONS[step].title if step in TRANSITIONS else LOG_TITLES.get(step, step)


def sender_name(sender: Mapping | str) -> str:
    """Return a short name of a message's sender, or "Unknown"."""
    if isinstance(sender, str):
        return api.portal.translate(_("Unknown"))
    return next(sender[name] for name in NAME_FIELDS if sender.get(name))


def waiter_title(state: str) -> Message:
    """Return the label shown instead of an assignee if a message is assigned to nobody."""
    return _("Nobody") if state == "closed" else _("The information office")


def flagged_words(text: str) -> list[str]:
    """Return the office's flagged words that start a word of a text (G20)."""
    words = filter(None, (" ".join(each.split()) for each in setting("flag_words") or ()))
    folded = " ".join(text.split()).casefold()
    return [word for word in words if search(rf"(?<!\w){escape(word.casefold())}", folded)]


def _as_json(value):
    if isinstance(value, Mapping):
        return {name: _as_json(each) for name, each in value.items()}
    return [_as_json(each) for each in value] if isinstance(value, list | tuple) else value
