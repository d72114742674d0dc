"""The problems of the worker's chores, for the board."""

from collections.abc import Iterator
from typing import Any

from plone import api

from ... import PACKAGE_NAME, _
from ...accounts.channels.facts import ChannelFacts, all_channels
from ...accounts.channels.times import formatted_time
from ...refresh import faults
from ...refresh.faults import Fault, item_path

MAX_FAULTS = 20
# Titles of the worker's chores, by name.
CHORE_TITLES = {
    "account-comments": _("Comments on connected accounts"),
    "anchors": _("The log's head told outside"),
    "answers": _("Answers at the services"),
    "caches": _("Changed pages removed from caches"),
    "comments": _("Comments"),
    "deliveries": _("Delivery of packages to the archive"),
    "digest": _("Daily mail about what needs to be fixed"),
    "dispose": _("Disposal of entries"),
    "figures": _("The year's figures"),
    "followers": _("Number of followers"),
    "followers-erasure": _("Wishes to follow that nobody has confirmed"),
    "followers-mail": _("Mail to followers"),
    "held-downloads": _("Downloads that nobody has confirmed"),
    "leave-index": _("Index of entries"),
    "log": _("The log of messages"),
    "look-back": _("Links back from profiles"),
    "mail": _("Mails"),
    "message-months": _("Messages of each month"),
    "messages": _("Messages to whoever answers"),
    "pace": _("Limit of reports"),
    "notice-proposals": _("Important messages of others"),
    "packages": _("Packages for the archive"),
    "party-feeds": _("The parties' blogs"),
    "ping": _("News told to the WebSub hub"),
    "post-counts": _("Views and likes of posts"),
    "record": _("Entries for the record"),
    "reminders": _("Reminders"),
    "removals": _("Look at what was taken down"),
    "renew": _("Renewal of tokens"),
    "search": _("Index of messages"),
    "seals": _("Seals of posts"),
    "site-scan": _("Accounts on the municipality's web sites"),
    "snapshots": _("Snapshots"),
    "storage": _("The size of what is stored"),
    "subscribe": _("News from WebSub hubs"),
    "tend": _("Reminders of tokens"),
    "tidy": _("Old entries taken out of sight"),
    "verify": _("Verification of the record"),
    "webhooks": _("Webhooks"),
}


def chore_faults(hub: Any) -> list[dict]:
    """Return the problems of chores for a hub and for the whole site, the latest first.

    Each has the ``chore`` and its ``title``, ``what`` (the affected item's title) with its ``url``,
    ``since`` and ``again`` (the next attempt, None if it waits for a person) in seconds since 1970,
    the number of attempts as ``times``, and the error as ``why``.
    """
    root = item_path(hub)
    found = [each for each in faults.all_faults(api.portal.get()) if _is_visible(root, each.path)]
    found.sort(key=lambda each: -each.since)
    channels = all_channels(hub) if found else ()
    return [_fault_row(hub, root, channels, each) for each in found]


def chore_fault_rows(hub: Any) -> Iterator[dict]:
    """Yield the first of a hub's chore problems, with their times as texts."""
    for each in chore_faults(hub)[:MAX_FAULTS]:
        again = formatted_time(each["again"])["text"] if each["again"] else ""
        yield {**each, "since": formatted_time(each["since"])["text"], "again": again}


def _is_visible(root: str, path: str) -> bool:
    return not path.startswith("/") or f"{path}/".startswith(f"{root}/")


def _fault_row(hub, root, channels, fault: Fault) -> dict:
    what, url = _title_and_url(hub, root, channels, fault.path)
    return {
        "chore": fault.chore,
        "title": api.portal.translate(CHORE_TITLES.get(fault.chore, fault.chore)),
        "what": what,
        "url": url,
        "since": fault.since,
        "times": fault.times,
        "again": None if fault.again == faults.NEVER else fault.again,
        # A message of ours, or the text of an exception.
        "why": api.portal.translate(fault.why, domain=PACKAGE_NAME),
    }


def _title_and_url(
    hub, root: str, channels: tuple[ChannelFacts, ...], path: str
) -> tuple[str, str]:
    base, rest = hub.absolute_url(), path.removeprefix(root).strip("/")
    for facts in channels:
        if facts.path == path or facts.uid == rest:
            return facts.title, base + facts.path.removeprefix(root)
    page, _slash, name = rest.partition("/")
    if page == "@@messages":
        title = api.portal.translate(_("Message ${number}", mapping={"number": name}))
        return title, f"{base}/{page}/{name}"
    return hub.title, f"{base}/{rest}" if page == "@@entry" else base
