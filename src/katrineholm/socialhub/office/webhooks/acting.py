"""What a person or a program does with a receiver and with what it has not taken."""

from collections.abc import Iterable
from time import time

from ... import _
from ...core.hooks.signing import new_id
from ...site.forms.refusals import Refusal, sentence
from ...site.forms.retries import once
from . import book
from .book import OFF, ON, Delivery
from .delivering import sent
from .described import key_in
from .making import known, let_go, turn
from .telling import TEST, body_of

NOTHING = _("There is nothing of that kind to do.")


def act(hub, do: str, id: str):
    """Do something with a receiver; the sentence to say then. Raises Refusal."""
    if do not in STEPS:
        raise Refusal(NOTHING)
    step, said = STEPS[do]
    step(hub, id)
    return said


def again(hub, names: Iterable[str]):
    """Send once more what was given up; the sentence to say then."""
    book.raise_up(hub, map(key_in, names))
    return _("It is sent once more, as soon as the receiver is turned on and answers.")


def throw_away(hub, names: Iterable[str]):
    """What was given up is not sent any more; the sentence to say then."""
    book.throw_away(hub, map(key_in, names))
    return _("It is thrown away.")


def test(hub, id: str) -> None:
    """Send a receiver a message that means nothing, at once. Raises Refusal where it fails."""
    hook, now = known(hub, id), int(time())
    delivery = Delivery(new_id(), TEST, now, body_of(TEST, {"title": hook.title}, now))
    fault = once(("webhook", id), lambda: sent(hook, delivery, now))
    if fault is not None:
        raise Refusal(sentence(fault))


STEPS = {
    "test": (test, _("The receiver has taken the test message.")),
    "on": (lambda hub, id: turn(hub, id, ON), _("The receiver is turned on.")),
    "off": (lambda hub, id: turn(hub, id, OFF), _("The receiver is turned off.")),
    "remove": (let_go, _("The receiver is let go.")),
}
