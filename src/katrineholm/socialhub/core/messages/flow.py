"""The flow for incoming messages, as one definition (guideline points G7 to G9, appendix 2).

The engine, the guided steps, the REST API and the picture are all made from it.
"""

from dataclasses import dataclass, replace

from zope.i18nmessageid import Message

from ... import _
from .guards import CLOSING_GUARDS, IN_ORDER, LIBRARY

ANY = ()
# The flow's table has the roles for each step. A person has a role for one message.
HANDLERS = ("responsible", "substitute")
ACTORS = (*HANDLERS, "office")
ROLES = {
    "system": _("The system"),
    "responsible": _("Responsible"),
    "substitute": _("Substitute"),
    "receiver": _("Receiver"),
    "office": _("The information office"),
    "registrar": _("Registrar"),
    "archivist": _("Archivist"),
}
OPEN = ("received", "assessing", "answering", "forwarded", "answered", "watched", "acting")
ASSIGNED = tuple(each for each in OPEN if each != "received")
NOT_REMOVABLE = ("direct", "elsewhere")


@dataclass(frozen=True, slots=True)
class Transition:
    """A step in the flow. Empty ``handling`` or ``publication`` means any.

    ``to`` is the new handling, ``publishes`` the new publication, each "" for no change. ``marks``
    is added to the record. ``guards`` are keys of ``guards.GUARDS``, checked in this order.
    ``asks`` names the values that a person gives with the step, ``number`` its row in the table.
    ``help`` is shown beside its form. With ``is_elsewhere`` the step is done on the platform before
    it is recorded here. With ``is_grave`` it cannot be undone.
    """

    id: str
    number: str
    title: Message
    who: tuple[str, ...]
    handling: tuple[str, ...] = ANY
    to: str = ""
    publication: tuple[str, ...] = ANY
    publishes: str = ""
    marks: str = ""
    guards: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    help: Message | str = ""
    is_elsewhere: bool = False
    is_grave: bool = False


