"""What is sent to a message's own address leads back to it, and to no other one."""

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.threads import Thread
from katrineholm.socialhub.inbox.reminders.replies import LENGTH, PURPOSE
from katrineholm.socialhub.inbox.steps.threads import join_thread, message_before, thread_with
from katrineholm.socialhub.site.forms.seals import seal


def address(hub, number):
    mark = seal(PURPOSE, hub.UID(), str(number))[:LENGTH]
    return f"kommun+{number}-{mark}@example.se"


def test_an_address_leads_to_its_message_as_long_as_there_is_one(receive, hub):
    first, second = receive("Ett"), receive("Två")
    addresses = [address(hub, number) for number in (first, second, 99)]
    found = [message_before(hub, Thread(addresses=(each,)), 3) for each in addresses]
    assert found == [first, second, None]
    assert message_before(hub, Thread(addresses=(addresses[0],)), first) is None
    forged = addresses[0].replace("+1-", "+2-")
    assert message_before(hub, Thread(addresses=(forged,)), 3) is None


def test_a_thread_is_told_from_each_of_its_messages_and_each_log_tells_of_it(receive, hub):
    numbers = [receive(text) for text in ("Ett", "Två", "Tre", "Fyra")]
    first, second, third, alone = numbers
    assert join_thread(hub, second, first, now=1_790_000_009) == first
    assert join_thread(hub, third, second, now=1_790_000_010) == first
    assert [thread_with(hub, each) for each in numbers] == [[first, second, third]] * 3 + [[]]
    assert join_thread(hub, first, third, now=1_790_000_011) == first
    assert thread_with(hub, alone) == []
    assert messages_of(hub).broken() is None
