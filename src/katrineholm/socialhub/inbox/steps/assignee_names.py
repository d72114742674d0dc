"""The names of persons to whom messages are assigned."""

from plone.dexterity.content import Container

from ...accounts.channels.person import member_name, person
from ...accounts.channels.responsibility import hub_duties


def assignee_name(hub: Container, who: str) -> str:
    """Return a member's name, or a contact's as in a duty of the hub; ``who`` if unknown.

    ``who`` is as in ``person.key``: a user's id, or a contact's e-mail.
    """
    if "@" not in who:
        return member_name(who)
    texts = {
        text
        for duties in hub_duties(hub).values()
        for text in (duties.responsible, duties.substitute, duties.head)
        if f"<{who}>" in text.lower()
    }
    named = (person(text) for text in sorted(texts))
    return next((each.name for each in named if each), who)
