"""The items of a proposal as people see them: title, channel, time, page and hold."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from plone import api
from plone.dexterity.content import Container

from ... import _
from ...accounts.channels import holds
from ...accounts.channels.facts import all_channels, any_channel
from ...accounts.channels.times import formatted_time
from ...core.timeline.store import timeline_of
from ..packages.file_holds import file_channels
from . import stored_files
from .due_records import DueRecord
from .holds_page import hold_sentence

REQUESTED = _("Somebody has asked for it.")
SOME_HELD = _("Something in it is held or asked for.")


class ItemRow(NamedTuple):
    """An item on a page; ``held`` says why it is kept, or is empty. ``when`` has text and ISO."""

    id: str
    title: str
    channel: str
    when: str
    url: str
    held: str
    time: int


def place_titles(hub: Container) -> dict[str, str]:
    """Return the titles of a hub's channels and their administrations, keyed by UID."""
    channels = all_channels(hub)
    titles = {each.administration.uid: each.administration.title for each in channels}
    return titles | {each.uid: each.title for each in channels}


def find_records(hub: Container, kind: str, ids: Iterable[str]) -> Iterator[DueRecord]:
    """Yield what is known of items of a kind, by their ids, also after their disposal."""
    if kind == stored_files.KIND:
        known = {each.id: each for each in stored_files.all_files(hub)}
        files = (known[id] for id in ids if id in known)
        yield from (DueRecord(each.id, each.title, each.whose, each.taken) for each in files)
        return
    timeline = timeline_of(hub)
    for id in ids:
        if entry := timeline.unmasked(id):
            yield DueRecord(id, entry["title"] or id, entry["channel"], entry["time"])


def item_rows(
    hub: Container, kind: str, found: Iterable[DueRecord], known: Mapping[str, str] | None = None
) -> list[ItemRow]:
    """Return items as rows; ``known`` has the titles of channels that may have been removed."""
    titles = {**(known or {}), **place_titles(hub)}
    return [
        ItemRow(
            *(each.id, api.portal.translate(each.title), titles.get(each.whose, each.whose)),
            *(formatted_time(each.time)["text"], _url(hub, kind, each), _held(hub, kind, each)),
            time=each.time,
        )
        for each in found
    ]


def item_channels(hub: Container, owners: Iterable[str]) -> set[str]:
    """Return the UIDs of the channels that items are about, given the UIDs of their owners."""
    return {uid for each in owners for uid in file_channels(hub, each)}


def _url(hub, kind, item):
    if kind != stored_files.KIND:
        return f"{hub.absolute_url()}/@@record/{item.id}"
    facts = any_channel(hub, item.whose)
    if item.id.startswith(stored_files.PACKAGE) or facts is None:
        return f"{hub.absolute_url()}/@@packages"
    return f"{hub.unrestrictedTraverse(facts.path).absolute_url()}/@@snapshots"


def _held(hub, kind, item):
    if kind == stored_files.KIND:
        file = stored_files.find_stored_file(hub, item.id)
        is_free = file is None or stored_files.is_disposable(hub, file)
        return "" if is_free else api.portal.translate(SOME_HELD)
    if hold := holds.hold_on(hub, holds.ENTRY, item.id, item.whose):
        return api.portal.translate(hold_sentence(hold))
    is_asked_for = holds.has_request(hub, holds.ENTRY, item.id)
    return api.portal.translate(REQUESTED) if is_asked_for else ""
