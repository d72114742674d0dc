"""The flow's questions, answered as they stand: what has to be done before a message is closed."""

from katrineholm.socialhub.core.messages.guide import unanswered

NOTHING = {"addressed": False, "case": False, "secret": False, "answer_due": False}


def settle(messages, number, now, who="anna"):
    """Answer what nobody has answered yet by "no", without stating any fact."""
    while missing := unanswered(messages.state(number), messages.log(number)):
        answered = {"question": missing[0], "answer": False}
        messages.state_facts(number, {}, who=who, now=now, answered=answered)
