"""One step taken with many messages (G16), for steps that need no individual decision."""

from collections.abc import Iterable

import transaction
from AccessControl import Unauthorized
from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import _
from ...core.messages.engine import Refused
from ...core.messages.guide import facts_of_answer, unanswered_questions
from ...core.messages.store import messages_of
from .steps import answer_question, take_step

# The steps, with the name of the field written once for all messages.
STEPS = {"claim": "", "watch": "reason", "close": "outcome"}


def take_bulk_step(
    hub: Container, numbers: Iterable[int], step: str, text: str, is_nothing: bool = False
) -> list[dict]:
    """Take a step with each message; return ``number`` and ``sentence`` of those refused.

    If ``is_nothing``, every open question of the flow is answered with no, except for refused
    messages and for the step ``claim``.
    """
    if step not in STEPS:
        return [{"number": "", "sentence": _("There is no such step.")}]
    given = {STEPS[step]: text} if STEPS[step] else {}
    tried = [(number, _refusal_of(hub, number, step, given, is_nothing)) for number in numbers]
    return [{"number": number, "sentence": each} for number, each in tried if each]


def _refusal_of(hub, number, step, given, is_nothing) -> Message | None:
    start = transaction.savepoint(optimistic=True)
    try:
        # A person who claims a message still has to set its facts.
        if is_nothing and STEPS[step]:
            _answer_no(hub, number)
        take_step(hub, number, step, given)
    except Refused as refusal:
        start.rollback()
        return refusal.sentence
    except Unauthorized:
        return _("This message is not yours to handle.")
    return None


def _answer_no(hub, number):
    messages = messages_of(hub)
    while missing := unanswered_questions(messages.state(number), messages.log(number)):
        answer_question(
            hub, number, missing[0], False, facts_of_answer(missing[0], False, False, False)
        )
