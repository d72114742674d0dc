"""A message's content and log as readable fields, since both are part of the record.

The log contains answers, decisions with reasons, registration, notes, statements to the author,
later reports and changes.
"""

from plone import api
from plone.dexterity.content import Container

from ...core.messages.content import known_content
from ...core.messages.flow import TRANSITIONS
from ...core.messages.store import messages_of
from ..desk.history import history_line
from ..desk.message_fields import message_fields

READABLE_STEPS = (*TRANSITIONS, "note", "statement", "reported", "edited")
# The values of a line for readers: no hashes or values that the site adds.
READABLE_VALUES = (
    *("answer", "permalink", "rules", "reason", "outcome", "receipt", "receiver"),
    *("follow_up", "follow_up_on", "diary_number", "diary_date", "diary_party", "diary_subject"),
    *("text", "to", "how", "contact", "address"),
)


def record_texts(hub: Container, number: int) -> dict[str, str]:
    """Return the readable content and log of a message, keyed by field name."""
    found = message_fields(known_content(messages_of(hub)[number]))
    came = {name: api.portal.translate(value) for name, _title, value in found}
    return came | log_texts(hub, number)


def log_texts(hub: Container, number: int) -> dict[str, str]:
    """Return readable log lines in order, keyed by ``<step>-<position>``."""
    return {
        f"{each['step']}-{at}": _line_text(hub, number, each)
        for at, each in enumerate(messages_of(hub).log(number))
        if each["step"] in READABLE_STEPS and any(map(each["given"].get, READABLE_VALUES))
    }


def _line_text(hub, number, each):
    given = {name: value for name, value in each["given"].items() if name in READABLE_VALUES}
    line = history_line(hub, number, each | {"given": given})
    facts = (f"{fact['label']}: {fact['text']}" for fact in line["facts"])
    return "\n".join((f"{line['when']['text']}, {line['who']}", *facts))
