"""The acts on orders of packages, for forms and services.

If an act raises Refusal, it has stored nothing.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from operator import itemgetter
from time import time
from typing import Any

from plone import api
from plone.dexterity.content import Container

from ... import _
from ...accounts.channels import history, holds
from ...accounts.channels.facts import AdministrationFacts, ChannelFacts, all_channels
from ...accounts.channels.limits import require_storage
from ...accounts.channels.times import formatted_date, local_date, today
from ...inbox.steps.authorities import authority_of
from ...inbox.steps.roles import authority_roles, current_actor
from ...refresh.faults import delete_faults as clear_faults
from ...site.pages.refusals import FaultyFields, Refusal
from ...site.pages.text_checks import has_words
from ...site.settings.registry import setting
from . import order_storage
from .changes import delivered_days, has_changes, open_changes
from .file_holds import is_kept
from .order_storage import CHANGES, PERIOD, READY, UNDER_WAY, Order, Receipt
from .scope import owned_channels

LONGEST_NOTE = 1000
SECRET_STEP = "package-secret"


@dataclass(frozen=True, slots=True)
class OrderInput:
    """The input for an order from a form or a JSON body; days are ISO 8601, ``whose`` is a UID.

    A package of the ``kind`` CHANGES is of the period that has been delivered; its days are unused.
    """

    whose: str
    first: str
    last: str
    messages: bool = False
    diary: bool = False
    secret: str = ""
    kind: str = PERIOD


def order_package(hub: Container, asked: OrderInput) -> Order:
    """Place an order for a package and return the order; raise Refusal if it is not accepted."""
    faults: dict = {}
    whose: Any = package_owners(hub).get(asked.whose)
    if whose is None:
        faults["whose"] = _("Choose a channel or an administration that is there.")
    is_period = asked.kind != CHANGES
    faults |= {**(_period_faults(asked) if is_period else {}), **_secret_faults(asked)}
    if faults:
        raise FaultyFields(faults)
    require_storage()
    if not setting("organisation_number"):
        raise Refusal(_("Write the municipality's organisation number in the settings first."))
    if _has_messages(asked) and not _may_read(hub, whose.uid):
        raise Refusal(_("The messages belong to another authority: its own archivist packs them."))
    made = Order(
        *(order_storage.new_id(), whose.uid, whose.title, asked.first, asked.last),
        *(asked.messages, asked.diary),
        by=current_actor(),
        ordered=int(time()),
        secret=asked.secret,
        kind=asked.kind,
    )
    made = _require_new(hub, made) if is_period else _require_changes(hub, made)
    order_storage.save_order(hub, made)
    note_decision(hub, made)
    return made


def _require_new(hub, order):
    """Return an order, or raise Refusal if the same is under way."""
    names = ("whose", "first", "last", "messages", "diary", "secret", "kind")
    wanted = itemgetter(*names)
    if any(
        wanted(asdict(each)) == wanted(asdict(order))
        for each in order_storage.all_orders(hub)
        if each.state in UNDER_WAY
    ):
        raise Refusal(_("The same package is ordered already, and is not ready yet."))
    return order


def _require_changes(hub, order):
    """Return an order with the days that its changes are about, or raise Refusal."""
    if not (days := delivered_days(hub, order.whose)):
        raise Refusal(_("The archive has no package of it yet: order its posts of a period."))
    if earlier := open_changes(hub, order):
        day = {"day": formatted_date(local_date(earlier.ordered).isoformat())}
        raise Refusal(
            _(
                "The changes are in the package that was ordered on ${day}. Note the archive's "
                "receipt for it first, or cancel it if the archive never got it.",
                mapping=day,
            )
        )
    if not has_changes(hub, order.whose, messages=order.messages, secret=order.secret):
        raise Refusal(_("Nothing has changed since the archive got its latest package."))
    return replace(order, first=days[0], last=days[1])


def package_owners(hub: Container) -> dict[str, ChannelFacts | AdministrationFacts]:
    """Return a hub's channels, and the administrations that have channels, by UID."""
    channels = all_channels(hub)
    owners = {each.administration.uid: each.administration for each in channels}
    return owners | {each.uid: each for each in channels}


def may_read_files(hub: Container, order: Order) -> bool:
    """Return whether the current user may read the files of an order.

    Messages are read only by the archivist of the authority that keeps them.
    """
    return not _has_messages(order) or _may_read(hub, order.whose)


def note_decision(hub: Container, order: Order) -> None:
    """Note any decision to deliver what may be secret in the history of the order's channels."""
    for each in owned_channels(hub, order.whose) if order.secret else ():
        history.note_event(hub.unrestrictedTraverse(each.path), SECRET_STEP, order.secret)


def cancel_order(hub: Container, id: str) -> None:
    """Delete an order whose package is not ready; raise Refusal if it is ready or missing.

    A ready package of changes can be cancelled until the archive has acknowledged it: the changes
    are then in the next one.
    """
    if not is_cancellable(_require_order(hub, id)):
        raise Refusal(_("The package is ready already."))
    order_storage.delete_order(hub, id)
    _forget_fault(hub, id)


def is_cancellable(order: Order) -> bool:
    """Return whether the package of an order can be cancelled."""
    return order.state != READY or (order.kind == CHANGES and not order.receipt)


