"""Several steps taken with one message at once.

Steps that the flow requires beforehand are taken automatically, others are offered. An answer, for
example, first claims the message, and may close it afterwards.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

import transaction
from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ...core.messages.engine import Refused
from ...core.messages.state import State
from ...core.messages.store import messages_of
from .steps import take_step

# The step taken first if the message is still assessed.
REQUIRED_FIRST = {"answer": "claim"}
# The steps that may be taken along: before a step, or after it unless refused.
OPTIONAL_BEFORE = {"answer": ("to-mailbox",), "watch": ("to-mailbox",), "close": ("to-mailbox",)}
OPTIONAL_AFTER = {"act": ("seal",), "answer": ("close",), "statement": ("close",)}


def take_steps(
    hub: Container, number: int, step: str, given: Mapping, along: Collection[str] | None = ()
) -> tuple[State, Message | None]:
    """Take a step and chosen steps around it; return the state and a later step's refusal, if any.

    If ``along`` is None, only the step itself is taken, as for programs. Raise the same errors as
    ``steps.take_step``; then nothing is written. If a following step is refused, its refusal is
    returned, since the step itself was valid.
    """
    if along is None:
        return take_step(hub, number, step, given), None
    with atomic_steps():
        if step in REQUIRED_FIRST and messages_of(hub).state(number).handling == "assessing":
            take_step(hub, number, REQUIRED_FIRST[step], {})
        for each in _chosen_steps(OPTIONAL_BEFORE, step, along):
            take_step(hub, number, each, {})
        take_step(hub, number, step, given)
    hindrance = take_following_steps(hub, number, step, along)
    return messages_of(hub).state(number), hindrance


@contextmanager
def atomic_steps() -> Iterator[None]:
    """Roll back all steps taken in a ``with`` block if one of them is refused."""
    start = transaction.savepoint(optimistic=True)
    try:
        yield
    except Refused:
        start.rollback()
        raise


def take_following_steps(
    hub: Container, number: int, step: str, along: Collection[str]
) -> Message | None:
    """Take the chosen steps after a step; return the first refusal's error message, or None."""
    for each in _chosen_steps(OPTIONAL_AFTER, step, along):
        try:
            take_step(hub, number, each, {})
        except Refused as refusal:
            return refusal.sentence
    return None


def _chosen_steps(table, step, along):
    return [each for each in table.get(step, ()) if each in along]
