"""The events in a post's history."""

from collections.abc import Iterator

from plone.dexterity.content import Container
from zope.globalrequest import getRequest
from zope.i18n import translate

from ...accounts.channels import post_acts
from ...accounts.channels.person import member_name
from ...core.timeline.layout import Entry, version_list
from .titles import ACT_TITLES


def post_history(hub: Container, entry: Entry) -> list[dict]:
    """Return the events in a post's history, oldest first; ``when`` is in seconds since 1970."""
    return [
        {
            "act": act,
            "title": translate(ACT_TITLES[act], context=getRequest()),
            "when": when,
            "who": who,
            "who_name": member_name(who),
            "why": why,
        }
        for when, act, who, why in sorted(_acts(hub, entry), key=lambda act: act[0])
    ]


def _acts(hub, entry) -> Iterator[tuple[int, str, str, str]]:
    yield entry["first_seen"], "seen", "", ""
    if hand := entry.get("hand"):
        yield hand["when"], "write", hand["by"], ""
    for version in version_list(entry):
        yield version["until"], "change", "", ""
    for line in post_acts.post_lines(hub, entry["entry_id"]):
        yield line.time, line.act, line.who, line.why
