"""Retrieved posts held against the log of what was done with them."""

from ..accounts.channels import post_acts
from ..core.timeline.layout import Entry
from ..core.timeline.store import Timeline, timeline_of


def fault_of(hub) -> str:
    """Which post does not stand as its log leads to: see inbox.steps.interfaces.IRecord."""
    timeline, wanted = timeline_of(hub), post_acts.standing(hub)
    for (post, field), told in wanted.items():
        entry = timeline.get(post)
        if entry is None:
            return f"the post {post} is missing"
        if (_masked(timeline, post) if field == "mask" else _stands(entry, field)) != told:
            return _changed(post)
    unlogged = (post for post, field in _out_of_sight(timeline) if (post, field) not in wanted)
    if post := next(unlogged, ""):
        return _changed(post)
    # A post that is the same as a masked one is masked with it when it comes.
    acts = {told for (_post, field), told in wanted.items() if field == "mask"}
    unknown = (post for post in timeline.masks() if _masked(timeline, post) not in acts)
    return next(map(_changed, unknown), "")


def _out_of_sight(timeline: Timeline):
    """What is out of sight and by which field, of every channel."""
    for channel, _outline in timeline.outlines():
        for entry in timeline.unseen(channel):
            for field in ("withdrawn", "hidden"):
                if _stands(entry, field) is not None:
                    yield entry["entry_id"], field


def _stands(entry: Entry, field: str) -> tuple[int, str] | None:
    """When a post went out of sight, and by whom; None where it did not."""
    if field == "withdrawn":
        return None if entry["withdrawn"] is None else (entry["withdrawn"], "")
    return (entry["hidden"]["when"], entry["hidden"]["by"]) if entry["hidden"] else None


def _masked(timeline: Timeline, post: str) -> tuple[int, str] | None:
    mask = timeline.masks().get(post)
    return mask and (mask["when"], mask["by"])


def _changed(post) -> str:
    return f"the post {post} does not stand where its log leads to"
