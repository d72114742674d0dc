"""What is sent to a message's own address leads back to it, and to no other one."""

import transaction

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.threads import Thread
from katrineholm.socialhub.inbox.steps.threads import (
    join_thread,
    message_before,
    reply_address,
    thread_with,
)

MAILBOX = "kommun@example.se"


def token(hub, number):
    return reply_address(hub, number, MAILBOX).partition("@")[0].partition("+")[2]


def test_an_address_leads_to_its_message_as_long_as_there_is_one(receive, hub):
    first, second = receive("Ett"), receive("Två")
    tokens = [token(hub, number) for number in (first, second, 99)]
    transaction.commit()
    found = [message_before(hub, Thread(tokens=(each,)), 3) for each in tokens]
    assert found == [first, second, None]
    assert message_before(hub, Thread(tokens=(tokens[0],)), first) is None
    assert token(hub, first) == tokens[0]


def test_before_the_first_answer_no_address_leads_anywhere(receive, hub):
    receive("Ett")
    assert message_before(hub, Thread(tokens=("m1-" + "0" * 20,)), 2) is None


def test_a_thread_is_told_from_each_of_its_messages_and_each_log_tells_of_it(receive, hub):
    numbers = [receive(text) for text in ("Ett", "Två", "Tre", "Fyra")]
    first, second, third, alone = numbers
    assert join_thread(hub, second, first, now=1_790_000_009) == first
    assert join_thread(hub, third, second, now=1_790_000_010) == first
    assert [thread_with(hub, each) for each in numbers] == [[first, second, third]] * 3 + [[]]
    assert join_thread(hub, first, third, now=1_790_000_011) == first
    assert thread_with(hub, alone) == []
    assert messages_of(hub).broken() is None
