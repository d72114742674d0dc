"""Retention rules of a hub: how long each kind of record is kept, and by which decision.

Nothing is disposed of by a rule alone: an active rule only allows proposals, and is shown to the
public. A rule is proposed by one archivist and confirmed by another: see ``archive.retention``.
The period of messages is the setting ``keep_messages``, but never shorter than a rule in force.
Changes of rules are stored in an append-only log.

Source: arkivlagen (1990:782) 10 §; GDPR, articles 5.1 e and 13.2 a.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from typing import Any

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree
from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...site.settings.registry import PREFIX, setting
from . import hub_storage

KEY = "katrineholm.socialhub.retention"
BOOK = hub_storage.HubStorage(KEY, {"rules": OOBTree, "lines": LOBTree, "proposed": OOBTree})
LEAST, MOST = 30, 36500  # days, as in the setting for messages
MESSAGES = "message"


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record. Its retention days count from ``starts``; ``example`` is a suggestion.

    ``how`` names who disposes of it: the archivists ``here``, the inbox (``messages``), or those
    who answer ``requests``. If it is ``stated``, the period is only published, and applied
    elsewhere.
    """

    name: str
    title: Message
    starts: Message
    example: int
    how: str = "here"


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """The retention period for a kind, in ``days``, with its decision.

    It was proposed ``by`` a user at ``when``, and ``confirmed_by`` another at ``confirmed``; a rule
    of 1.0.0a2 was set by one user.
    """

    kind: str
    days: int
    decision: str = ""
    is_active: bool = False
    by: str = ""
    when: int = 0
    confirmed_by: str = ""
    confirmed: int = 0


PUBLISHED, NOTED = _("it was published"), _("it was noted")
KINDS = {
    kind.name: kind
    for kind in (
        RecordKind("entry", _("Entries"), PUBLISHED, 3650),
        RecordKind("version", _("Earlier versions of entries"), _("it was changed"), 730),
        RecordKind("withdrawn", _("Entries withdrawn at the source"), _("it was withdrawn"), 1825),
        RecordKind("hidden", _("Entries hidden by hand"), _("it was hidden"), 1825),
        RecordKind("held", _("Entries that were never let through"), _("it was retrieved"), 365),
        RecordKind("record", _("Entries kept for the record only"), PUBLISHED, 3650),
        RecordKind("picture", _("Pictures of entries"), PUBLISHED, 3650),
        RecordKind(MESSAGES, _("Messages"), _("it was closed"), 730, "messages"),
        RecordKind("diary", _("The diary"), NOTED, 36500, "stated"),
        RecordKind("history", _("The history of channels and the log"), NOTED, 36500, "stated"),
        RecordKind("outbox", _("Letters in the outbox"), _("it was sent"), 30, "stated"),
        RecordKind("snapshot", _("Snapshots and packages"), _("it was made"), 36500),
        RecordKind("request", _("The server's log of requests"), NOTED, 90, "stated"),
        RecordKind("given-out", _("Requests for records"), _("it was closed"), 730, "requests"),
    )
}


def retention_rules(hub: Any) -> dict[str, RetentionRule]:
    """Return the rule for each kind, in order. A kind without a rule gets an inactive example."""
    written = BOOK.read(hub)["rules"]
    found = {
        name: RetentionRule(name, *written.get(name, (KINDS[name].example,))) for name in KINDS
    }
    return found | {MESSAGES: replace(found[MESSAGES], days=message_days(hub))}


def message_days(hub: Any) -> int:
    """Return for how many days messages are kept: one person's setting never shortens a rule."""
    written = stored_rule(hub, MESSAGES)
    return max(setting("keep_messages"), written.days if written and written.is_active else 0)


def stored_rule(hub: Any, kind: str) -> RetentionRule | None:
    """Return the rule for a kind as it is stored, or None if there is only an example."""
    written = BOOK.read(hub)["rules"].get(kind)
    return written and RetentionRule(kind, *written)


def proposed_rules(hub: Any) -> dict[str, RetentionRule]:
    """Return the rules that wait to be confirmed, keyed by kind; none of them is in force."""
    written = BOOK.read(hub).get("proposed", {})
    return {kind: RetentionRule(kind, *values) for kind, values in written.items()}


def store_proposed_rule(hub: Any, rule: RetentionRule) -> None:
    """Store a rule that waits to be confirmed."""
    # A hub of 1.0.0a2 lacks the part.
    BOOK.writable(hub).setdefault("proposed", OOBTree())[rule.kind] = astuple(rule)[1:]


def delete_proposed_rule(hub: Any, kind: str) -> None:
    """Delete the rule for a kind that waits to be confirmed."""
    del BOOK.writable(hub)["proposed"][kind]


def store_rule(hub: Any, rule: RetentionRule) -> None:
    """Put the rule for its kind in the place of the last one, and log it.

    A rule for messages also changes the site's setting.
    """
    book = BOOK.writable(hub)
    lines = book["lines"]
    lines[lines.maxKey() + 1 if lines else 1] = line = astuple(rule)
    book["rules"][rule.kind] = line[1:]
    if rule.kind == MESSAGES and rule.days != setting("keep_messages"):
        api.portal.set_registry_record(f"{PREFIX}.keep_messages", rule.days)


def rule_log(hub: Any) -> Iterator[RetentionRule]:
    """Return all versions of a hub's rules, latest first."""
    return (RetentionRule(*line) for line in reversed(BOOK.read(hub)["lines"].values()))


def public_periods(hub: Any) -> Iterator[Message]:
    """Yield a sentence for the public about each active rule except the one for messages.

    The information text always states the period for messages, which has a minimum.
    """
    for rule in retention_rules(hub).values():
        if rule.is_active and rule.kind != MESSAGES:
            kind, given = KINDS[rule.kind], {"days": str(rule.days), "decision": rule.decision}
            given |= {"title": api.portal.translate(kind.title)}
            given |= {"starts": api.portal.translate(kind.starts)}
            yield _("${title}: ${days} days after ${starts} (${decision}).", mapping=given)
