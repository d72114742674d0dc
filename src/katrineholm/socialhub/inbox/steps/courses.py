"""Several steps with one message in one go: all that is wished for, or nothing.

What the flow demands before a step is taken with it, and what goes along with it is offered: an
answer claims the message, is sent, and closes it.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

import transaction
from zope.i18nmessageid import Message

from ...core.messages.engine import Refused
from ...core.messages.state import State
from ...core.messages.store import messages_of
from .steps import act

# What is taken before a step where the message is still assessed.
FIRST = {"answer": "claim"}
# What may go along with a step: before it, or behind it unless something stands in the way.
BEFORE = {"answer": ("to-mailbox",), "watch": ("to-mailbox",), "close": ("to-mailbox",)}
BEHIND = {"act": ("seal",), "answer": ("close",), "statement": ("close",)}
NOTHING: Mapping = {}


def take(
    hub, number: int, step: str, given: Mapping, along: Collection[str] | None = ()
) -> tuple[State, Message | None]:
    """Take a step and what goes along with it; where the message stands then, and what hindered.

    With None for ``along`` it is taken alone: a program takes what comes before it, too.

    Raises as ``steps.act`` does, and has written nothing then. What is to come behind the step
    and may not is left out, and its hindrance told: the step itself was right.
    """
    if along is None:
        return act(hub, number, step, given), None
    with all_or_nothing():
        for each in (*_first(hub, number, step), *_wished(BEFORE, step, along)):
            act(hub, number, each, NOTHING)
        act(hub, number, step, given)
    hindrance = behind(hub, number, step, along)
    return messages_of(hub).state(number), hindrance


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Where one of several steps is refused, what was written for those before it is taken back."""
    start = transaction.savepoint(optimistic=True)
    try:
        yield
    except Refused:
        start.rollback()
        raise


def behind(hub, number: int, step: str, along: Collection[str]) -> Message | None:
    """Take what is wished for behind a step that has been taken; what stands in its way."""
    for each in _wished(BEHIND, step, along):
        try:
            act(hub, number, each, NOTHING)
        except Refused as refusal:
            return refusal.sentence
    return None


def _first(hub, number, step):
    is_early = messages_of(hub).state(number).handling == "assessing"
    return (FIRST[step],) if step in FIRST and is_early else ()


def _wished(table, step, along):
    return [each for each in table.get(step, ()) if each in along]
