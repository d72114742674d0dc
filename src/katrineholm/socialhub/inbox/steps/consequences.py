"""The consequences of a step, apart from the message's new state: assignee and notifications."""

from ...core.messages.store import messages_of
from .deadlines import deadline_after, deadline_basis
from .interfaces import IStepTaken
from .mails import notify_return
from .replies import mail_answer
from .roles import current_actor
from .routing import FORWARD_STEPS, FORWARDED, OFFICE_REASON, assign_message, channel_assignment
from .secrecy import notify_receiver
from .threads import arrival_time

RETURN_STEPS = ("decline", "take-back")


def apply_consequences(taken: IStepTaken) -> None:
    """Mail an answer, assign the message and notify people after a step, see IStepTaken."""
    if taken.given.get("send"):
        mail_answer(taken.hub, taken.number, taken.given["answer"], taken.now)
    if taken.step in FORWARD_STEPS:
        _assign(taken, taken.given["receiver"], FORWARDED)
        notify_receiver(taken.hub, taken.number, taken.given["reason"], current_actor())
    elif _state(taken).handling == "assessing":
        news = None
        if taken.step == "reopen-watch":
            news = arrival_time(taken.hub, taken.given["follow_up"], taken.now)
        assign_message(taken.hub, taken.number, now=taken.now, news=news)
        if taken.step in RETURN_STEPS and _message(taken)["who"] != current_actor():
            notify_return(taken.hub, taken.number, taken.given["reason"])
    elif taken.step == "act" and _message(taken)["why"] == FORWARDED:
        _give_back(taken)
    else:
        _assign(taken, *_handler(taken))


def _give_back(taken):
    """Return the message to its assignee: a receiver does not take it down."""
    waiting = channel_assignment(taken.hub, _message(taken)["channel"])
    _assign(taken, waiting.who, waiting.why)
    if waiting.who != current_actor():
        notify_return(taken.hub, taken.number, taken.given["reason"])


def _handler(taken):
    """Return the assignee and the reason: the person who claims, accepts or answers."""
    message = _message(taken)
    if taken.step not in ("claim", "answer") or message["who"] == current_actor():
        return (current_actor() if taken.step == "accept" else message["who"]), message["why"]
    waiting = channel_assignment(taken.hub, message["channel"])
    return current_actor(), waiting.why if waiting.who == current_actor() else OFFICE_REASON


def _assign(taken, who, why):
    found = deadline_basis(_message(taken), messages_of(taken.hub).log(taken.number), taken.now)
    due = deadline_after(taken.step, _state(taken), found, taken.given, taken.now)
    messages_of(taken.hub).wait(taken.number, who, due, why=why, now=taken.now)


def _message(taken):
    return messages_of(taken.hub)[taken.number]


def _state(taken):
    return messages_of(taken.hub).state(taken.number)
