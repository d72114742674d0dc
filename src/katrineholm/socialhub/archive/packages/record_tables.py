"""The tables of a package: the register, and what was done and decided about channels and posts.

Tables about posts have those of the part; the others are about the channels, in every part.
"""

import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

from zope.component import getUtilitiesFor
from zope.schema import Date

from ...accounts.channels import crisis, history, holds, post_acts
from ...accounts.channels.comment_rules import own_rules
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.interfaces import IChannel
from ...accounts.channels.responsibility import Duties, hub_duties
from ...accounts.channels.retention import RetentionRule, rule_log
from ...core.files.csv_schema import Column
from ...core.messages.store import messages_of
from ...core.timeline.layout import channel_and_box
from ...inbox.oversight.rounds import past_rounds
from .activitystreams import entry_urn
from .interfaces import IPackageTable
from .message_items import is_packed
from .scope import Scope
from .snapshot_storage import Snapshot, channel_snapshots
from .tables import TIME, Table, typed_column

DATA, DOCUMENTATION = "representations/posts/data", "documentation"
FACTS = tuple(each for each in fields(ChannelFacts) if each.name != "administration")
FACT_TEXTS = {
    "uid": "Kanalens id, som andra filer hänvisar till",
    "path": "Kanalens plats på webbplatsen",
    "hub_path": "Samlingsplatsens plats på webbplatsen",
    "state": "Kanalens status",
    "account": "Kontots namn hos tjänsten",
    "title": "Kanalens namn",
    "description": "Kanalens beskrivning",
    "email": "Kanalens officiella e-postadress",
    "phone": "Kanalens officiella telefonnummer",
}
DUTIES = ("responsible", "substitute")
CHANNEL, TIMESTAMP = Column("channel", FACT_TEXTS["uid"]), Column("time", "När det skedde", TIME)
BY, REASON = Column("by", "Vem som gjorde det, tomt för källan själv"), Column("reason", "Skälet")
ENTRY = Column("entry", "Inläggets id, som i entries.jsonl; tomt om det gäller kanalen")
RULES = {
    "kind": "Handlingsslag",
    "days": "Hur många dagar det bevaras",
    "decision": "Beslutet",
    "is_active": "Om regeln gäller",
    "by": "Vem som föreslog regeln",
    "when": "När regeln föreslogs",
    "confirmed_by": "Vem som bekräftade den; tomt om en ensam person satte regeln",
    "confirmed": "När den bekräftades",
}
RULE_TIMES = ("when", "confirmed")


@cache
def register_columns() -> tuple[Column, ...]:
    """Return the columns of the register, described by the texts of the channel's form."""
    found = (typed_column(each.name, _fact_text(each.name), _fact_type(each)) for each in FACTS)
    names = (Column(name, IChannel[name].title) for name in DUTIES)
    return (Column("administration", "Förvaltningen"), *found, *names)


def _fact_text(name):
    field = IChannel.get(name)
    return FACT_TEXTS.get(name) or (field.title if field else "")


def _fact_type(fact):
    return date if isinstance(IChannel.get(fact.name), Date) else fact.type


def _register_rows(scope: Scope) -> Iterator[list]:
    held = hub_duties(scope.hub)
    for channel in scope.channels:
        duties = held.get(channel.uid, Duties())
        facts = (getattr(channel, each.name) for each in FACTS)
        people = (getattr(duties, name) for name in DUTIES)
        yield [channel.administration.title, *facts, *people]


HISTORY_COLUMNS = (
    TIMESTAMP,
    Column("who", "Vem som gjorde det"),
    *(Column(name, FACT_TEXTS[name]) for name in ("uid", "path", "title", "state")),
    Column("step", "Vad som gjordes; tomt för en ändring av uppgifter"),
    Column("comment", "Anteckning eller skäl"),
    Column("changes", "Ändrade uppgifter som JSON: fält, före och efter"),
)


