"""Several steps with one message at once: all of them, or none.

Steps that the flow requires beforehand are taken automatically, others are offered: an answer
claims the message, is sent, and closes the message.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

import transaction
from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ...core.messages.engine import Refused
from ...core.messages.state import State
from ...core.messages.store import messages_of
from .steps import act

# The step taken first if the message is still assessed.
FIRST = {"answer": "claim"}
# The steps that may be taken along: before a step, or after it unless refused.
BEFORE = {"answer": ("to-mailbox",), "watch": ("to-mailbox",), "close": ("to-mailbox",)}
BEHIND = {"act": ("seal",), "answer": ("close",), "statement": ("close",)}
NOTHING: Mapping = {}


def take(
    hub: Container, number: int, step: str, given: Mapping, along: Collection[str] | None = ()
) -> tuple[State, Message | None]:
    """Take a step and the chosen steps around it; return the state and the obstacle, if any.

    If ``along`` is None, only the step itself is taken, as programs do. Raise as
    ``steps.take_step`` does; nothing is written then. A following step that is refused is left out,
    and its refusal returned: the step itself was valid.
    """
    if along is None:
        return act(hub, number, step, given), None
    with all_or_nothing():
        for each in (*_required_first(hub, number, step), *_chosen_steps(BEFORE, step, along)):
            act(hub, number, each, NOTHING)
        act(hub, number, step, given)
    hindrance = behind(hub, number, step, along)
    return messages_of(hub).state(number), hindrance


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Roll back the steps taken so far if one of several is refused."""
    start = transaction.savepoint(optimistic=True)
    try:
        yield
    except Refused:
        start.rollback()
        raise


def behind(hub: Container, number: int, step: str, along: Collection[str]) -> Message | None:
    """Take the chosen steps after a step; return the sentence of the first refusal, or None."""
    for each in _chosen_steps(BEHIND, step, along):
        try:
            act(hub, number, each, NOTHING)
        except Refused as refusal:
            return refusal.sentence
    return None


def _required_first(hub, number, step):
    is_early = messages_of(hub).state(number).handling == "assessing"
    return (FIRST[step],) if step in FIRST and is_early else ()


def _chosen_steps(table, step, along):
    return [each for each in table.get(step, ()) if each in along]
