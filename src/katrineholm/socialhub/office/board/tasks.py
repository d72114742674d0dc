"""The channels that need care, and the first steps of a new hub, for the workplace."""

from collections.abc import Iterable, Iterator
from typing import Any

from ... import _
from ...accounts.channels.add_permission import addable_administrations
from ...accounts.channels.facts import ChannelFacts, viewable_channels
from ...accounts.channels.interfaces import Task
from ...accounts.channels.times import today
from ...accounts.registration import looks
from ...refresh.state_storage import channel_statuses
from ...site.pages.permissions import may_manage_register
from .first_steps import serialize_first_steps

FAILING = _("Channels that are not retrieved")
UNSEEN = _("Accounts to look at")


def care_tasks(hub: Any) -> Iterator[Task]:
    """Yield how many channels need care on each board of the user, and lead to their rows."""
    is_office = may_manage_register(hub)
    places = [hub] if is_office else addable_administrations(hub)
    known = viewable_channels(hub) if places else ()
    for place in places:
        path = "/".join(place.getPhysicalPath())
        channels = [e for e in known if is_office or e.administration.path == path]
        url, whose = f"{place.absolute_url()}/@@board?problem=", "" if is_office else place.title
        unseen = looks.look_reminders(hub, channels, looks.latest_looks(hub), today())
        for title, problem, number in (
            (FAILING, "broken", _failing_count(hub, channels)),
            (UNSEEN, "unseen", len(unseen)),
        ):
            if number:
                yield Task(title, f"{url}{problem}", number, whose)


def _failing_count(hub: Any, channels: Iterable[ChannelFacts]) -> int:
    failing = {uid: status.feed_url for uid, status in channel_statuses(hub) if status.failures}
    official = (facts for facts in channels if facts.state == "official")
    return sum(failing.get(facts.uid) == facts.feed_url for facts in official)


def first_step_tasks(hub: Any) -> Iterator[Task]:
    """Yield the way to the first steps of a new hub, as long as the office has any left."""
    section = serialize_first_steps(hub) if may_manage_register(hub) else {"left": 0}
    if section["left"]:
        yield Task(section["title"], f"{hub.absolute_url()}/@@board", section["left"])
