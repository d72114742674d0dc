"""What may arrive at a place."""

import transaction
from helpers.integration.accounts.judging import GOOD, said
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle.steps import set_state


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
