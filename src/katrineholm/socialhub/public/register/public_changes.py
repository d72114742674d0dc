"""The public part of a hub's history: changes of the official list, without people's names."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from plone import api
from plone.dexterity.content import Container

from ...accounts.channels import history
from ...accounts.channels.facts import PUBLIC_STATES, viewable_administrations, viewable_channels
from ...site.pages.cache import LruCache, visibility_key

MOST = 50
NEWEST = LruCache(32)
STEPS = ("make-official", "pause", "resume", "close", "move", "remove")
# The public field set by a step.
SET_BY = {"make-official": "link_only_reason", "close": "closed_on"}
FIELDS = (
    *("title", "profile_url", "description", "purpose", "audience", "platform", "kind"),
    *("language", "dialogue", "email", "phone", "contact_url", "feed_url"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """A step or an edit of a channel; ``fields`` are tuples of a name, the old and the new value.

    ``key`` identifies the change permanently, ``time`` is in seconds since 1970. ``path`` is empty
    for a deleted channel; ``title`` is the channel's name at the time.
    """

    key: str
    time: int
    path: str
    title: str
    step: str
    fields: tuple[tuple, ...]


def public_changes(hub: Container) -> tuple[Change, ...]:
    """Return the newest changes of public channels that are still public or were deleted."""
    key = "/".join(hub.getPhysicalPath()), visibility_key()
    return NEWEST.get(key, lambda: tuple(islice(_changes(hub), MOST)))


def _changes(hub) -> Iterator[Change]:
    channels = {
        facts.uid: facts for facts in viewable_channels(hub) if facts.state in PUBLIC_STATES
    }
    owners = {each.path for each in viewable_administrations(hub)}
    for line in history.hub_lines(hub):
        fields = tuple(each for each in line["changes"] if each[0] in FIELDS)
        is_public = line["state"] in PUBLIC_STATES and (line["step"] in STEPS or fields)
        facts = channels.get(line["uid"])
        if is_public and (facts or _is_gone(line, owners)):
            yield Change(
                key=sha256(repr(sorted(line.items())).encode()).hexdigest(),
                time=line["time"],
                path=facts.path if facts else "",
                title=line["title"],
                step=line["step"],
                fields=(*_set_by(line["step"], facts), *fields),
            )


def _set_by(step, facts):
    """Return the value set by a step; no step is taken twice, so it is the present value."""
    name = SET_BY.get(step, "")
    after = getattr(facts, name, "")
    return [(name, "", after)] if after else []


def _is_gone(line, owners):
    is_seen = line["path"].rpartition("/")[0] in owners
    return is_seen and not api.content.find(UID=line["uid"], unrestricted=True)
