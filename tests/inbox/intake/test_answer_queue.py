"""An answer waits, is claimed and is remembered by what the service calls it."""

from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer

from katrineholm.socialhub.inbox.intake import answer_queue
from katrineholm.socialhub.inbox.intake.answer_queue import CLAIMED, WAITING, Outgoing


@implementer(IAnnotations)
class Hub(dict):
    """A hub that is its own annotations."""


def test_the_longest_overdue_comes_first_and_what_is_not_due_waits():
    hub = Hub()
    for number, due in ((1, 30), (2, 10), (3, 99)):
        answer_queue.store_answer(hub, number, Outgoing(WAITING, 1, due))
    assert answer_queue.due_answers(hub, 40) == [2, 1]


def test_what_is_updated_keeps_the_rest_and_what_is_gone_stays_gone():
    hub = Hub()
    answer_queue.queue_answer(hub, 1, 10)
    answer_queue.update_answer(hub, 1, state=CLAIMED, claimed=12)
    assert answer_queue.queued_answer(hub, 1) == Outgoing(CLAIMED, 10, 10, claimed=12)
    answer_queue.drop_answer(hub, 1)
    answer_queue.update_answer(hub, 1, state=CLAIMED)
    assert answer_queue.queued_answer(hub, 1) is None


def test_an_own_answer_is_known_by_its_id_or_its_address_and_not_by_none():
    hub = Hub()
    assert not answer_queue.is_own_answer(hub, "a1")
    answer_queue.note_own_answer(hub, 1, ("a1", ""))
    assert answer_queue.is_own_answer(hub, "", "a1")
    assert not answer_queue.is_own_answer(hub, "", "a2")
