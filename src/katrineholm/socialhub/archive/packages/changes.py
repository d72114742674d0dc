"""Packages of changes: what has become of the records that the archive has.

A record is in such a package as a whole, as it is now, with its versions and acts. ``changes.csv``
says what has happened to each since the package in which the archive has it.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from plone.dexterity.content import Container

from ...accounts.channels import post_acts
from ...accounts.channels.facts import ChannelFacts
from ...core.files.csv_schema import Column
from ...core.files.package_model import PackageItem
from ...core.timeline.layout import channel_and_box, existing_entry, version_list
from .activitystreams import entry_urn
from .coverage import Deliveries, Mark, WaitingEntry, delivered_packages
from .order_storage import CHANGES, Order, all_orders
from .scope import Changes, Scope, Span, owned_channels
from .tables import TIME, Table

COLUMNS = (
    Column("record", "Handlingen: inläggets id, som i entries.jsonl, eller meddelandets nummer"),
    Column("channel", "Kanalens id, som i register.csv"),
    Column("time", "När det skedde", TIME),
    Column("act", "Vad som hände"),
    Column("by", "Vem som gjorde det, tomt för källan själv"),
    Column("reason", "Skälet, det kvarvarande inlägget, eller de nya raderna i meddelandets logg"),
    Column("packages", "Paketen där arkivet har handlingen", separator=" "),
)
# Beside the acts of ``post_acts``.
LATE, EDIT, CHANGE, LOG = "late", "edit", "change", "log"


def has_changes(hub: Container, whose: str, *, messages: bool, secret: str = "") -> bool:
    """Return whether anything has changed since its delivery, in a channel or administration."""
    found, uids = _deliveries(hub), [each.uid for each in owned_channels(hub, whose)]
    posts = any(True for uid in uids if not secret for _each in found.changed_entries(uid))
    is_asked = messages or secret
    return posts or any(
        is_asked and found.changed_messages(uid, secret=bool(secret)) for uid in uids
    )


def delivered_days(hub: Container, whose: str) -> tuple[str, str] | None:
    """Return the first and the last day of all that the archive has of a channel or administration.

    Return None if it has nothing.
    """
    orders = [each.order for each in _marks(_deliveries(hub), owned_channels(hub, whose))]
    days = (
        min((each.first for each in orders), default=""),
        max((o.last for o in orders), default=""),
    )
    return days if orders else None


def open_changes(hub: Container, order: Order) -> Order | None:
    """Return an earlier order of the same changes that the archive has not acknowledged, or None.

    As long as there is one, it is unknown whether the archive has them.
    """
    uids = {each.uid for each in owned_channels(hub, order.whose)}
    for each in all_orders(hub):
        is_open = each.kind == CHANGES and each.id < order.id and not each.receipt
        owned = (one.uid for one in owned_channels(hub, each.whose))
        if is_open and bool(each.secret) is bool(order.secret) and uids.intersection(owned):
            return each
    return None


def changes_scope(hub: Container, order: Order) -> Scope | None:
    """Return the scope of an ordered package of changes; None if its channels are gone."""
    # An acknowledged one may be made again.
    earlier = [each for each in delivered_packages(hub) if each.id != order.id]
    found, channels = Deliveries(hub, earlier), tuple(owned_channels(hub, order.whose))
    marks, days = _marks(found, channels), delivered_days(hub, order.whose)
    if not days:
        return None
    return Scope(
        hub,
        order.title,
        channels,
        date.fromisoformat(days[0]),
        date.fromisoformat(days[1]),
        tuple(
            Span(each, *period)
            for each in channels
            for period in found.periods(each.uid, has_posts=not order.secret)
        ),
        has_messages=order.messages or bool(order.secret),
        has_diary=order.diary,
        secret=order.secret,
        changes=_changes(found, marks, [each.uid for each in channels], order.secret),
    )


def change_items(scope: Scope, folder: str) -> Iterator[PackageItem]:
    """Yield the list of changes if the package is one of changes."""
    if scope.changes:
        about = "Vad som har hänt med handlingarna sedan arkivet fick dem"
        rows = scope.changes.rows
        yield from Table(f"{folder}/changes.csv", about, COLUMNS, lambda _scope: rows).items(scope)


def _deliveries(hub):
    return Deliveries(hub, delivered_packages(hub))


def _marks(found: Deliveries, channels: Iterable[ChannelFacts]) -> list[Mark]:
    return [each for each in found.marks if any(each.periods(one.uid) for one in channels)]


def _changes(found: Deliveries, marks: list[Mark], uids: list[str], secret: str) -> Changes:
    posts = {uid: () if secret else tuple(found.changed_entries(uid)) for uid in uids}
    messages = {uid: tuple(found.changed_messages(uid, secret=bool(secret))) for uid in uids}
    rows = [row for each in posts.values() for one in each for row in _post_rows(found, one)]
    rows += [] if secret else _joined_rows(found, marks, uids)
    rows += [_message_row(found, number) for each in messages.values() for number in each]
    newest = {
        uid: tuple(sorted(((one.time, one.id) for one in each), reverse=True))
        for uid, each in posts.items()
    }
    parts = (part for each in marks[::-1] for part in each.order.delivered_parts)
    related = tuple(part["id"] for part in parts)
    return Changes(newest, messages, tuple(rows), related)


def _post_rows(found: Deliveries, waiting: WaitingEntry) -> Iterator[tuple]:
    """Yield what has happened to a post since the archive got it, each in a row."""
    entry, mark = existing_entry(found.timeline.root, waiting.id), waiting.mark
    happened = [(each.time, each.act, each.who, each.why) for each in _acts(mark, waiting.id)]
    edits = (each["until"] for each in version_list(entry) if each["until"] > mark.taken)
    happened += [(time, EDIT, "", "") for time in edits]
    if entry["first_seen"] > mark.taken:
        happened.append((entry["first_seen"], LATE, "", ""))
    for each in sorted(happened) or [(entry["last_changed"], CHANGE, "", "")]:
        yield _row(entry_urn(waiting.id), entry["channel"], *each, [mark])


def _acts(mark: Mark, post: str) -> list[post_acts.Line]:
    return mark.later_acts.get(post, [])


def _joined_rows(found: Deliveries, marks: list[Mark], uids: list[str]) -> Iterator[tuple]:
    """Yield a row for each duplicate that is gone, with the post that stays as the reason."""
    for post, lines in marks[0].later_acts.items():
        uid = channel_and_box(found.timeline.root, post)[0]
        for each in lines:
            is_new = all(each in _acts(mark, post) for mark in marks)
            if each.act == "join" and uid in uids and is_new:
                stays = entry_urn(each.why)
                yield _row(entry_urn(post), uid, each.time, each.act, each.who, stays, marks)


def _message_row(found: Deliveries, number: int) -> tuple:
    message = found.messages[number]
    lines = list(message["log"].values())
    marks = [each for each in found.marks if each.length(number) is not None]
    before = max((each.length(number) or 0 for each in marks), default=0)
    why = f"{before + 1}–{len(lines)}" if before < len(lines) else ""
    return _row(f"message:{number}", message["channel"], lines[-1]["time"], LOG, "", why, marks)


def _row(record, channel, time, act, who, why, marks):
    parts = (part for each in marks for part in each.order.delivered_parts)
    packages = " ".join(part["id"] for part in parts)
    return record, channel, time, act, who, why, packages
