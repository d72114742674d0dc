"""An account stands on the list once: refused in the form, over REST and when it is reported."""

import pytest
import transaction
from helpers.integration.accounts.registration import ADDRESS, SPELLINGS
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle.step_requirements import step_requirements
from katrineholm.socialhub.accounts.registration.account_validation import listed_channel


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("state", ["reported", "official", "paused"])
def test_an_account_on_the_list_is_found_in_any_spelling(make_channel, hub, spelling, state):
    channel = make_channel("kanal", state=state, profile_url=ADDRESS)
    found = listed_channel(hub, [spelling])
    assert found.getPath() == "/plone/hub/kultur/kanal"
    assert listed_channel(hub, [spelling], apart_from=channel.UID()) is None


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_what_is_not_on_the_list_stands_in_nobodys_way(make_channel, hub, state):
    make_channel("kanal", state=state, profile_url=ADDRESS)
    assert listed_channel(hub, [ADDRESS]) is None


@pytest.mark.parametrize(
    "addresses",
    [
        [],
        ["https://mastodon.se/"],
        ["https://www.instagram.com/katrineholm"],
        ["@katrineholm"],
        ["not an address"],
        ["https://bsky.app/profile/katrineholm.se", "@katrineholm"],
    ],
)
def test_another_account_by_the_same_name_is_another(make_channel, hub, addresses):
    make_channel("kanal", profile_url=ADDRESS)
    assert listed_channel(hub, addresses) is None


def test_other_addresses_count_on_both_sides(make_channel, hub):
    make_channel("kanal", profile_url=ADDRESS, also_known_as=("https://x.com/katrineholm",))
    assert listed_channel(hub, ["https://twitter.com/Katrineholm"]).getId == "kanal"
    draft = make_channel(
        "annan", state="draft", profile_url="https://a.example.se/", also_known_as=(ADDRESS,)
    )
    unmet = [each.name for each in step_requirements(draft, "report") if not each.is_met]
    assert "account" in unmet


def test_what_may_not_be_seen_is_not_named(
    make_functional_channel, functional_portal, person, request_factory
):
    make_functional_channel("hemlig", title="Hemlig", state="reported", profile_url=ADDRESS)
    with api.env.adopt_user(SITE_OWNER_NAME):
        school = api.content.create(functional_portal.hub, "Administration", "skola", title="Skola")
    transaction.commit()
    session = request_factory(basic_auth=person("Contributor", at=school))
    new = {"@type": "Channel", "title": "Ny", "profile_url": ADDRESS}
    answer = session.post("hub/skola", json=new)
    assert answer.status_code == 400
    assert "emlig" not in answer.text
