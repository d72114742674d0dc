"""What the tests of ``inbox/steps`` have in common."""

from threading import Thread

import transaction
from days import local_day

from katrineholm.socialhub.accounts.lifecycle.absences import note_absence
from katrineholm.socialhub.core.messages.store import messages_of

FORWARD = {"receiver": "cia", "reason": "Xylofrågan är din"}
DECISION = {
    "receiver": "cia",
    "provision": "OSL 10 kap. 2 §",
    "reason": "Nämnden kan inte svara utan stadsarkitekten.",
}
NOW = 1_790_000_000


def step(session, number, name, **given):
    return session.post(f"hub/@messages/{number}/{name}", json=given)


def page_of(number):
    return f"hub/@@messages/{number}"


def away(channel, *roles):
    for role in roles:
        note_absence(channel, role, local_day(), local_day())


def kept(hub):
    """All that the store holds, as plain values."""
    transaction.begin()
    messages = messages_of(hub)
    root = messages.root
    return (
        {n: (dict(m["state"]), m["who"], m["order"]) for n, m in root["messages"].items()},
        {n: (messages.log(n), messages.evidence(n)) for n in root["messages"]},
        [list(root[name]) for name in ("sources", "addresses", "shelves")],
        {key: count() for key, count in root["counts"].items() if count()},
    )


def is_refused(answer):
    """Whether it is a refusal as the contract has it: one sentence, and the guard's name."""
    said = answer.json()
    sentence = said["message"]
    return (
        (answer.status_code, said["type"]) in ((400, "BadRequest"), (403, "Forbidden"))
        and bool(said["guard"])
        and 5 < len(sentence) < 300
        and sentence.endswith((".", "!"))
    )


def at_once(*posts):
    """The answers to requests that are sent at the same time: (session, path, body) each."""
    answers = [None] * len(posts)

    def post(position, session, path, body):
        answers[position] = session.post(path, json=body)

    threads = [Thread(target=post, args=(n, *each)) for n, each in enumerate(posts)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return answers