def retry_order(hub: Container, id: str) -> None:
    """Put a failed order back in the queue; raise Refusal if it has not failed."""
    if _require_order(hub, id).state != order_storage.FAILED:
        raise Refusal(_("The package has not failed."))
    require_storage()
    order_storage.update_order(hub, id, state=order_storage.WAITING, progress=0, code="")
    _forget_fault(hub, id)


def invalidate_package(hub: Container, order: Order, now: int) -> None:
    """Discard the files of a package that contains a disposed post or message.

    It is made again without it if the archive has not acknowledged it, or if something else in it
    is held or requested. What the archive has remains noted: its next changes count from there.
    """
    if order.receipt and not _is_kept(hub, order):
        order_storage.update_order(hub, order.id, removed=now)
    else:
        # What is being made just now is not stored.
        fresh: dict[str, Any] = {"parts": (), "code": "disposed", "attempt": ""}
        if order.receipt:
            fresh |= {"acknowledged": order.delivered_parts}
        else:
            fresh |= {"posts": None, "last_entries": None, "sent": None}
        order_storage.update_order(hub, order.id, state=order_storage.WAITING, progress=0, **fresh)


def note_receipt(hub: Container, id: str, day: str, note: str) -> None:
    """Store the archive's receipt for a package; raise Refusal if it is not ready."""
    if _require_order(hub, id).state != order_storage.READY:
        raise Refusal(_("The package is not ready."))
    faults = {}
    if (received := _day(day)) is None or received > today():
        faults["day"] = _("Write the day on which the archive received it, today at the latest.")
    if not has_words(note) or len(note) > LONGEST_NOTE:
        faults["note"] = _("Write what the archive answered, in a thousand characters at most.")
    if faults:
        raise FaultyFields(faults)
    receipt = asdict(Receipt(day, note, current_actor(), int(time())))
    order_storage.update_order(hub, id, receipt=receipt)
    _forget_fault(hub, id)


def accept_receipt(hub: Container, id: str, part: str, note: str, now: int) -> None:
    """Note a receipt that came for a part; the order has one when each of its parts has."""
    order = order_storage.find_order(hub, id)
    if order is None or order.receipt or order.state != READY:
        return
    parts = tuple({**each, "receipt": note} if each["id"] == part else each for each in order.parts)
    notes, receipt = [each["receipt"] for each in parts if each.get("receipt")], None
    if len(notes) == len(parts):
        text = " · ".join(notes)[:LONGEST_NOTE]
        receipt = asdict(Receipt(local_date(now).isoformat(), text, "", now))
    order_storage.update_order(hub, id, parts=parts, receipt=receipt)


def send_package(hub: Container, id: str) -> None:
    """Let the worker deliver a package to the archive, once more if it has done so already."""
    found = _require_order(hub, id)
    if not found.has_files or found.receipt:
        raise Refusal(_("The package has no files here, or the archive has it already."))
    if not found.is_to_send:
        order_storage.update_order(hub, id, transfer=True, sent=None)


def remove_files(hub: Container, id: str) -> None:
    """Let the worker remove the files of a package; raise Refusal if it has no receipt or files.

    Something in it that is held or requested keeps the files, too.
    """
    found = _require_order(hub, id)
    if not found.has_files or not found.receipt:
        raise Refusal(_("Note the archive's receipt first: until then the files stay."))
    holds.require_current_holds(hub)
    if _is_kept(hub, found):
        raise Refusal(_("Something in it is held or asked for: the files stay until then."))
    order_storage.update_order(hub, id, removed=int(time()))


def _is_kept(hub, order):
    return is_kept(hub, order.whose, order.taken or order.ordered, messages=order.messages)


def _forget_fault(hub, id):
    site, path = api.portal.get(), order_storage.transfer_path(hub, id)
    clear_faults(site, order_storage.CHORE, [order_storage.error_path(hub, id)])
    clear_faults(site, order_storage.TRANSFER, [path])


def _period_faults(asked: OrderInput) -> Mapping:
    first, last, faults = _day(asked.first), _day(asked.last), {}
    if first is None:
        faults["from"] = _("Write the first day, for example 2026-01-01.")
    if last is None:
        faults["to"] = _("Write the last day, for example 2026-06-30.")
    elif first is not None and last < first:
        faults["to"] = _("The last day lies before the first one.")
    elif last > today():
        faults["to"] = _("The last day lies ahead: choose today or an earlier one.")
    return faults


def _secret_faults(asked: OrderInput) -> Mapping:
    if not asked.secret or (has_words(asked.secret) and len(asked.secret) <= LONGEST_NOTE):
        return {}
    return {"secret": _("Write who decided it, when and why, in a thousand characters at most.")}


def _has_messages(order: OrderInput | Order) -> bool:
    return bool(order.messages or order.diary or order.secret)


def _may_read(hub, whose):
    # A channel that is gone belongs to the hub's own authority, see ``authority_of``.
    uids = [each.uid for each in owned_channels(hub, whose)] or [whose]
    return all("archivist" in authority_roles(hub, authority_of(hub, uid)) for uid in uids)


def _require_order(hub, id):
    if found := order_storage.find_order(hub, id):
        return found
    raise Refusal(_("There is no such package any more."))


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
