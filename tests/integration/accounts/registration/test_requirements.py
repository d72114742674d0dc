"""What the official list demands."""

import re

import pytest
import transaction
from helpers.integration.accounts.judging import CHANNEL, WRONG, said
from plone import api

from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.accounts.registration.requirements import (
    LIST_REQUIREMENTS,
    ChannelValues,
    state_requirements,
)


def step(site, changes):
    """A draft that is so already is reported, or made official."""
    channel = site.channel
    set_state(channel, "reported" if "feed_url" in changes else "draft")
    for name, value in changes.items():
        setattr(channel, name, value)
    channel.reindexObject()
    transaction.commit()
    taken = "make-official" if "feed_url" in changes else "report"
    answer = said(site.request.post(f"{CHANNEL}/@workflow/{taken}", json={}))
    site.is_step_taken = api.content.get_state(site.channel) not in ("draft", "reported")
    return answer


@pytest.mark.parametrize("name", [name for name, wrong in WRONG.items() if wrong.demand])
def test_no_step_puts_on_the_list_what_lacks_what_the_list_demands(site, name):
    wrong = WRONG[name]
    answer = step(site, wrong.changes)
    assert re.search(wrong.told, answer)
    assert not site.is_step_taken


def test_the_table_breaks_each_demand_that_stands_on_a_channel(site):
    demanded = [each.name for each in state_requirements(ChannelValues(site.channel), "official")]
    assert len(demanded) == len(LIST_REQUIREMENTS) + 1
    assert {wrong.demand for wrong in WRONG.values() if wrong.demand} == set(demanded)


ADMINISTRATION_DOORS = {
    "Plone's edit form": lambda site, changes: site.send("hub/kultur/edit", changes, "save"),
    "PATCH": lambda site, changes: said(site.request.patch("hub/kultur", json=changes)),
}


@pytest.mark.parametrize("door", ADMINISTRATION_DOORS)
def test_an_administration_keeps_a_contact_while_channels_on_the_list_rely_on_it(relying, door):
    knock = ADMINISTRATION_DOORS[door]
    answer = knock(relying, {"email": None})
    assert "Officiell e-postadress eller telefon saknas" in answer
    assert "Bloggen" in answer
    assert "Annan" not in answer
    transaction.begin()
    assert relying.portal.hub.kultur.email == "kultur@example.se"
    knock(relying, {"email": None, "phone": "0150-570 00"})
    transaction.begin()
    assert relying.portal.hub.kultur.email is None


def test_a_copy_is_a_draft_of_which_nothing_is_demanded_and_cannot_be_reported(site):
    url = site.channel.absolute_url()
    assert site.request.post("hub/kultur/@copy", json={"source": url}).status_code == 200
    transaction.begin()
    [copy] = [each for each in site.portal.hub.kultur.objectValues() if "copy" in each.getId()]
    assert api.content.get_state(copy) == "draft"
    answer = site.request.post(f"hub/kultur/{copy.getId()}/@workflow/report", json={})
    assert (answer.status_code, "Kontot finns redan" in said(answer)) == (400, True)