TRANSITIONS = {
    step.id: step
    for step in (
        Transition(
            "assess",
            "T1",
            _("Give to whoever answers"),
            who=("system",),
            handling=("received",),
            to="assessing",
        ),
        Transition(
            "claim",
            "T2",
            _("I answer"),
            who=HANDLERS,
            handling=("assessing",),
            to="answering",
            help=_("The message is yours then, and everybody who sees it can see that."),
        ),
        Transition(
            "forward",
            "T3",
            _("Pass on"),
            who=(*HANDLERS, "receiver"),
            handling=("assessing", "answering"),
            to="forwarded",
            guards=("receiver", "reason"),
            asks=("receiver", "reason"),
            help=_("Whoever you choose gets a mail. The clock goes on until there is an answer."),
        ),
        Transition(
            "pass-on",
            "T3b",
            _("Pass on to somebody else"),
            who=("receiver",),
            handling=("forwarded",),
            to="forwarded",
            guards=("receiver", "reason"),
            asks=("receiver", "reason"),
            help=_("Whoever you choose gets a mail. The clock goes on until there is an answer."),
        ),
        Transition(
            "accept",
            "T4",
            _("Take over"),
            who=("receiver",),
            handling=("forwarded",),
            to="answering",
            help=_("The message is yours to answer then."),
        ),
        Transition(
            "decline",
            "T5",
            _("Send back"),
            who=("receiver", "system"),
            handling=("forwarded", "answering"),
            to="assessing",
            guards=("reason",),
            asks=("reason",),
            help=_("The message goes back to whoever answers for the channel."),
        ),
        Transition(
            "take-back",
            "T5b",
            _("Take back"),
            who=ACTORS,
            handling=("forwarded",),
            to="assessing",
            guards=("reason",),
            asks=("reason",),
            help=_("The message is yours again, or goes to whoever answers for the channel."),
        ),
        Transition(
            "watch",
            "T6",
            _("Watch"),
            who=HANDLERS,
            handling=("assessing",),
            to="watched",
            guards=("no-answer-due", "reason"),
            asks=("reason",),
            help=_("Nothing is to be answered now, but you keep an eye on it."),
        ),
        Transition(
            "answer",
            "T7",
            _("Answer"),
            who=(*HANDLERS, "receiver"),
            handling=("answering", "forwarded"),
            to="answered",
            guards=("answer", "in-office"),
            asks=("answer", "post", "in_office", "permalink", "send"),
            help=_("Answer where the sender wrote, then keep the answer here."),
            is_elsewhere=True,
        ),
        Transition(
            "unsent",
            "T7b",
            _("The answer was not posted"),
            who=("system",),
            handling=("answered", "watched", "closed"),
            to="answering",
            guards=("reason",),
            asks=("reason",),
        ),
        Transition(
            "follow-up",
            "T8",
            _("Follow up later"),
            who=(*HANDLERS, "receiver", "system"),
            handling=("answered",),
            to="watched",
            guards=("follow-up-on",),
            asks=("follow_up_on",),
            help=_("The message comes back to your list on that day."),
        ),
        Transition(
            "reopen-watch",
            "T9",
            _("Assess a follow-up"),
            who=(*HANDLERS, "receiver", "system"),
            handling=("watched",),
            to="assessing",
            guards=("news",),
            asks=("follow_up",),
            help=_("Something new has been written in the thread: it is assessed again."),
        ),
        Transition(
            "act",
            "T10",
            _("It breaks a rule"),
            who=(*ACTORS, "receiver"),
            handling=("assessing", "answering", "forwarded", "answered", "watched"),
            to="acting",
            guards=("not-direct", "ours", "not-deleted", "rule", "reason"),
            asks=("rules", "reason"),
            help=_("Nothing is taken down by this step. That is the next one."),
        ),
        Transition(
            "mark",
            "T10d",
            _("Mark that it breaks a rule"),
            who=(*ACTORS, "receiver"),
            handling=ASSIGNED,
            publication=NOT_REMOVABLE,
            guards=("rule", "reason"),
            asks=("rules", "reason"),
            help=_(
                "It cannot be taken down by us: mark it, and report a crime to the police below."
            ),
        ),
        Transition(
            "withdraw",
            "T11",
            _("It breaks no rule after all"),
            who=ACTORS,
            handling=("acting",),
            to="assessing",
            guards=("still-public", "reason"),
            asks=("reason",),
            help=_("The message stays public, and is assessed again."),
        ),
        Transition(
            "unmark",
            "T11d",
            _("Take the mark away"),
            who=(*ACTORS, "receiver"),
            handling=ASSIGNED,
            publication=NOT_REMOVABLE,
            guards=("marked", "reason"),
            asks=("reason",),
            help=_("The message stays where it is, and no rule is said to be broken."),
        ),
        Transition(
            "seal",
            "T12",
            _("Seal the evidence"),
            who=(*ACTORS, "receiver", "system"),
            handling=OPEN,
            marks="sealed",
            guards=("shown",),
            help=_(
                "Text, files, sender and times are kept as they are now, and cannot be changed."
            ),
        ),
        Transition(
            "unpublish",
            "T13",
            _("Unpublish"),
            who=ACTORS,
            handling=("acting",),
            publication=("public",),
            publishes="unpublished",
            guards=("rule", "shown", "sealed"),
            asks=("receipt",),
            help=_(
                "When the evidence is sealed, hide the message on the platform: it can be shown "
                "again. Then say so here."
            ),
            is_elsewhere=True,
        ),
        Transition(
            "delete",
            "T14",
            _("Delete"),
            who=ACTORS,
            handling=("acting",),
            publication=("public", "unpublished"),
            publishes="deleted",
            guards=("rule", "shown", "sealed", "confirmed"),
            asks=("confirmed", "receipt"),
            help=_(
                "When the evidence is sealed, delete the message on the platform: it cannot be had "
                "back. Then say so here."
            ),
            is_elsewhere=True,
            is_grave=True,
        ),
        Transition(
            "clear",
            "T14d",
            _("Clear the channel's inbox of it"),
            who=(*HANDLERS, "receiver"),
            handling=("answered", "watched"),
            publication=("direct",),
            publishes="deleted",
            guards=("sealed", "kept"),
            asks=("receipt",),
            help=_("The message is kept here; take it away from the channel's inbox."),
            is_elsewhere=True,
        ),
        Transition(
            "restore",
            "T15",
            _("Restore"),
            who=ACTORS,
            handling=("acting", "closed"),
            to="assessing",
            publication=("unpublished",),
            publishes="public",
            guards=("another-person", "reason"),
            asks=("reason",),
            help=_("Show the message on the platform again first."),
            is_elsewhere=True,
        ),
        Transition(
            "to-mailbox",
            "T16",
            _("Send to the authority's mailbox"),
            who=(*HANDLERS, "receiver"),
            handling=OPEN,
            marks="in_mailbox",
            guards=("mailbox",),
            help=_("A copy goes by e-mail to the authority's mailbox, as an incoming document."),
        ),
        Transition(
            "register",
            "T17",
            _("Register"),
            who=("registrar",),
            marks="registered",
            guards=("diary-number", "diary-series", "diary-date", "diary-party", "diary-subject"),
            asks=("diary_number", "diary_date", "diary_party", "diary_subject"),
            help=_("For the registrar: as it stands in the diary."),
        ),
        Transition(
            "close",
            "T18",
            _("Close"),
            who=(*HANDLERS, "receiver"),
            handling=("assessing", "answered", "watched", "acting"),
            to="closed",
            guards=CLOSING_GUARDS,
            asks=("outcome",),
            help=_("Nothing more is to be done. A closed message can be opened again."),
        ),
        Transition(
            "reopen",
            "T19",
            _("Open again"),
            who=(*ACTORS, "receiver"),
            handling=("closed",),
            to="assessing",
            guards=("reason",),
            asks=("reason",),
            help=_("The message is assessed again, from the first question."),
        ),
        Transition(
            "dispose",
            "T20",
            _("Dispose of"),
            who=("archivist",),
            handling=("closed",),
            marks="disposed",
            guards=("decision", "period-passed", "no-request", "no-hold", "second-person"),
            asks=("decision", "second_person"),
            is_grave=True,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Branch:
    """The result of an answer: ``steps`` to take, and whether the next question follows.

    ``title`` is empty if the answer only leads to the next question. ``spares`` are later questions
    that are skipped for a message that can be taken down.
    """

    steps: tuple[str, ...] = ()
    title: Message | str = ""
    goes_on: bool = True
    spares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the officer in charge, from the guidelines' appendix 2."""

    id: str
    text: Message
    yes: Branch
    no: Branch


QUESTIONS = (
    Question(
        "rules",
        _("Does it break law or our rules?"),
        yes=Branch(
            ("act", "mark", "seal", "unpublish", "delete"),
            _("Seal the evidence, take the message down and tell its author why."),
            spares=("direct", "answer_due", "who"),
        ),
        no=Branch(),
    ),
    Question(
        "direct",
        _("Is it a direct message to the municipality?"),
        yes=Branch(("to-mailbox",), _("Send it to the authority's mailbox.")),
        no=Branch(),
    ),
    Question(
        "case",
        _("Does it belong to a case, could it start one, or may it be secret?"),
        yes=Branch(("register",), _("Have it registered.")),
        no=Branch(),
    ),
    Question(
        "answer_due",
        _("Does the sender expect an answer?"),
        yes=Branch(),
        no=Branch(("watch", "close"), _("Watch it, or close it."), goes_on=False),
    ),
    Question(
        "who",
        _("Can I answer it?"),
        yes=Branch(("claim", "answer", "close"), _("Answer it, and close it."), goes_on=False),
        no=Branch(("forward",), _("Pass it on to whoever can, and say why."), goes_on=False),
    ),
)

# The result of the second question's "no", by the reading of guideline point 8.
PUBLIC_RECORD_TITLES = {
    IN_ORDER: _("It is a record: it is kept in order here, and needs no diary entry."),
    LIBRARY: _("It is no record while it is public, as a library's books are none."),
}


def flow_questions(reading: str = IN_ORDER) -> tuple[Question, ...]:
    """Return the questions of the flow, worded for a reading (key) of guideline point 8."""
    return tuple(
        replace(each, no=replace(each.no, title=PUBLIC_RECORD_TITLES[reading]))
        if each.id == "direct"
        else each
        for each in QUESTIONS
    )
