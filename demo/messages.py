"""The demonstration's messages: content/messages.toml, dated from the day it began."""

import tomllib
from operator import itemgetter
from pathlib import Path
from time import time

from plone import api

from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.guide import facts_of_answer
from katrineholm.socialhub.core.messages.store import IncomingMessage
from katrineholm.socialhub.inbox.steps import steps
from katrineholm.socialhub.inbox.steps.routing import receive_messages

FILE = Path(__file__).with_name("content") / "messages.toml"
HOUR, PACE = 3600, 600  # seconds; so long after each other are the steps taken


def add_messages(hub):
    """All of them, in the order of their numbers, each brought as far as its steps lead."""
    now = int(time())
    found = tomllib.loads(FILE.read_text("utf-8"))["message"]
    for data in sorted(found, key=itemgetter("hours"), reverse=True):
        came, taken = now - data.pop("hours") * HOUR, data.pop("steps", [])
        [number] = receive_messages(hub, [incoming(hub, data, came)], now=came)
        for count, step in enumerate(taken, 1):
            take(hub, number, step, min(came + count * PACE, now))


def incoming(hub, data, came):
    """A message as it comes in; what has a path was written below the channel's own address."""
    channel = hub.unrestrictedTraverse(data.pop("channel"))
    path, is_direct = data.pop("path", ""), data.pop("direct", False)
    permalink = f"{channel.profile_url.rstrip('/')}/{path}" if path else ""
    told = captured_content(data.pop("text"), at=came, permalink=permalink, **data)
    source = f"demo:{channel.getId()}:{came}"
    return IncomingMessage(source, channel.UID(), told, is_direct)


def take(hub, number, step, now):
    """A step by a person: one of the flow's, a question's answer, or a note."""
    with api.env.adopt_user(step.pop("by")):
        if "question" in step:
            question, answer = step["question"], step["answer"]
            stated = facts_of_answer(question, answer, step.get("case", False), False)
            steps.answer_question(hub, number, question, answer, stated, now=now)
        elif "note" in step:
            steps.add_note(hub, number, step["note"], now=now)
        else:
            steps.take_step(hub, number, step.pop("step"), step, now=now)
