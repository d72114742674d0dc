"""The information office connects an account in the browser."""

from html import unescape

import pytest
import transaction
from interfaceserver import ADDRESS, TOKEN

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.registration.connections import connection_of
from katrineholm.socialhub.accounts.registration.requirements import feed_requirements
from katrineholm.socialhub.accounts.registration.validation import current_values

PAGE = "hub/kultur/insta/@@connect-account"


def kept(connectable_channel):
    transaction.begin()
    return connection_of(connectable_channel)


def test_a_pasted_token_is_tried_kept_and_never_shown(
    submit, office, browse, connectable_channel, pasted
):
    before = browse(*office).get(PAGE).text
    assert 'type="password"' in before
    assert "instagram_business_basic" in before
    assert submit(office, PAGE, pasted).status_code == 302
    assert (kept(connectable_channel).name, kept(connectable_channel).connector) == (
        "kulturen",
        "instagram",
    )
    assert connectable_channel.feed_url == ADDRESS
    after = browse(*office).get(PAGE).text
    assert "kulturen" in after
    assert TOKEN not in after + repr(kept(connectable_channel))
    assert history.channel_lines(connectable_channel)[1]["step"] == "connected"
    assert ADDRESS not in browse().get("hub/@@opml").text  # nobody can subscribe to it


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"passw_token": "IGAA with spaces"}, "inga mellanslag"),
        ({"passw_token": "IGAAåäö"}, "inga mellanslag"),
        ({"passw_token": ""}, "Klistra in åtkomstnyckeln"),
        ({"passw_token": "x" * 5000}, "för lång"),
        ({"passw_token": "another"}, "har gått ut eller återkallats"),
        ({"interface": "threads"}, "inget sådant gränssnitt"),
        ({"interface": ""}, "inget sådant gränssnitt"),
    ],
)
@pytest.mark.usefixtures("framed")
def test_what_cannot_be_a_token_is_refused_in_a_sentence(
    submit, office, connectable_channel, pasted, fields, said
):
    page = submit(office, PAGE, pasted | fields).text
    assert said in page
    assert not any(
        value in page for name, value in fields.items() if name == "passw_token" and value
    )
    assert kept(connectable_channel) is None


def test_a_token_of_another_account_is_refused_and_names_it(
    submit, office, connectable_channel, pasted, interface
):
    interface.tokens[TOKEN].username = "grannkommunen"
    assert "ett annat konto &#228;n kanalens: grannkommunen" in submit(office, PAGE, pasted).text
    assert kept(connectable_channel) is None
    assert connectable_channel.feed_url is None


def test_nothing_is_kept_without_a_key(submit, office, connectable_channel, pasted, monkeypatch):
    monkeypatch.setattr(
        "katrineholm.socialhub.accounts.registration.account_connection.default_vault", lambda: None
    )
    assert "SOCIALHUB_KEYS" in submit(office, PAGE, pasted).text
    assert kept(connectable_channel) is None


def test_an_account_is_let_go_and_its_posts_stay(submit, office, connectable_channel, pasted):
    submit(office, PAGE, pasted)
    assert submit(office, PAGE, {"do": "disconnect"}).status_code == 302
    assert kept(connectable_channel) is None
    assert connectable_channel.feed_url is None
    assert connectable_channel.link_only_reason.startswith(
        "Kontot är inte anslutet till webbplatsen"
    )
    assert all(demand.is_met for demand in feed_requirements(current_values(connectable_channel)))


@pytest.mark.usefixtures("framed")
def test_a_token_in_the_environment_is_used_and_not_kept(
    submit, office, connectable_channel, browse, monkeypatch
):
    monkeypatch.setenv("SOCIALHUB_TOKEN_INSTA", TOKEN)
    assert submit(office, PAGE, {"interface": "instagram", "passw_token": ""}).status_code == 302
    assert kept(connectable_channel).cipher == ""
    assert "serverns miljö" in browse(*office).get(PAGE).text


def test_only_the_office_connects(submit, person, functional_portal, connectable_channel, pasted):
    editor = person("Editor", at=functional_portal.hub.kultur)
    submit(editor, PAGE, pasted)
    assert kept(connectable_channel) is None


def test_another_sites_form_connects_nothing(submit, office, connectable_channel, pasted):
    submit(office, PAGE, pasted, token=False)
    assert kept(connectable_channel) is None


def test_the_app_is_told_what_a_token_may_and_when_it_ends(
    submit, office, make_functional_channel, browse, interface, app
):
    """Of Facebook alone: the other logins have secrets of their own."""
    fields = {"platform": "facebook", "profile_url": "https://www.facebook.com/kulturen"}
    page = make_functional_channel("ansiktet", feed_url=None, **fields)
    interface.app, interface.ends = app, 1811808000
    interface.scopes = ("pages_read_engagement", "pages_manage_engagement")
    given = {"interface": "facebook", "passw_token": TOKEN}
    assert submit(office, "hub/kultur/ansiktet/@@connect-account", given).status_code == 302
    transaction.begin()
    assert connection_of(page).ends == 1811808000
    assert connection_of(page).scopes == " ".join(interface.scopes)
    shown = unescape(browse(*office).get("hub/kultur/ansiktet/@@connect-account").text)
    assert connection_of(page).may_answer
    assert "Läsa sidans inlägg" in shown
    assert "Dölja kommentarer och svara på dem i sidans namn." in shown
    assert not any(scope in shown.partition("<details")[0] for scope in interface.scopes)
    assert app not in shown
    assert page.feed_url is None
