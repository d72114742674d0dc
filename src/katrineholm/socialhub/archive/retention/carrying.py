"""What has been confirmed is disposed of, one post in each transaction: whenever it is cut short,
each is whole or gone, and the next run goes on.
"""

from collections import defaultdict

import transaction
from plone import api

from ... import logger
from ...accounts.channels import holds, post_acts
from ...accounts.channels.hub import hubs
from ...accounts.channels.numbered import sparing
from ...core.timeline.erasing import picture_sources
from ...core.timeline.store import timeline_of
from ...inbox.oversight.anchoring import tell_head
from ...refresh.chores import Chore
from ...refresh.faults import attempt, path_of, visit
from ...refresh.worker import Worker
from ..orders.asking import let_go
from ..orders.coverage import with_post
from ..snapshots import book as snapshots
from ..snapshots.redaction import Gone, redact
from . import book, filed
from .due import is_due

EVERY = 10  # seconds


def dispose_all(worker: Worker) -> None:
    """Carry out what is confirmed in every hub."""
    transaction.begin()
    visit(worker, hubs(), lambda hub: _dispose(worker, hub))


def dispose_one(hub, name: str, item: str, now: int) -> None:
    """Dispose of one post or file of a confirmed proposal, unless it is held or another by now.

    Whoever holds it, or asks for it, at this very moment makes the transaction begin anew.
    """
    holds.watch(hub)
    proposal = book.kept(hub, name)
    if proposal["items"][item] is not None:
        return
    judge = _file if proposal["kind"] == filed.KIND else _post
    outcome, hashes = judge(hub, proposal, item, now)
    proposal["items"][item] = (outcome, tuple(hashes), now)


def finish(hub, name: str, now: int) -> None:
    """Take away the files that nothing needs any more, and have the log's head told outside."""
    proposal = book.kept(hub, name)
    unneeded = set(proposal.get("sources", ()))
    if unneeded:
        timeline = timeline_of(hub)
        channels = [channel for channel, _outline in timeline.outlines()]
        found = (entry for channel in channels for entry in timeline.all(channel))
        for entry in sparing(api.portal.get(), found):
            unneeded -= picture_sources(entry)
        timeline.drop_files(unneeded)
    proposal.update(state=book.DONE, done=now, sources=())
    tell_head(hub, now=now)
    logger.info("Disposal %s is carried out", name)


def _dispose(worker, hub):
    path = path_of(hub)
    found = {f"{path}/@@dispose-entries/{name}": name for name in _confirmed(hub)}
    visit(worker, found, lambda name: _carry_out(worker, hub, name))


def _confirmed(hub) -> list[str]:
    return [name for name, proposal in book.of(hub) if proposal["state"] == book.CONFIRMED]


def _carry_out(worker, hub, name):
    """What fails is tried again; until it is gone, or is left, the proposal is not finished."""
    path = path_of(hub)
    items = {f"{path}/@@entry/{item}": item for item in _left(hub, name)}
    visit(worker, items, lambda item: worker.write(dispose_one, hub, name, item, worker.now()))
    if not _left(hub, name) and _clean(worker, hub, name):
        worker.write(finish, hub, name, worker.now())


def _clean(worker, hub, name) -> bool:
    """Take what is gone out of snapshots and packages, too; whether that is done with all."""
    path, gone, done = path_of(hub), _gone(hub, name), []
    for each in [one for uid in gone for one in snapshots.of_channel(hub, uid)]:
        place, posts = f"{path}/@@snapshot/{each.id}", gone[each.uid]
        done.append(attempt(worker, place, worker.write, redact, hub, each, posts))
    worker.write(_let_packages_go, hub, gone, worker.now())
    return None not in done


def _gone(hub, name) -> dict[str, dict[str, Gone]]:
    """The posts of which something is disposed of by a proposal, by their channels' UIDs."""
    proposal = book.kept(hub, name)
    found: defaultdict[str, dict[str, Gone]] = defaultdict(dict)
    kind, before, why = (proposal[each] for each in ("kind", "before", "decision"))
    for item, (outcome, _hashes, _when) in proposal["items"].items():
        entry = timeline_of(hub).whole(item) if outcome == book.GONE else None
        if entry is not None:
            told = Gone(item, entry["time"], entry["last_changed"], kind, before, why)
            found[entry["channel"]][item] = told
    return found


def _let_packages_go(hub, gone, now):
    posts = ((uid, each) for uid, found in gone.items() for each in found.values())
    found = {one.id: one for uid, each in posts for one in with_post(hub, uid, each.time)}
    for each in found.values():
        let_go(hub, each, now)


def _left(hub, name) -> list[str]:
    return [each for each, done in book.kept(hub, name)["items"].items() if done is None]


def _file(hub, proposal, item, now):
    """What became of a snapshot or a package, and its hashes."""
    each = filed.find(hub, item)
    if each is None:
        return book.OTHER, ()
    if not filed.is_free(hub, each):
        return book.HELD, ()
    filed.erase(hub, each, _told(proposal, now))
    return book.GONE, each.hashes


def _post(hub, proposal, entry_id, now):
    entry = timeline_of(hub).whole(entry_id)
    if entry is None:
        return book.OTHER, ()
    if not holds.is_free(hub, holds.ENTRY, entry_id, entry["channel"]):
        return book.HELD, ()
    if not is_due(hub, entry, proposal["kind"], proposal["before"]):
        return book.OTHER, ()
    return book.GONE, _erased(hub, proposal, entry, now)


def _told(proposal, now):
    """By whom and when, as it is kept with what is gone."""
    who, decision = proposal["confirmed"][0], proposal["decision"]
    return {"by": who, "when": now, "decision": decision, "proposed": proposal["proposed"][0]}


def _erased(hub, proposal, entry, now):
    timeline, entry_id, told = timeline_of(hub), entry["entry_id"], _told(proposal, now)
    sources = {*proposal.get("sources", ()), *picture_sources(entry)}
    act = "dispose"
    if proposal["kind"] == "version":
        act, hashes = "forget", timeline.forget_versions(entry_id, proposal["before"], told)
    elif proposal["kind"] == "picture":
        act, hashes = "forget", timeline.forget_pictures(entry_id, told)
    else:
        hashes = timeline.erase(entry_id, told)
    proposal["sources"] = tuple(sorted(sources))
    post_acts.note(hub, act, [entry_id], now=now, who=told["by"], why=told["decision"])
    return hashes


DISPOSING = Chore(EVERY, dispose_all)
