"""The box about the links back on a channel, and its buttons."""

from html import unescape

import pytest
import transaction
from plone import api

from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.public.register.check_outcome import CheckOutcome
from katrineholm.socialhub.public.register.proofs import latest_check
from katrineholm.socialhub.site.settings.titles import service_title

pytestmark = pytest.mark.usefixtures("framed")

SITE = "https://www.katrineholm.se"
BOTH_WAYS = "Bekräftad från båda håll"


@pytest.fixture
def press(browse, person, mastodon):
    """A function that presses a button on the channel's page, as a role; the page then."""
    sessions = {}

    def press(button, role="Editor"):
        if role not in sessions:
            sessions[role] = browse(*person(role))
        session = sessions[role]
        page = session.get("hub/kultur/mastodon/@@account").text
        token = page.partition('name="_authenticator" value="')[2].partition('"')[0]
        return session.post(f"hub/kultur/mastodon/@@{button}", data={"_authenticator": token})

    return press


def test_an_account_that_links_back_is_confirmed_both_ways(mastodon, server, press, browse):
    page = press("look-now")
    assert "alert-warning" in page.text
    assert f"<code>{mastodon.absolute_url()}</code>" in page.text
    assert BOTH_WAYS not in browse().get("hub/@@official?address=@katrineholm").text

    server.account(f'<a href="{mastodon.absolute_url()}" rel="me nofollow">katrineholm.se</a>')
    page = press("look-now")
    assert page.status_code == 200
    assert f"<code>{mastodon.absolute_url()}</code>" not in page.text
    assert BOTH_WAYS in browse().get("hub/@@official?address=@katrineholm").text

    # The other way: the page that the account links to claims the account.
    ours = browse().get(mastodon.absolute_url()).text
    assert f'<link rel="me" href="{server.url("/@katrineholm")}"' in ours
    transaction.begin()
    kept = latest_check(mastodon.aq_parent.aq_parent, facts_of(mastodon))
    assert kept.outcome == CheckOutcome("both-ways", "me", mastodon.absolute_url(), "1099")


def test_on_an_editors_host_too_it_is_the_public_address_that_counts(mastodon, server, press):
    api.portal.set_registry_record("katrineholm.socialhub.site_url", f"{SITE}/")
    transaction.commit()
    public = f"{SITE}/hub/kultur/mastodon"
    assert f"<code>{public}</code>" in press("look-now").text
    server.account(f'<a href="{public}" rel="me nofollow">katrineholm.se</a>')
    assert "alert-warning" not in press("look-now").text
    transaction.begin()
    kept = latest_check(mastodon.aq_parent.aq_parent, facts_of(mastodon))
    assert kept.outcome == CheckOutcome("both-ways", "me", public, "1099")


def test_only_who_has_duties_to_see_sees_what_was_found(mastodon, browse, person, press):
    press("look-now")
    assert "socialhub-twoway" not in browse().get("hub/kultur/mastodon").text
    page = browse(*person("Contributor")).get("hub/kultur/mastodon/@@account").text
    assert "socialhub-twoway" in page


def test_another_owner_is_shown_until_the_office_accepts_it(mastodon, server, press):
    press("look-now")
    server.account(id="7")
    assert "alert-danger" in press("look-now").text
    press("accept-profile")
    page = press("look-now").text
    assert ("alert-danger" in page, "@@accept-profile" in page) == (True, False)
    assert "@@accept-profile" in press("look-now", "Information Officer").text
    page = press("accept-profile", "Information Officer")
    assert (page.status_code, "alert-danger" in page.text) == (200, False)


@pytest.mark.parametrize("button", ["look-now", "accept-profile"])
def test_neither_a_link_nor_a_strangers_form_presses_a_button(
    mastodon, server, browse, person, button
):
    session = browse(*person("Information Officer"))
    assert session.get(f"hub/kultur/mastodon/@@{button}").status_code in (403, 405)
    assert session.post(f"hub/kultur/mastodon/@@{button}").status_code == 403
    answer = browse().post(f"hub/kultur/mastodon/@@{button}", allow_redirects=False)
    assert answer.status_code in (302, 401)
    assert server.requests == []


@pytest.mark.parametrize("platform", ["website", "feed"])
def test_for_a_web_site_of_ours_there_is_a_line_to_copy(
    make_functional_channel, browse, person, platform
):
    channel = make_functional_channel("sidan", platform=platform)
    page = unescape(browse(*person("Editor")).get("hub/kultur/sidan/@@account").text)
    section = page.partition('aria-labelledby="socialhub-twoway"')[2].partition("</section>")[0]
    assert f'<code><link rel="me" href="{channel.absolute_url()}"></code>' in section
    assert service_title(platform) not in section


def test_a_channel_that_is_not_official_is_not_shown_with_a_link_to_set(mastodon, browse, person):
    set_state(mastodon, "closed")
    transaction.commit()
    page = browse(*person("Information Officer")).get("hub/kultur/mastodon/@@account")
    assert (page.status_code, "socialhub-twoway" in page.text) == (200, False)
