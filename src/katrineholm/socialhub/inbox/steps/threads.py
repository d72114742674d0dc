"""Threads of messages: mails that continue an earlier message."""

from plone.dexterity.content import Container

from ...core.messages.content import UNKNOWN, known_content
from ...core.messages.store import messages_of
from ...core.messages.threads import Thread, messages_of_mail
from .replies import replied_message
from .validation import is_message_number

ASIDE_STEPS = ("watch", "follow-up")
LOG_STEP = "thread"  # of a message's log, with the message that it continues, or that continues it


def previous_message(hub: Container, thread: Thread, number: int) -> int | None:
    """Return the message that a new mail continues; None if there is none."""
    led, root = replied_message(hub, thread.addresses), messages_of(hub).root
    named = [each for id in thread.ids for each in messages_of_mail(root, id)]
    found = (each for each in (led, *named) if each not in (None, number))
    state = messages_of(hub).state
    return next((each for each in found if "disposed" not in state(each).record), None)


def join_thread(hub: Container, number: int, before: int, *, now: int) -> int:
    """Log on two messages that one continues the other; return the first of the thread."""
    first = first_in_thread(hub, before)
    if first != number:
        messages = messages_of(hub)
        messages.record(number, LOG_STEP, {"answers": str(first)}, who="", now=now)
        messages.record(first, LOG_STEP, {"follow_up": str(number)}, who="", now=now)
    return first


def first_in_thread(hub: Container, number: int) -> int:
    """Return the number of the first message in a message's thread, perhaps its own."""
    answers = _logged_numbers(hub, number, "answers")
    return int(answers[0]) if answers else number


def thread_numbers(hub: Container, number: int) -> list[int]:
    """Return the numbers of all messages in a message's thread, in order; [] if it is alone."""
    first = first_in_thread(hub, number)
    others = [int(each) for each in _logged_numbers(hub, first, "follow_up")]
    return [first, *others] if others else []


def is_new_in_thread(hub: Container, number: int, news: str) -> bool:
    """Return whether ``news``, a URL or a number, is new since the message was set aside."""
    if kept := _numbers_of(hub, news):
        return any(_is_later(hub, number, each) for each in kept)
    lines = messages_of(hub).log(number)
    return news not in {*_addresses(hub, number), *map(_news_of, lines)}


def arrival_time(hub: Container, news: str, now: int) -> int:
    """Return when the message ``news`` arrived, in seconds since 1970; ``now`` if unknown."""
    messages = messages_of(hub)
    return max((messages.log(each)[0]["time"] for each in _numbers_of(hub, news)), default=now)


def _numbers_of(hub, news):
    return [int(news)] if is_message_number(news) else messages_of(hub).about_page(news)


def _is_later(hub, number, other):
    messages = messages_of(hub)
    if other not in messages.root["messages"] or not _is_related(hub, number, other):
        return False
    lines = messages.log(number)
    aside = max(line["time"] for line in lines if line["step"] in (*ASIDE_STEPS, "receive"))
    is_noted = str(other) in map(_news_of, lines)
    return other != number and not is_noted and messages.log(other)[0]["time"] >= aside


def _is_related(hub, number, other):
    one, another = (known_content(messages_of(hub)[each]) for each in (number, other))
    is_one_sender = one["sender"] == another["sender"] != UNKNOWN
    is_one_page = bool(_addresses(hub, number) & _addresses(hub, other))
    return is_one_sender or is_one_page or other in thread_numbers(hub, number)


def _addresses(hub, number):
    known = known_content(messages_of(hub)[number])
    return {known[name] for name in ("permalink", "in_reply_to", "thread")} - {"", None}


def _news_of(line):
    return line["given"].get("follow_up") if line["step"] == "reopen-watch" else None


def _logged_numbers(hub, number, name):
    lines = (each for each in messages_of(hub).log(number) if each["step"] == LOG_STEP)
    return [line["given"][name] for line in lines if name in line["given"]]
