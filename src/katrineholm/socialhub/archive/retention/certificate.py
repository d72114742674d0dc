"""The certificate of a disposal (gallringsbevis), a text in Swedish for the archive's own files.

It says what was disposed of, without its content: kind, channels, periods, numbers, rule, decision,
both persons, and each item with its hashes.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter

from plone import api
from plone.dexterity.content import Container

from ...accounts.channels.person import member_name
from ...accounts.channels.retention import KINDS, RetentionRule
from ...accounts.channels.times import formatted_date, formatted_time, local_date
from ...site.settings.registry import municipality_name
from . import disposal_storage
from .disposal_items import ItemRow, find_records, item_rows

OUTCOME_TEXTS = {
    disposal_storage.GONE: "gallrat",
    disposal_storage.HELD: "inte gallrat: gallringsstopp eller öppen begäran",
    disposal_storage.OTHER: "inte gallrat: har ändrats sedan förslaget",
}
UNKNOWN = "–"


def disposal_certificate(hub: Container, name: str, proposal: Mapping) -> str:
    """Return the certificate of a finished disposal, with a line for each item."""
    kind, known = proposal["kind"], proposal.get("owners")
    rows = item_rows(hub, kind, find_records(hub, kind, proposal["items"]), known)
    found = {each.id: each for each in rows}
    lines = [
        *_heading(hub, name, proposal),
        *_extent([each for each in rows if _is_gone(proposal, each.id)]),
        "",
        "Varje rad: id, kanal, dag, vad som hände, när, och kontrollsummor (SHA-256) över det",
        "som fanns: inlägget och dess tidigare lydelser, bilderna eller filerna.",
        "",
        *("\t".join(_item_cells(id, done, found.get(id))) for id, done in _items(proposal)),
    ]
    return "\n".join(lines) + "\n"


def _heading(hub, name, proposal):
    outcomes = [done[0] for _id, done in _items(proposal)]
    return [
        f"Gallringsbevis {name}",
        "",
        f"Myndighet: {municipality_name()}",
        f"Samlingsplats: {hub.title}",
        f"Handlingsslag: {api.portal.translate(KINDS[proposal['kind']].title)}",
        *_rule(proposal),
        f"Beslut: {proposal['decision']}",
        f"Föreslaget av: {_who(*proposal['proposed'])}",
        f"Bekräftat av: {_who(*proposal['confirmed'])}",
        f"Genomfört: {formatted_time(proposal['done'])['text']}",
        f"Gallrat: {outcomes.count(disposal_storage.GONE)} av {len(outcomes)}",
        "",
    ]


def _rule(proposal) -> Iterator[str]:
    """Yield the rule by which it was due; a disposal of 1.0.0a2 does not state it."""
    if written := proposal.get("rule"):
        rule = RetentionRule(proposal["kind"], *written)
        starts = api.portal.translate(KINDS[rule.kind].starts)
        yield f"Regel: {rule.days} dagar efter att {starts} ({rule.decision})"
        if rule.confirmed_by:
            yield f"Regeln föreslogs av: {_who(rule.by, rule.when)}"
            yield f"Regeln bekräftades av: {_who(rule.confirmed_by, rule.confirmed)}"


def _extent(rows: list[ItemRow]) -> Iterator[str]:
    """Yield how much of each channel is gone, and between which days."""
    by_channel = attrgetter("channel")
    for channel, found in groupby(sorted(rows, key=by_channel), by_channel):
        days = sorted(local_date(each.time).isoformat() for each in found)
        first, last = formatted_date(days[0]), formatted_date(days[-1])
        yield f"{channel}: {len(days)}, {first if first == last else f'{first} – {last}'}"


def _items(proposal):
    return proposal["items"].items()


def _is_gone(proposal, id):
    return proposal["items"][id][0] == disposal_storage.GONE


def _item_cells(id, done, row: ItemRow | None):
    outcome, hashes, timestamp = done
    place = (row.channel, local_date(row.time).isoformat()) if row else (UNKNOWN, UNKNOWN)
    return [id, *place, OUTCOME_TEXTS[outcome], formatted_time(timestamp)["text"], *hashes]


def _who(user, moment):
    name = member_name(user)
    known = user if name == user else f"{name} ({user})"
    return f"{known}, {formatted_time(moment)['text']}"
