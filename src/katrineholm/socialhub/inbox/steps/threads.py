"""A mail goes on from a message: which one, and which messages are one thread."""

from ...core.messages.store import messages_of
from ...core.messages.threads import Thread, of_mail
from ..reminders.replies import message_of_reply

LINE = "thread"  # of a message's log: which message it goes on from, or which goes on from it


def message_before(hub, thread: Thread, number: int) -> int | None:
    """The message that a new one goes on from, whose mail tells of a thread; None without one."""
    led, root = message_of_reply(hub, thread.addresses), messages_of(hub).root
    named = [each for id in thread.ids for each in of_mail(root, id)]
    found = (each for each in (led, *named) if each not in (None, number))
    return next((each for each in found if not _is_disposed(hub, each)), None)


def join_thread(hub, number: int, before: int, *, now: int) -> int:
    """Write down on both which message a new one goes on from; the thread's first message."""
    first = first_of(hub, before)
    if first != number:
        messages = messages_of(hub)
        messages.record(number, LINE, {"answers": str(first)}, who="", now=now)
        messages.record(first, LINE, {"follow_up": str(number)}, who="", now=now)
    return first


def first_of(hub, number: int) -> int:
    """The first message of the thread that a message is in; itself where it is in none."""
    answers = _told(hub, number, "answers")
    return int(answers[0]) if answers else number


def thread_with(hub, number: int) -> list[int]:
    """All messages of the thread that a message is in, the first one first; none if it is alone."""
    first = first_of(hub, number)
    others = [int(each) for each in _told(hub, first, "follow_up")]
    return [first, *others] if others else []


def _told(hub, number, name):
    lines = (each for each in messages_of(hub).log(number) if each["step"] == LINE)
    return [line["given"][name] for line in lines if name in line["given"]]


def _is_disposed(hub, number):
    return "disposed" in messages_of(hub).state(number).record
