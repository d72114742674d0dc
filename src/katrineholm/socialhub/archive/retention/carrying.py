"""What has been confirmed is disposed of, one post in each transaction: whenever it is cut short,
each is whole or gone, and the next run goes on.
"""

from functools import partial

import transaction
from plone import api

from ... import MINUTE, logger
from ...accounts.channels import holds, post_acts
from ...accounts.channels.hub import hubs
from ...accounts.channels.numbered import sparing
from ...core.timeline.erasing import picture_sources
from ...core.timeline.store import timeline_of
from ...inbox.oversight.anchoring import tell_head
from ...refresh.chores import Chore
from ...refresh.worker import Worker
from . import book
from .due import is_due


def dispose_all(worker: Worker) -> None:
    """Carry out what is confirmed in every hub."""
    transaction.begin()
    for hub in hubs():
        for name, proposal in [*book.of(hub)]:
            if proposal["state"] == book.CONFIRMED:
                _carry_out(worker, hub, name, proposal)


def dispose_one(hub, name: str, entry_id: str, now: int) -> None:
    """Dispose of one post of a confirmed proposal, unless it is held or is another by now.

    Whoever holds it at this very moment makes the transaction begin anew, and finds it held.
    """
    proposal = book.kept(hub, name)
    if proposal["items"][entry_id] is not None:
        return
    entry = timeline_of(hub).whole(entry_id)
    if entry is None:
        outcome, hashes = book.OTHER, ()
    elif not holds.require_free(hub, entry_id, entry["channel"]):
        outcome, hashes = book.HELD, ()
    elif not is_due(hub, entry, proposal["kind"], proposal["before"]):
        outcome, hashes = book.OTHER, ()
    else:
        outcome, hashes = book.GONE, tuple(_erased(hub, proposal, entry, now))
    proposal["items"][entry_id] = (outcome, hashes, now)


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


def _carry_out(worker, hub, name, proposal):
    for entry_id in [each for each, outcome in proposal["items"].items() if outcome is None]:
        if worker.stop.is_set():
            return
        worker.write(partial(dispose_one, now=worker.now()), hub, name, entry_id)
        worker.beat()
    worker.write(partial(finish, now=worker.now()), hub, name)


def _erased(hub, proposal, entry, now):
    timeline, entry_id = timeline_of(hub), entry["entry_id"]
    who, decision = proposal["confirmed"][0], proposal["decision"]
    told = {"by": who, "when": now, "decision": decision, "proposed": proposal["proposed"][0]}
    sources = {*proposal.get("sources", ()), *picture_sources(entry)}
    act = "dispose"
    if proposal["kind"] == "version":
        act, hashes = "forget", timeline.forget_versions(entry_id, proposal["before"], told)
    elif proposal["kind"] == "picture":
        act, hashes = "forget", timeline.forget_pictures(entry_id, told)
    else:
        hashes = timeline.erase(entry_id, told)
    proposal["sources"] = tuple(sorted(sources))
    post_acts.note(hub, act, [entry_id], now=now, who=who, why=decision)
    return hashes


DISPOSING = Chore(MINUTE, dispose_all)
