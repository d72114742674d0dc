"""A site that has been lived in: no page and no service that reads answers 500, whoever asks.

It is the site of an earlier release, brought up to date: with posts that were changed, hidden,
masked, withdrawn and disposed of, holds, packages, snapshots, requests and a diary. Since then
parallel reports have left gaps in its messages' numbers, a picture is masked, and something is
important now.
"""

from itertools import product
from time import time

import pytest
import transaction
from helpers.integration.setup import registered
from helpers.integration.upgrades import channels_of, old_site, upgraded, version  # noqa: F401
from officers import PASSWORD
from plone import api
from publishing import answer

from katrineholm.socialhub.accounts.lifecycle import mandate
from katrineholm.socialhub.archive.masking.masking import mask
from katrineholm.socialhub.archive.requests import book as requests
from katrineholm.socialhub.core.messages.captured import captured
from katrineholm.socialhub.core.messages.store import Incoming, messages_of
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.routing.routing import arrive
from katrineholm.socialhub.public.crisis.putting import put

GROUPS = {"office": mandate.OFFICE}
ROLES = ("anonymous", "editor", "rut", "arne", "office", "manager")
PLACES = (
    *("", "hub", "hub/kultur", "hub/bildning", "hub/parti", "hub/kultur/bloggen"),
    *("hub/kultur/draft-kanal", "hub/kultur/reported-kanal", "hub/kultur/paused-kanal"),
    *("hub/kultur/closed-kanal", "hub/kultur/torget"),
)


@pytest.fixture
def lived_in(upgraded):  # noqa: F811
    """What has happened to the site since; what follows a page's name in its address."""
    hub, now = upgraded.hub, int(time())
    make_people(hub)
    blog, timeline = hub.kultur.bloggen, timeline_of(hub)
    for number in range(3):
        told = captured(f"Badet {number}", how="report", at=now, permalink="https://a.example.se/1")
        # As if two had met at once: numbers are passed over.
        arrive(hub, [Incoming(f"test:{number}", blog.UID(), told)], now=now, tries=3)
    boxes = [timeline._root["channels"][uid] for uid in channels_of(hub)]
    entries = [each for box in boxes for each in box["entries"]]
    pictured = next(each for each in entries if timeline.pictures(timeline.whole(each) or {}))
    pictures = [each["name"] for each in timeline.pictures(timeline.whole(pictured))]
    mask(hub, pictured, [], pictures, "Barn")
    put(hub, blog.UID(), "", now + 3600)
    transaction.commit()
    numbers = [*messages_of(hub).root["messages"]]
    assert numbers != [*range(1, len(numbers) + 1)], "there are gaps"
    asked = [name for name, _each in requests.newest_first(hub)]
    below_entries = ("@@entry", "@entry", "@@mask-entry", "@mask", "@@entry-versions")
    return (
        dict.fromkeys((*below_entries, "@@recorded-post", "@record"), entries)
        | dict.fromkeys(("@@messages", "@messages"), numbers)
        | dict.fromkeys(("@@request", "@requests"), asked)
        | {"@@picture": [f"{pictured}/{each}" for each in pictures]}
    )


def make_people(hub):
    for who in ("editor", "office", "manager"):
        roles = ["Member", "Manager"] if who == "manager" else ["Member"]
        api.user.create(f"{who}@example.se", who, PASSWORD, roles=roles)
    for who, group in GROUPS.items():
        api.group.add_user(groupname=group, username=who)
    api.user.grant_roles(username="editor", roles=["Contributor", "Editor"], obj=hub.kultur)
    hub.kultur.reindexObjectSecurity()


def test_nothing_that_is_read_fails_in_a_site_that_has_been_lived_in(upgraded, lived_in):  # noqa: F811
    failed = {}
    for path in PLACES:
        place = upgraded.unrestrictedTraverse(path) if path else upgraded
        names = [each for each in sorted(registered(place)) if " " not in each]
        pages = [(each, below) for each in names for below in ("", *lived_in.get(each, ()))]
        for (name, below), who in product(pages, ROLES):
            status = ask(path, name, below, who)
            if status >= 500:
                failed.setdefault(f"{path}/{name}/{below}", {})[who] = status
    assert failed == {}


def ask(path, name, below, who):
    """The status; a page without the site around it, which is not what is tried here."""
    login = None if who == "anonymous" else (who, PASSWORD)
    page = "/".join(filter(None, ("/plone", path, "" if name == "GET" else name, str(below))))
    accept = "text/html" if name.startswith("@@") else "application/json"
    return answer(page, login=login, accept=accept, QUERY_STRING="ajax_load=1").status
