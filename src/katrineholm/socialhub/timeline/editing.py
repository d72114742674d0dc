"""What people decide about entries: hide by hand, filter by words, limit by age and number."""

from .entry import key_of
from .layout import box_holding
from .places import publish, settle


def mark_hidden(root, entry_id: str, hidden: dict | None) -> bool:
    """Hide an entry by hand, or show it again; True where that changed something."""
    channel, box = box_holding(root, entry_id)
    entry = None if box is None else box["entries"].get(entry_id)
    if entry is None or bool(entry["hidden"]) == bool(hidden):
        return False
    if settle(root, box, entry, {"hidden": hidden}):
        publish(root, channel, box)
    return True


def refilter(root, channel: str, shown) -> int:
    """Ask again of every entry whether the channel's words let it through; how many changed."""
    box = root["channels"][channel]
    due = [each for each in box["entries"].values() if each["filtered"] == bool(shown(each))]
    seen = [settle(root, box, each, {"filtered": not each["filtered"]}) for each in due]
    if any(seen):
        publish(root, channel, box)
    return len(due)


def trim(root, channel: str, *, keep: int | None, newer_than: int | None) -> int:
    """Let the oldest visible entries expire, or come back, until the limits hold; how many did."""
    box = root["channels"][channel]
    visible = root["rows"].get(channel, (0,))[0]
    moved = 0
    while (entry := _due(box, visible, keep, newer_than)) is not None:
        settle(root, box, entry, {"expired": not entry["expired"]})
        visible += -1 if entry["expired"] else 1
        moved += 1
    if moved:
        publish(root, channel, box)
    return moved


def _due(box, visible: int, keep: int | None, newer_than: int | None):
    """The next entry to let expire or to bring back, None where the limits hold."""
    oldest, back = _last(box["visible"]), _first(box["expired"])
    too_many = keep is not None and visible > keep
    if oldest is not None and (too_many or _too_old(oldest, newer_than)):
        return oldest
    if back is not None and _fits(back, oldest, visible, keep, newer_than):
        return back
    return None


def _fits(back, oldest, visible, keep, newer_than) -> bool:
    if _too_old(back, newer_than):
        return False
    room = keep is None or visible < keep
    return room or (oldest is not None and key_of(back) < key_of(oldest))


def _too_old(entry, newer_than: int | None) -> bool:
    return newer_than is not None and entry["time"] < newer_than


def _first(tree):
    return tree[tree.minKey()] if tree else None


def _last(tree):
    return tree[tree.maxKey()] if tree else None