def _history_rows(scope: Scope) -> Iterator[list]:
    uids = {channel.uid for channel in scope.channels}
    for line in history.hub_lines(scope.hub):
        if line["uid"] in uids:
            changes = json.dumps(line["changes"], ensure_ascii=False)
            yield [*(line[name] for name in history.LINE[:-1]), changes]


def _act_rows(scope: Scope) -> Iterator[tuple]:
    """Yield the holds of the channels, and the acts on the posts; the entries are not loaded."""
    for channel in scope.channels:
        for line in post_acts.post_lines(scope.hub, holds.log_id(holds.CHANNEL, channel.uid)):
            yield "", channel.uid, line.time, line.act, line.who, line.why, ""
    for channel, entry_id in scope.ids():
        for line in post_acts.post_lines(scope.hub, entry_id):
            logged = (line.time, line.act, line.who, line.why, entry_urn(line.post))
            yield entry_urn(entry_id), channel.uid, *logged


def _hold_rows(scope: Scope) -> Iterator[tuple]:
    """Yield the holds in force on the channels, and on their posts and packed messages."""
    uids = {each.uid for each in scope.channels}
    for each in holds.active_holds(scope.hub):
        if _held_channel(scope, each) in uids:
            name = entry_urn(each.name) if each.kind == holds.ENTRY else each.name
            yield each.kind, name, each.when, each.by, each.reason


def _held_channel(scope, hold) -> str:
    """Return the channel of a held object; "" for a message whose like is not in the package."""
    if hold.kind == holds.CHANNEL:
        return hold.name
    if hold.kind == holds.ENTRY:
        return channel_and_box(scope.timeline.root, hold.name)[0]
    message = messages_of(scope.hub)[int(hold.name)]
    return message["channel"] if scope.has_messages and is_packed(scope, message) else ""


def _featured_rows(scope: Scope) -> Iterator[tuple]:
    uids = {each.uid for each in scope.channels}
    for each in crisis.order_log(scope.hub):
        if each.channel in uids or each.title:
            post = entry_urn(each.entry) if each.entry else ""
            words = (getattr(each, column.name) for column in NOTICE_COLUMNS)
            yield each.channel, post, each.since, each.until or None, each.by, each.why, *words


def _round_rows(scope: Scope) -> Iterator[tuple]:
    for line in past_rounds(scope.hub):
        for channel in scope.channels:
            if channel.uid in line["channels"]:
                yield channel.uid, line["time"], line["who"]


NOTICE_COLUMNS = (
    Column("title", "Rubriken, om det stod med egna ord; då saknas kanal och inlägg"),
    Column("text", "Texten"),
    Column("link", "Länken, tomt om den saknas"),
    Column("english_title", "Rubriken på engelska, tomt om den saknas"),
    Column("english_text", "Texten på engelska"),
)
SNAPSHOT_COLUMNS = (
    *(CHANNEL, Column("file", "Filen, en ZIP-fil så som den bevarades; tomt om den är gallrad")),
    Column("taken", "När den gjordes eller laddades upp", TIME),
    Column("since", "När den förra gjordes; tomt för den första", TIME),
    Column("by", "Vem som gjorde den; tomt om den gjordes av sig själv"),
    Column("posts", "Hur många inlägg som hade kommit sedan den förra", "integer"),
    Column("size", "Filens storlek i byte", "integer"),
    Column("sha256", "Filens kontrollsumma, som också står i kanalens historik"),
    Column(
        "uploaded", "De uppladdade filernas namn; tomt om den gjordes av inläggen", separator="\n"
    ),
    *(Column("disposed", "När den gallrades", TIME), Column("decision", "Beslut om gallring")),
)


def _snapshot_rows(scope: Scope) -> Iterator[tuple]:
    for each in scope_snapshots(scope):
        act = each.disposed or {}
        file = "" if each.file is None else f"snapshots/{each.id}.zip"
        facts = (each.by, each.posts, each.size, each.sha256, "\n".join(each.uploaded))
        outcome = (act.get("when"), act.get("decision"))
        yield each.uid, file, each.taken, each.since or None, *facts, *outcome


