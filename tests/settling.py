"""The flow's questions, answered as they stand: what has to be done before a message is closed."""

from katrineholm.socialhub.core.messages.guide import unanswered_questions

# Posted to a message's "state": no to all that is asked.
NO = {
    **{"question": "rules", "answer": False},
    **dict.fromkeys(("addressed", "case", "secret", "answer_due"), False),
}
# What the diary asks for beside a number.
DIARY = {"diary_date": "2026-01-02", "diary_party": "Eva Ek", "diary_subject": "Lekplatsen"}


def settle(messages, number, now, who="anna"):
    """Answer what nobody has answered yet by "no", without stating any fact."""
    while missing := unanswered_questions(messages.state(number), messages.log(number)):
        answered = {"question": missing[0], "answer": False}
        messages.state_facts(number, {}, who=who, now=now, answered=answered)


def close(session, number, outcome="Klart", url="hub/@messages"):
    """Say over REST that there is nothing to do about a message, and close it; the answer."""
    session.post(f"{url}/{number}/state", json=NO)
    return session.post(f"{url}/{number}/close", json={"outcome": outcome})
