"""What of a hub's history the public may know: changes of the official list, without people."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from plone import api

from ...accounts.channels import history
from ...accounts.channels.facts import administrations, visible
from ...site.caching.memory import Shelf, sight
from .listing import PUBLIC

MOST = 50
NEWEST = Shelf(32)
STEPS = ("make-official", "pause", "resume", "close", "move", "remove")
# What a step leaves on the channel for everybody to read, if anything.
LEFT_BY = {"make-official": "link_only_reason", "close": "closed_on"}
FIELDS = (
    *("title", "profile_url", "description", "purpose", "audience", "platform", "kind"),
    *("language", "dialogue", "email", "phone", "contact_url", "feed_url"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """A step, what it has left, and facts that are others now (``fields``: name, before, after).

    ``key`` is the change's own for ever, ``time`` in seconds since 1970. ``path`` is empty for a
    channel that is there no more, ``title`` what it was called then.
    """

    key: str
    time: int
    path: str
    title: str
    step: str
    fields: tuple[tuple, ...]


def public_changes(hub) -> tuple[Change, ...]:
    """The newest changes of channels that were public then and may be seen now."""
    key = "/".join(hub.getPhysicalPath()), sight()
    return NEWEST.get(key, lambda: tuple(islice(_changes(hub), MOST)))


def _changes(hub) -> Iterator[Change]:
    channels = {facts.uid: facts for facts in visible(hub) if facts.state in PUBLIC}
    owners = {each.path for each in administrations(hub)}
    for line in history.of_hub(hub):
        fields = tuple(each for each in line["changes"] if each[0] in FIELDS)
        is_told = line["state"] in PUBLIC and (line["step"] in STEPS or fields)
        facts = channels.get(line["uid"])
        if is_told and (facts or _is_gone(line, owners)):
            yield _change(line, facts, fields)


def _change(line, facts, fields):
    return Change(
        key=_key(line),
        time=line["time"],
        path=facts.path if facts else "",
        title=line["title"],
        step=line["step"],
        fields=(*_left(line["step"], facts), *fields),
    )


def _left(step, facts):
    """No step of these is taken twice, so what the channel says now is what the step left."""
    name = LEFT_BY.get(step, "")
    after = getattr(facts, name, "")
    return [(name, "", after)] if after else []


def _is_gone(line, owners):
    """Whether the channel has been taken away from an administration that can be seen."""
    is_seen = line["path"].rpartition("/")[0] in owners
    return is_seen and not api.content.find(UID=line["uid"], unrestricted=True)


def _key(line):
    """A line never changes, so what stands in it names it."""
    return sha256(repr(sorted(line.items())).encode()).hexdigest()
