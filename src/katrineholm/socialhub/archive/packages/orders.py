"""The acts on orders of packages, for forms and services.

If an act raises Refusal, it has stored nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from time import time
from typing import Any

from plone import api
from plone.dexterity.content import Container

from ... import _
from ...accounts.channels import history, holds
from ...accounts.channels.facts import AdministrationFacts, ChannelFacts, all_channels
from ...accounts.channels.limits import require_storage
from ...accounts.channels.times import today
from ...inbox.steps.authorities import authority_of
from ...inbox.steps.roles import authority_roles, current_actor
from ...refresh.faults import delete_faults as clear_faults
from ...site.pages.refusals import FaultyFields, Refusal
from ...site.pages.text_checks import has_words
from ...site.settings.registry import setting
from . import order_storage
from .file_holds import is_kept
from .order_storage import UNDER_WAY, Order, Receipt

LONGEST_NOTE = 1000
SECRET_STEP = "package-secret"


@dataclass(frozen=True, slots=True)
class OrderInput:
    """The input for an order from a form or a JSON body; days are ISO 8601, ``whose`` is a UID."""

    whose: str
    first: str
    last: str
    messages: bool = False
    diary: bool = False
    secret: str = ""


def order_package(hub: Container, asked: OrderInput) -> Order:
    """Place an order for a package and return the order; raise Refusal if it is not accepted."""
    faults: dict = {}
    whose: Any = package_owners(hub).get(asked.whose)
    if whose is None:
        faults["whose"] = _("Choose a channel or an administration that is there.")
    faults |= {**_period_faults(asked), **_secret_faults(asked)}
    if faults:
        raise FaultyFields(faults)
    require_storage()
    if not setting("organisation_number"):
        raise Refusal(_("Write the municipality's organisation number in the settings first."))
    if _has_messages(asked) and not _may_read(hub, whose.uid):
        raise Refusal(_("The messages belong to another authority: its own archivist packs them."))
    wanted = (whose.uid, asked.first, asked.last, asked.messages, asked.diary)
    if any(
        (*wanted, asked.secret)
        == (each.whose, each.first, each.last, each.messages, each.diary, each.secret)
        for each in order_storage.all_orders(hub)
        if each.state in UNDER_WAY
    ):
        raise Refusal(_("The same package is ordered already, and is not ready yet."))
    made = Order(
        *(order_storage.new_id(), wanted[0], whose.title, *wanted[1:]),
        by=current_actor(),
        ordered=int(time()),
        secret=asked.secret,
    )
    order_storage.save_order(hub, made)
    note_decision(hub, made)
    return made


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
    for each in _owned_channels(hub, order.whose) if order.secret else ():
        history.note_event(hub.unrestrictedTraverse(each.path), SECRET_STEP, order.secret)


def cancel_order(hub: Container, id: str) -> None:
    """Delete an order whose package is not ready; raise Refusal if it is ready or missing."""
    if _require_order(hub, id).state == order_storage.READY:
        raise Refusal(_("The package is ready already."))
    order_storage.delete_order(hub, id)
    _forget_fault(hub, id)


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
    is held or requested.
    """
    if order.receipt and not _is_kept(hub, order):
        order_storage.update_order(hub, order.id, removed=now)
    else:
        fresh = {"parts": (), "posts": None, "last_entries": None, "code": "disposed"}
        fresh |= {"attempt": ""}  # what is being made just now is not stored
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
    receipt = Receipt(day, note, current_actor(), int(time()))
    order_storage.update_order(
        hub, id, receipt={name: getattr(receipt, name) for name in receipt.__slots__}
    )


def remove_files(hub: Container, id: str) -> None:
    """Let the worker remove the files of a package; raise Refusal if it has no receipt or files.

    Something in it that is held or requested keeps the files, too.
    """
    holds.require_current_holds(hub)
    found = _require_order(hub, id)
    if not found.has_files or not found.receipt:
        raise Refusal(_("Note the archive's receipt first: until then the files stay."))
    if _is_kept(hub, found):
        raise Refusal(_("Something in it is held or asked for: the files stay until then."))
    order_storage.update_order(hub, id, removed=int(time()))


def _is_kept(hub, order):
    return is_kept(hub, order.whose, order.taken or order.ordered, messages=order.messages)


def _forget_fault(hub, id):
    clear_faults(api.portal.get(), order_storage.CHORE, [order_storage.error_path(hub, id)])


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
    uids = [each.uid for each in _owned_channels(hub, whose)] or [whose]
    return all("archivist" in authority_roles(hub, authority_of(hub, uid)) for uid in uids)


def _owned_channels(hub, whose):
    return [each for each in all_channels(hub) if whose in (each.uid, each.administration.uid)]


def _require_order(hub, id):
    if found := order_storage.find_order(hub, id):
        return found
    raise Refusal(_("There is no such package any more."))


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
