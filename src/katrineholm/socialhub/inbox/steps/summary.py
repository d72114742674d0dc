"""A message in brief: the URL of its page, its assignee's name, and its text."""

from collections.abc import Callable, Mapping

from plone.dexterity.content import Container, DexterityContent
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.person import member_name, person
from ...accounts.channels.responsibility import hub_duties
from ...accounts.channels.visibility import public_url

TEXT_MISSING = _("Reported comment: its text is not filled in yet.")
REPORTER = _("The reporter writes:")


def messages_url(place: DexterityContent, rest: str = "") -> str:
    """Return the public URL of ``@@messages`` on a hub, an administration or a channel.

    ``rest`` is appended: a message number, a query, or the end of another page's name.
    """
    return f"{public_url('/'.join(place.getPhysicalPath()))}/@@messages{rest}"


def message_url(hub: Container, number: int) -> str:
    """Return the public URL of a message's page."""
    return messages_url(hub, f"/{number}")


def assignee_name(hub: Container, who: str) -> str:
    """Return the name of a member, or of a contact with a duty in the hub; ``who`` if unknown.

    ``who`` is as in ``person.person_key``: a user's id, or a contact's e-mail address.
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


def text_lines(known: Mapping, said: Callable[[Message], str]) -> list[str]:
    """Return a list whose last line is the message's text, after lines that introduce it.

    ``known`` is what ``content.known_content`` returns; ``said`` translates a text.
    """
    reported = (known.get("reported") or {}).get("text", "")
    if known["text"] or not reported:
        return [known["text"]]
    return [said(TEXT_MISSING), said(REPORTER), reported]
