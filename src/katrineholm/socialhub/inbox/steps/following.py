"""The consequences of a step beside the message's new state: its assignee and notifications."""

from ...core.messages.store import messages_of
from ..reminders.deadlines import due_after, matter
from ..reminders.letters import tell_sent_back
from ..routing.roles import me
from ..routing.routing import FORWARDED, PASSING_ON, STANDING_IN, give, waits_for
from .disclosure import tell_receiver
from .interfaces import IStepTaken
from .sending import send
from .threads import came_in

RETURNING = ("decline", "take-back")


def follow(taken: IStepTaken) -> None:
    """Apply the consequences of a step, see interfaces.IStepTaken."""
    if taken.given.get("send"):
        send(taken.hub, taken.number, taken.given["answer"], taken.now)
    if taken.step in PASSING_ON:
        _assign(taken, taken.given["receiver"], FORWARDED)
        tell_receiver(taken.hub, taken.number, taken.given["reason"], me())
    elif _state(taken).handling == "assessing":
        news = _news_time(taken) if taken.step == "reopen-watch" else None
        give(taken.hub, taken.number, now=taken.now, news=news)
        if taken.step in RETURNING and _message(taken)["who"] != me():
            tell_sent_back(taken.hub, taken.number, taken.given["reason"])
    elif taken.step == "act" and _message(taken)["why"] == FORWARDED:
        _give_back(taken)
    else:
        _assign(taken, *_handler(taken))


def _give_back(taken):
    """Return the message to its assignee: a receiver does not take it down."""
    waiting = waits_for(taken.hub, _message(taken)["channel"])
    _assign(taken, waiting.who, waiting.why)
    if waiting.who != me():
        tell_sent_back(taken.hub, taken.number, taken.given["reason"])


def _handler(taken):
    """Return the assignee and the reason: the person who claims, accepts or answers."""
    message = _message(taken)
    if taken.step not in ("claim", "answer") or message["who"] == me():
        return (me() if taken.step == "accept" else message["who"]), message["why"]
    waiting = waits_for(taken.hub, message["channel"])
    return me(), waiting.why if waiting.who == me() else STANDING_IN


def _news_time(taken):
    return came_in(taken.hub, taken.given["follow_up"], taken.now)


def _assign(taken, who, why):
    found = matter(_message(taken), messages_of(taken.hub).log(taken.number), taken.now)
    due = due_after(taken.step, _state(taken), found, taken.given, taken.now)
    messages_of(taken.hub).wait(taken.number, who, due, why=why, now=taken.now)


def _message(taken):
    return messages_of(taken.hub)[taken.number]


def _state(taken):
    return messages_of(taken.hub).state(taken.number)
