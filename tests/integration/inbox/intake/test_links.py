"""Where visitors find the forms: on every channel and entry that can be commented."""

import re

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.lifecycle.steps import set_state

FORMS = re.compile(
    r'href="[^"]*/hub/kultur/bloggen/(@@report-comment|@@contact-responsible)([^"]*)"'
)
BOTH = {"@@report-comment", "@@contact-responsible"}


@pytest.fixture
def channel(channel):
    """A channel that can be commented."""
    return let_comment(channel, True)


@pytest.fixture
def entry(channel, keep):
    """An entry's id."""
    id = keep(channel, title="Badhuset öppnar")
    transaction.commit()
    return id


def let_comment(channel, may):
    channel.dialogue = may
    notify(ObjectModifiedEvent(channel))
    transaction.commit()
    return channel


def links(browse, page):
    return FORMS.findall(browse().get(page).text)


def test_a_channel_leads_to_both_forms(browse, channel):
    assert set(links(browse, "hub/kultur/bloggen")) == {(name, "") for name in BOTH}


def test_an_entry_leads_to_both_forms_and_says_which_it_is(browse, entry):
    assert set(links(browse, f"hub/@@entry/{entry}")) == {
        (name, f"?entry={entry}") for name in BOTH
    }


@pytest.mark.parametrize("page", ["hub", "hub/kultur", "hub/@@sections"])
def test_a_card_leads_to_the_entry_where_the_forms_are(browse, entry, page):
    assert links(browse, page) == []
    assert f"@@entry/{entry}" in browse().get(page).text


def test_nothing_leads_there_where_nobody_can_comment(browse, channel, entry):
    assert links(browse, f"hub/@@entry/{entry}")
    let_comment(channel, False)
    for page in ("hub/kultur/bloggen", f"hub/@@entry/{entry}"):
        assert links(browse, page) == []
    assert browse().get("hub/kultur/bloggen/@@contact-responsible").status_code == 200


@pytest.mark.parametrize(("state", "number"), [("paused", 2), ("closed", 0)])
def test_a_paused_channel_can_be_reported_and_a_closed_one_cannot(browse, channel, state, number):
    with api.env.adopt_user(SITE_OWNER_NAME):
        set_state(channel, state)
    transaction.commit()
    assert len(set(links(browse, "hub/kultur/bloggen"))) == number


def test_other_systems_are_not_told_of_the_forms(rest, entry):
    [item] = rest().get("hub/@entries").json()["items"]
    assert not {"report", "contact"} & set(item)
