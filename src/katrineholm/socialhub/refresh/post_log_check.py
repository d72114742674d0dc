"""A check that the stored posts agree with the log of acts on them."""

from typing import Any

from ..accounts.channels import holds, post_acts
from ..core.timeline.layout import Entry
from ..core.timeline.outline import channel_outlines
from ..core.timeline.record import invisible_entries, merge_of, merged_ids
from ..core.timeline.store import Timeline, timeline_of


def post_log_fault(hub: Any) -> str:
    """Return a message about a post that contradicts the log, or "", see ``IRecordCheck``."""
    timeline, wanted = timeline_of(hub), post_acts.logged_states(hub)
    held = {
        holds.log_id(each.kind, each.name): (each.when, each.by) for each in holds.active_holds(hub)
    }
    masked = {post: (each["when"], each["by"]) for post, each in timeline.masks().items()}
    for (post, field), logged in wanted.items():
        if field == "joined":
            act = merge_of(timeline, post)
            stands = act and (act["when"], act["by"])
        elif (post, "joined") in wanted:
            continue  # checked with the entry that it was joined with
        elif field == "hold":
            stands = held.pop(post, None)
        elif (entry := timeline.get(post)) is None:
            return f"the post {post} is missing"
        else:
            stands = masked.get(post) if field == "mask" else _hidden_by(entry, field)
        if stands != logged:
            return _fault_text(post)
    found = *_hidden_posts(timeline), *((post, "joined") for post in merged_ids(timeline))
    unlogged = (post for post, field in found if (post, field) not in wanted)
    # A post that is the same as a masked one is masked with it when it comes.
    acts = post_acts.act_times(hub, "mask")
    unknown = (post for post, act in masked.items() if act not in acts)
    return next(map(_fault_text, (*unlogged, *unknown, *held)), "")


def _hidden_posts(timeline: Timeline):
    for channel, _outline in channel_outlines(timeline):
        for entry in invisible_entries(timeline, channel):
            for field in ("withdrawn", "hidden", "disposed"):
                if _hidden_by(entry, field) is not None:
                    yield entry["entry_id"], field


def _hidden_by(entry: Entry, field: str) -> tuple[int, str] | None:
    if field == "withdrawn":
        return None if entry["withdrawn"] is None else (entry["withdrawn"], "")
    act = entry.get(field)
    return (act["when"], act["by"]) if act else None


def _fault_text(post) -> str:
    return f"the post {post} does not stand where its log leads to"
