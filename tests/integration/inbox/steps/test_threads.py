"""What is sent to a message's own address leads back to it, and to no other one."""

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.threads import Thread
from katrineholm.socialhub.inbox.steps.replies import LENGTH, PURPOSE
from katrineholm.socialhub.inbox.steps.threads import join_thread, previous_message, thread_numbers
from katrineholm.socialhub.site.pages.signatures import signature


def address(hub, number):
    mark = signature(PURPOSE, hub.UID(), str(number))[:LENGTH]
    return f"kommun+{number}-{mark}@example.se"


def test_an_address_leads_to_its_message_as_long_as_there_is_one(receive, hub):
    first, second = receive("Ett"), receive("Två")
    addresses = [address(hub, number) for number in (first, second, 99)]
    found = [previous_message(hub, Thread(addresses=(each,)), 3) for each in addresses]
    assert found == [first, second, None]
    assert previous_message(hub, Thread(addresses=(addresses[0],)), first) is None
    forged = addresses[0].replace("+1-", "+2-")
    assert previous_message(hub, Thread(addresses=(forged,)), 3) is None


def test_a_thread_is_told_from_each_of_its_messages_and_each_log_tells_of_it(receive, hub):
    numbers = [receive(text) for text in ("Ett", "Två", "Tre", "Fyra")]
    first, second, third, alone = numbers
    assert join_thread(hub, second, first, now=1_790_000_009) == first
    assert join_thread(hub, third, second, now=1_790_000_010) == first
    assert [thread_numbers(hub, each) for each in numbers] == [[first, second, third]] * 3 + [[]]
    assert join_thread(hub, first, third, now=1_790_000_011) == first
    assert thread_numbers(hub, alone) == []
    assert messages_of(hub).first_mismatch() is None
