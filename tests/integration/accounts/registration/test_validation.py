"""Invariant × door: no door stores what a channel on the list must not be (row 3; G1–G4, G7)."""

import re

import pytest
import transaction
from helpers.integration.accounts.judging import CHANNEL, GOOD, WRONG, Wrong, _typed, said, told
from lxml import html
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.locking.interfaces import ILockable

from katrineholm.socialhub.accounts.channels.interfaces import IChannel
from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.accounts.registration.add_form import IWhole
from katrineholm.socialhub.office.bulk.changes import FACT_COLUMNS
from katrineholm.socialhub.office.bulk.values import COLUMN_FIELDS


def edit_form(site, changes):
    answer = site.send(f"{CHANNEL}/edit", changes, "save")
    # A refused form stays open, and locked: the next door is another person's.
    ILockable(site.channel).clear_locks()
    transaction.commit()
    return answer


def add_form(site, changes):
    """By the last of the steps, as a program would fill it in."""
    url = "https://ny.example.se/"
    given = GOOD | {"profile_url": url, "title": "Ny", "language": "sv"} | changes
    data = {name: _typed(value) for name, value in given.items()}
    data |= {"_authenticator": site.token, "do": "save"}
    return told(site.browser.post("hub/kultur/++add++Channel", data=data).text)


def patch(site, changes):
    return said(site.request.patch(CHANNEL, json=changes))


def post(site, changes):
    new = {"@type": "Channel", "title": "Ny", "profile_url": "https://ny.example.se/"}
    return said(site.request.post("hub/kultur", json=GOOD | new | changes))


def bulk(site, changes):
    data = {
        "_authenticator": site.token,
        "uids": [site.channel.UID()],
        "fields": list(changes),
        "do": "do-facts",
    } | {name: _typed(value) for name, value in changes.items()}
    return told(site.browser.post("hub/@@bulk", data=data).text)


def brought_in(site, changes):
    """By its id, so that the account can be another."""
    cells = {"uid": site.channel.UID(), "administration": "kultur"} | GOOD | changes
    return _brought_in(site, cells)


def brought_in_new(site, changes):
    cells = (
        {"administration": "kultur"} | GOOD | {"profile_url": "https://ny.example.se/"} | changes
    )
    return _brought_in(site, cells | {"title": "Ny"})


def _brought_in(site, cells):
    line = ";".join('"' + _typed(value).replace('"', '""') + '"' for value in cells.values())
    file = {"file": ("a.csv", f"{';'.join(cells)}\n{line}".encode(), "text/csv")}
    form = {"_authenticator": site.token, "do": "look", "clear": "1"}
    page = site.browser.post("hub/@@import", data=form, files=file)
    hidden = html.fromstring(page.text).xpath('//input[@type="hidden"][@name and @value]')
    data = {each.get("name"): each.get("value") for each in hidden} | {"do": "store"}
    return told(page.text) + told(site.browser.post("hub/@@import", data=data).text)


def hand_over(site, changes):
    [(role, to)] = changes.items()
    channel = site.channel
    holder = {"responsible": "anna", "substitute": "bo@example.se"}[role]
    data = {
        "_authenticator": site.token,
        "do": "hand-over",
        "person": holder,
        "to": _typed(to),
        "duty": f"{role}-{channel.UID()}",
    }
    return told(site.browser.post("hub/@@duties", data=data).text)


DOORS = {
    "Plone's edit form": (edit_form, IChannel.names()),
    "the steps that add": (add_form, IWhole.names(all=True)),
    "PATCH": (patch, IChannel.names()),
    "POST": (post, IChannel.names()),
    "bulk": (bulk, FACT_COLUMNS),
    "import of a changed channel": (brought_in, COLUMN_FIELDS),
    "import of a new channel": (brought_in_new, COLUMN_FIELDS),
    "hand-over": (hand_over, ("responsible", "substitute")),
}
MAKES = ("the steps that add", "POST", "import of a new channel")


def is_explained(door: str, wrong: Wrong) -> bool:
    """Whether a door cannot do this wrong, or it is none there."""
    _knock, fields = DOORS[door]
    if not set(wrong.changes) <= set(fields):
        return True  # the door does not write that field
    if door == "import of a new channel" and wrong.demand == "account":
        return True  # by its account the row is the other channel itself
    # What is made is a draft, of which nothing is demanded before it is reported.
    return door in MAKES and bool(wrong.demand) and wrong.demand != "account"


def deviations(site, door):
    knock, _fields = DOORS[door]
    for name, wrong in WRONG.items():
        if is_explained(door, wrong):
            continue
        before = site.kept()
        answer = knock(site, wrong.changes)
        if site.kept() != before:
            yield name, "stored"
        elif not re.search(wrong.told, answer):
            yield name, answer[-1500:]


@pytest.mark.parametrize("door", DOORS)
def test_no_door_stores_what_a_channel_must_not_be_and_each_says_why(site, door):
    assert dict(deviations(site, door)) == {}


def test_a_channel_on_the_list_is_not_moved_to_where_it_has_no_contact(relying):
    with api.env.adopt_user(SITE_OWNER_NAME):
        school = api.content.create(relying.portal.hub, "Administration", "skola", title="Skola")
    transaction.commit()
    url = relying.channel.absolute_url()
    answer = relying.request.post("hub/skola/@move", json={"source": url})
    assert (answer.status_code, "Officiell kontakt saknas" in said(answer)) == (400, True)
    assert relying.channel.absolute_url() == url
    school.phone = "1"
    transaction.commit()
    assert relying.request.post("hub/skola/@move", json={"source": url}).status_code == 200


def test_a_channel_on_the_list_is_not_moved_to_a_hub_that_lists_its_account(site):
    with api.env.adopt_user(SITE_OWNER_NAME):
        other = api.content.create(site.portal, "SocialHub", "annat", title="Annat")
        school = api.content.create(other, "Administration", "skola", title="Skola")
        twin = api.content.create(school, "Channel", "ny", **GOOD)
        set_state(twin, "reported")
        twin.reindexObject()
    transaction.commit()
    for source in ("hub/kultur/bloggen", "hub/kultur"):
        target = "annat/skola" if source.endswith("bloggen") else "annat"
        url = f"{site.portal.absolute_url()}/{source}"
        answer = site.request.post(f"{target}/@move", json={"source": url})
        assert (answer.status_code, "Kontot finns redan" in said(answer)) == (400, True)
        assert site.channel.absolute_url().endswith("hub/kultur/bloggen")
