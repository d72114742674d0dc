"""The worker's chore that carries out confirmed disposals, one item in each transaction.

If the chore is interrupted, each post is either complete or gone, and the next run continues.
"""

from collections import defaultdict

from plone import api
from plone.dexterity.content import Container
from zope.component import getUtilitiesFor

from ... import logger
from ...accounts.channels import holds, post_acts
from ...accounts.channels.channel_records import frugal_iterator
from ...accounts.channels.interfaces import IForgets
from ...core.timeline.disposal import (
    delete_files,
    erase_entry,
    erase_pictures,
    erase_versions,
    needed_sources,
)
from ...core.timeline.outline import channel_outlines
from ...core.timeline.record import all_entries
from ...core.timeline.store import timeline_of
from ...inbox.oversight.anchor_chores import publish_head
from ...refresh.chores import Chore
from ...refresh.faults import attempt, item_path, visit_each, visit_hubs
from ...refresh.worker import Worker
from ..packages import snapshot_storage as snapshots
from ..packages.snapshot_redaction import DisposedPost, redact_snapshot
from . import disposal_storage, stored_files
from .due_records import is_due

INTERVAL = 10  # seconds
PARTS = ("version", "picture")


def carry_out_disposals(worker: Worker) -> None:
    """Carry out the confirmed disposals of every hub."""
    visit_hubs(worker, _dispose)


def dispose_item(hub: Container, name: str, item: str, now: int) -> None:
    """Dispose of a post or file of a confirmed proposal, unless it is held or has changed.

    If somebody holds or requests the item at the same time, the transaction is retried.
    """
    holds.require_current_holds(hub)
    proposal = disposal_storage.get_proposal(hub, name)
    if proposal["items"][item] is not None:
        return
    dispose = _dispose_file if proposal["kind"] == stored_files.KIND else _dispose_post
    outcome, hashes = dispose(hub, proposal, item, now)
    proposal["items"][item] = (outcome, tuple(hashes), now)


def finish_disposal(hub: Container, name: str, now: int) -> None:
    """Delete unneeded picture files, mark a disposal as done and publish the log's head."""
    proposal = disposal_storage.get_proposal(hub, name)
    unneeded = set(proposal.get("sources", ()))
    if unneeded:
        timeline = timeline_of(hub)
        channels = [channel for channel, _outline in channel_outlines(timeline)]
        found = (entry for channel in channels for entry in all_entries(timeline, channel))
        for entry in frugal_iterator(api.portal.get(), found):
            unneeded -= needed_sources(entry)
        delete_files(timeline, unneeded)
    proposal.update(state=disposal_storage.DONE, done=now, sources=())
    disposal_storage.note_proposal(hub, name)
    publish_head(hub, now=now)
    logger.info("Disposal %s is carried out", name)


def _dispose(worker, hub):
    path = item_path(hub)
    found = {f"{path}/@@dispose-entries/{name}": name for name in _confirmed(hub)}
    visit_each(worker, found, lambda name: _carry_out(worker, hub, name))


def _confirmed(hub) -> list[str]:
    return [
        name
        for name, proposal in disposal_storage.all_proposals(hub)
        if proposal["state"] == disposal_storage.CONFIRMED
    ]


def _carry_out(worker, hub, name):
    """Dispose of the items; a proposal with failed items stays open and is tried again."""
    path = item_path(hub)
    items = {f"{path}/@@entry/{item}": item for item in _open_items(hub, name)}
    visit_each(
        worker, items, lambda item: worker.write(dispose_item, hub, name, item, worker.now())
    )
    if not _open_items(hub, name) and _clean_archives(worker, hub, name):
        worker.write(finish_disposal, hub, name, worker.now())


def _clean_archives(worker, hub, name) -> bool:
    """Remove the posts from snapshots and packages; return whether all of that succeeded."""
    path, gone, done = item_path(hub), _disposed_posts(hub, name), []
    for each in [one for uid in gone for one in snapshots.channel_snapshots(hub, uid)]:
        place, posts = f"{path}/@@snapshot/{each.id}", gone[each.uid]
        done.append(attempt(worker, place, worker.write, redact_snapshot, hub, each, posts))
    kind = disposal_storage.get_proposal(hub, name)["kind"]
    names = [post for posts in gone.values() for post in posts]
    worker.write(_forget_copies, hub, names, kind if kind in PARTS else "", worker.now())
    return None not in done


def _disposed_posts(hub, name) -> dict[str, dict[str, DisposedPost]]:
    """Return the posts of which a proposal has disposed, wholly or in part, by channel UID."""
    proposal = disposal_storage.get_proposal(hub, name)
    found: defaultdict[str, dict[str, DisposedPost]] = defaultdict(dict)
    kind, before, why = (proposal[each] for each in ("kind", "before", "decision"))
    for item, (outcome, _hashes, _when) in proposal["items"].items():
        entry = timeline_of(hub).unmasked(item) if outcome == disposal_storage.GONE else None
        if entry is not None:
            gone = DisposedPost(item, entry["time"], entry["last_changed"], kind, before, why)
            found[entry["channel"]][item] = gone
    return found


def _forget_copies(hub, names, part, now):
    for _name, forget in getUtilitiesFor(IForgets):
        forget(hub, holds.ENTRY, names, part, now)


def _open_items(hub, name) -> list[str]:
    return [
        each
        for each, done in disposal_storage.get_proposal(hub, name)["items"].items()
        if done is None
    ]


def _dispose_file(hub, proposal, item, now):
    each = stored_files.find_stored_file(hub, item)
    if each is None:
        return disposal_storage.OTHER, ()
    if not stored_files.is_disposable(hub, each):
        return disposal_storage.HELD, ()
    stored_files.erase_stored_file(hub, each, _confirmation(proposal, now))
    return disposal_storage.GONE, each.hashes


def _dispose_post(hub, proposal, entry_id, now):
    entry = timeline_of(hub).unmasked(entry_id)
    if entry is None:
        return disposal_storage.OTHER, ()
    if not holds.may_dispose(hub, holds.ENTRY, entry_id, entry["channel"]):
        return disposal_storage.HELD, ()
    if not is_due(hub, entry, proposal["kind"], proposal["before"]):
        return disposal_storage.OTHER, ()
    return disposal_storage.GONE, _erase(hub, proposal, entry, now)


def _confirmation(proposal, now):
    """Return who confirmed the disposal, when and why, as stored with the removed item."""
    who, decision = proposal["confirmed"][0], proposal["decision"]
    return {"by": who, "when": now, "decision": decision, "proposed": proposal["proposed"][0]}


def _erase(hub, proposal, entry, now):
    timeline, entry_id, by_whom = timeline_of(hub), entry["entry_id"], _confirmation(proposal, now)
    sources = {*proposal.get("sources", ()), *needed_sources(entry)}
    act = "dispose"
    if proposal["kind"] == "version":
        act, hashes = "forget", erase_versions(timeline, entry_id, proposal["before"], by_whom)
    elif proposal["kind"] == "picture":
        act, hashes = "forget", erase_pictures(timeline, entry_id, by_whom)
    else:
        hashes = erase_entry(timeline, entry_id, by_whom)
    proposal["sources"] = tuple(sorted(sources))
    post_acts.note_act(hub, act, [entry_id], now=now, who=by_whom["by"], why=by_whom["decision"])
    return hashes


DISPOSAL_CHORE = Chore(INTERVAL, carry_out_disposals)