def scope_snapshots(scope: Scope) -> Iterator[Snapshot]:
    """Yield the snapshots taken within the spans of a scope, unless it is one of changes."""
    for span in () if scope.secret or scope.changes else scope.spans:
        for each in channel_snapshots(scope.hub, span.channel.uid):
            if span.start <= each.taken < span.end:
                yield each


def _comment_rule_rows(scope: Scope) -> Iterator[tuple]:
    for channel in scope.channels:
        for rule in own_rules(scope.hub.unrestrictedTraverse(channel.path)):
            for step in rule.steps:
                yield channel.uid, rule.id, rule.text, step.state, step.at, step.who, step.note


def _retention_rows(scope: Scope) -> Iterator[list]:
    for rule in rule_log(scope.hub):
        yield [getattr(rule, each.name) for each in fields(rule)]


def _rule_column(field: Any) -> Column:
    kind = TIME if field.name in RULE_TIMES else field.type
    return typed_column(field.name, RULES.get(field.name, ""), kind)


HISTORY = Table(
    f"{DATA}/history.csv",
    "Vad som har hänt med kanalerna, det senaste först",
    HISTORY_COLUMNS,
    _history_rows,
)
TABLES = (
    Table(
        f"{DATA}/acts.csv",
        "Vad som har gjorts med inläggen, av vem och varför; se documentation/om-paketet.txt",
        (
            *(ENTRY, CHANNEL, TIMESTAMP, Column("act", "Vad som gjordes"), BY, REASON),
            Column("logged_as", "Inläggets id då; ett annat om det var en dubblett"),
        ),
        _act_rows,
    ),
    Table(
        f"{DATA}/featured.csv",
        "Det som har stått under Viktigt nu: kanaler, inlägg och egna ord",
        (
            *(CHANNEL, ENTRY, TIMESTAMP, Column("until", "Till när; tomt för ett slut", TIME)),
            *(BY, REASON, *NOTICE_COLUMNS),
        ),
        _featured_rows,
    ),
    Table(
        f"{DATA}/rounds.csv",
        "Tillsynsrundor: när kanalens kommentarer har gåtts igenom, och av vem",
        (CHANNEL, TIMESTAMP, BY),
        _round_rows,
    ),
    Table(
        f"{DATA}/snapshots.csv",
        "Ögonblicksbilder av kanalerna, gjorda av inläggen eller uppladdade",
        SNAPSHOT_COLUMNS,
        _snapshot_rows,
    ),
    Table(
        f"{DOCUMENTATION}/holds.csv",
        "Gallringsstopp som gäller",
        (
            Column("kind", "Vad som är stoppat: channel, entry eller message"),
            Column("name", "Kanalens id, inläggets id eller meddelandets nummer"),
            *(TIMESTAMP, BY, REASON),
        ),
        _hold_rows,
    ),
    Table(
        f"{DOCUMENTATION}/comment-rules.csv",
        "Kanalernas egna kommentarsregler med alla steg",
        (
            *(CHANNEL, Column("rule", "Regelns beteckning"), Column("text", "Regelns text")),
            Column("state", "Steget: proposed, consulted, in_force, declined eller withdrawn"),
            *(TIMESTAMP, BY, Column("note", "Anteckning")),
        ),
        _comment_rule_rows,
    ),
    Table(
        f"{DOCUMENTATION}/retention-rules.csv",
        "Bevarande- och gallringsregler, alla versioner, den senaste först",
        tuple(_rule_column(each) for each in fields(RetentionRule)),
        _retention_rows,
    ),
)


def register_table() -> Table:
    """Return the table of the channels' facts, described by the texts of their form."""
    about = "Kanalernas uppgifter den dag då paketet gjordes"
    return Table(f"{DATA}/register.csv", about, register_columns(), _register_rows)


def record_tables() -> Iterator[Table]:
    """Yield the tables of a package, with those of other rooms."""
    yield register_table()
    yield from (HISTORY, *TABLES)
    yield from (table for _name, table in sorted(getUtilitiesFor(IPackageTable)))
