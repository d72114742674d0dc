"""An account is connected by logging in at the service; hostile answers are refused."""

from time import sleep
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
import transaction
from days import local_day
from helpers.integration.rest import PASSWORD
from interfaceserver import ADDRESS, TOKEN
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import history, hub_storage
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import take_channel_step
from katrineholm.socialhub.accounts.registration import connections, logins
from katrineholm.socialhub.core.sources import session

INSTA = "hub/kultur/insta"
PAGE, RETURN = f"{INSTA}/@@connect-account", "@@connected-account/instagram"
REPLY = "/oauth/access_token"
pytestmark = pytest.mark.usefixtures("framed")


class Browser:
    """A person's browser."""

    def __init__(self, login, browse):
        self.session = browse(*login)

    def press(self, do, page=PAGE, **fields):
        """Press a button of the page, and return the answer."""
        token = self.session.get(page).text.partition('data-token="')[2].partition('"')[0]
        data = {"_authenticator": token, "do": do, **fields}
        return self.session.post(page, data=data, allow_redirects=False)

    def begin(self, page=PAGE, **fields):
        """Begin a log-in, and return the query with which the service is asked."""
        answer = self.press("log-in", page, interface="instagram", **fields)
        return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))

    def come_back(self, query, page=RETURN):
        """Come back with a query, and return the text of the page that is shown then."""
        return self.session.get(
            f"{page}?{query if isinstance(query, str) else urlencode(query)}"
        ).text


@pytest.fixture
def editor(person, functional_portal, connectable_channel, browse, desk):
    """The browser of an editor of the channel."""
    return Browser(person("Editor", at=functional_portal.hub.kultur), browse)


@pytest.fixture
def consent(desk):
    """A function that returns the answer of the service to a query: ``consent(query)``."""
    return lambda query: {"code": desk.code("kulturen", query), "state": query["state"]}


@pytest.fixture
def stored(connectable_channel):
    """A function that returns the connection and the log-ins that are stored."""

    def stored():
        transaction.begin()
        waiting = hub_storage.stored_data(hub_of(connectable_channel), connections.LOGINS)
        return connections.connection_of(connectable_channel), dict(waiting)

    return stored


def test_an_editor_logs_in_sees_whose_account_it_is_and_confirms(
    editor, consent, stored, connectable_channel
):
    assert "Logga in hos Instagram" in editor.session.get(PAGE).text
    query = editor.begin()
    assert query["scope"] == "instagram_business_basic"
    shown = editor.come_back(consent(query))
    assert "Är det här kontot?" in shown
    assert "kulturen (Instagram)" in shown
    assert stored()[0] is None
    assert editor.press("confirm").status_code == 302
    kept, waiting = stored()
    assert (kept.name, kept.by, kept.may_answer) == ("kulturen", "editor-kultur", False)
    assert waiting == {}
    assert connectable_channel.feed_url == ADDRESS
    after = editor.session.get(PAGE).text
    assert "Den får inte" in after
    assert TOKEN not in shown + after + repr(kept)
    [_edited, line] = history.channel_lines(connectable_channel)[:2]
    assert (line["who"], line["step"]) == ("editor-kultur", "connected")
    assert line["comment"] == "Instagram: kulturen. Anslutningen får bara läsa."


def test_answering_is_asked_apart_and_noted(editor, consent, stored, connectable_channel):
    query = editor.begin(answers="1")
    assert query["scope"].split(",")[1:] == ["instagram_business_manage_comments"]
    editor.come_back(consent(query))
    editor.press("confirm")
    assert stored()[0].may_answer
    [_edited, line] = history.channel_lines(connectable_channel)[:2]
    assert line["comment"] == "Instagram: kulturen. Anslutningen får också svara på kommentarer."


def test_a_right_that_was_not_granted_is_told_and_reading_stays_possible(
    editor, consent, stored, desk
):
    desk.granted = "instagram_business_basic"
    shown = editor.come_back(consent(editor.begin(answers="1")))
    assert "Instagram gav inte allt" in shown
    editor.press("confirm")
    assert stored()[0].may_answer is False


def test_who_cancels_connects_nothing(editor, consent, stored):
    editor.come_back(consent(editor.begin()))
    editor.press("cancel")
    assert stored() == (None, {})
    assert "Ingen inloggning väntar" in editor.press("confirm").text


def answers(status, data, **lines):
    """An answer of the service in the place of a token."""
    return lambda desk: desk.replies.update({REPLY: (status, lines, data)})


def of_token(**values):
    return lambda desk: desk.more.update(values)


def grants(scopes):
    return lambda desk: setattr(desk, "granted", scopes)


def is_slow(desk):
    desk.answer = lambda *asked: sleep(3)


def is_another(desk):
    desk.interface.tokens[TOKEN].username = "grannkommunen"


# What comes in the place of the service's answer about a token.
HOSTILE_TOKENS = {
    "another account": (is_another, "ett annat konto än kanalens: grannkommunen"),
    "scopes missing": (grants("public_profile"), "fick inte rätt att visa"),
    "no scopes": (grants(""), "fick inte rätt att visa"),
    "not JSON": (answers(200, b"access_token=abc&token_type=bearer"), "något annat än"),
    "HTML": (answers(200, b"<!doctype html><p>Log in"), "något annat än"),
    "a list": (answers(200, b"[1, 2]"), "något annat än"),
    "deep JSON": (answers(200, b"[" * 60_000), "något annat än"),
    "nothing": (answers(200, b""), "något annat än"),
    "huge": (answers(200, b'{"access_token": "' + b"a" * 200_000 + b'"}'), "större än"),
    "slow": (is_slow, "längre tid än"),
    "a redirect": (answers(302, b"", Location="https://evil.example/token"), "något annat än"),
    "a redirect inwards": (answers(307, b"", Location="http://10.0.0.1/token"), "något annat än"),
    "a fault": (answers(500, b"Oops <script>"), "svarade med ett fel (500)"),
    "used before": (answers(400, {"error": "invalid_grant"}), "avvisade inloggningen"),
    "a hostile error": (answers(400, {"error": "<b>x</b>" * 99}), "avvisade inloggningen"),
    "another type of token": (of_token(token_type="mac"), "något annat än"),
    "a token with a line break": (of_token(access_token="a\r\nX-Evil: 1"), "något annat än"),
    "a token of letters": (of_token(access_token="åäö"), "något annat än"),
    "an endless token": (of_token(access_token="a" * 5000), "något annat än"),
    "no token": (of_token(access_token=None), "något annat än"),
    "a number for a token": (of_token(access_token=[1]), "något annat än"),
}


@pytest.mark.parametrize("case", HOSTILE_TOKENS)
def test_a_hostile_answer_about_a_token_is_refused_and_nothing_stored(
    editor, consent, stored, desk, monkeypatch, case
):
    make, said = HOSTILE_TOKENS[case]
    monkeypatch.setattr(session, "SECONDS", 1)
    code = consent(editor.begin())
    make(desk)
    shown = editor.come_back(code)
    assert said in shown
    assert "<b>x" not in shown
    assert "<script>Oops" not in shown
    assert stored() == (None, {})


# What comes back with the browser, made of the answer of the service.
HOSTILE_RETURNS = {
    "declined": (
        lambda query: {"error": "access_denied", "error_description": "<b>Ring 0900</b>"},
        "Inloggningen avbröts hos Instagram",
    ),
    "no code": (lambda query: {"code": ""}, "inte det som Instagram ger"),
    "control characters": (lambda query: {"code": "a\x00\r\nb"}, "inte det som Instagram ger"),
    "an endless code": (lambda query: {"code": "a" * 5000}, "inte det som Instagram ger"),
    "another issuer": (lambda query: {"iss": "https://evil.example"}, "inte det som Instagram ger"),
    "a code of another log-in": (lambda query: {"code": "code-77"}, "avvisade inloggningen"),
}


@pytest.mark.parametrize("case", HOSTILE_RETURNS)
def test_a_hostile_return_is_refused_and_nothing_stored(editor, consent, stored, case):
    make, said = HOSTILE_RETURNS[case]
    answer = consent(editor.begin())
    changed = make(answer)
    base = {"state": answer["state"]} if "error" in changed else answer
    shown = editor.come_back({**base, **changed})
    assert said in shown
    assert "Ring 0900" not in shown
    assert stored() == (None, {})


NOT_KNOWN = "är inte känd här"


@pytest.mark.parametrize(
    "change",
    [
        lambda state: "",
        lambda state: state[:-1],
        lambda state: f"{state}x",
        lambda state: state.partition(".")[0],
        lambda state: "0" * 32 + "." + state.partition(".")[2],
        lambda state: "åäö.\x00",
    ],
    ids=["missing", "cut", "longer", "no secret", "another channel's", "no state"],
)
def test_a_state_that_is_not_known_is_refused(editor, consent, stored, change):
    answer = consent(editor.begin())
    shown = editor.come_back({**answer, "state": change(answer["state"])})
    assert NOT_KNOWN in shown
    assert stored()[0] is None


def test_a_state_given_twice_is_refused(editor, consent, stored):
    answer = consent(editor.begin())
    assert NOT_KNOWN in editor.come_back(f"{urlencode(answer)}&state={answer['state']}")
    assert stored()[0] is None


def test_a_code_is_used_once_and_a_step_back_is_refused(editor, consent, desk):
    answer = consent(editor.begin())
    editor.come_back(answer)
    assert NOT_KNOWN in editor.come_back(answer)
    assert [form.get("code") for *_rest, form in desk.asked if "code" in form] == [answer["code"]]


def test_of_two_tabs_the_newer_counts(editor, consent, stored):
    older, newer = editor.begin(), editor.begin()
    assert NOT_KNOWN in editor.come_back(consent(older))
    assert "Är det här kontot?" in editor.come_back(consent(newer))
    assert len(stored()[1]) == 1


def test_a_log_in_belongs_to_a_person_and_a_browser(editor, consent, stored, office, browse):
    answer = consent(editor.begin())
    another = Browser(office, browse)
    assert "av någon annan" in another.come_back(answer)
    same_person = Browser(("editor-kultur", PASSWORD), browse)
    assert "av någon annan" in same_person.come_back(answer)
    assert "inte inloggad" in browse().get(f"{RETURN}?{urlencode(answer)}").text
    assert "Är det här kontot?" in editor.come_back(answer)
    assert "Är det här kontot?" not in another.session.get(PAGE).text
    assert "Ingen inloggning väntar" in another.press("confirm").text
    assert stored()[0] is None


def test_a_log_in_gets_old_before_and_after_the_return(editor, consent, stored, monkeypatch):
    answer = consent(editor.begin())
    monkeypatch.setattr(logins, "SECONDS", -1)
    assert "mer än tio minuter" in editor.come_back(answer)
    assert stored() == (None, {})
    monkeypatch.setattr(logins, "SECONDS", 600)
    editor.come_back(consent(editor.begin()))
    monkeypatch.setattr(logins, "SECONDS", -1)
    assert "Ingen inloggning väntar" in editor.press("confirm").text
    assert stored()[0] is None


@pytest.mark.parametrize(
    "page", ["@@connected-account", f"{RETURN}/x", "@@connected-account/threads"]
)
def test_an_answer_at_another_services_address_is_refused(editor, consent, stored, desk, page):
    answer = consent(editor.begin())
    assert NOT_KNOWN in editor.come_back(answer, page=page)
    assert stored() == (None, {})
    assert not any("code" in form for *_rest, form in desk.asked)


def test_a_channel_that_got_another_account_meanwhile_is_not_connected(
    editor, consent, stored, connectable_channel
):
    editor.come_back(consent(editor.begin()))
    connectable_channel.profile_url = "https://www.instagram.com/grannkommunen/"
    connectable_channel.reindexObject()
    transaction.commit()
    assert "ett annat konto än kanalens: kulturen" in editor.press("confirm").text
    assert stored()[0] is None


def test_who_may_not_edit_begins_nothing(person, browse, connectable_channel, desk, stored):
    stranger = Browser(person("Reader"), browse)
    stranger.press("log-in", interface="instagram")
    assert stored() == (None, {})
    assert desk.asked == []


@pytest.mark.parametrize("end", ["delete", "close"])
def test_a_deleted_or_closed_channel_forgets_the_log_in(editor, stored, connectable_channel, end):
    hub = hub_of(connectable_channel)
    editor.begin()
    assert len(stored()[1]) == 1
    with api.env.adopt_user(SITE_OWNER_NAME):
        if end == "delete":
            api.content.delete(connectable_channel)
        else:
            given = StepInput(comment="Slut", closed_on=local_day())
            take_channel_step(connectable_channel, "close", given)
    assert dict(hub_storage.stored_data(hub, connections.LOGINS)) == {}


def test_without_an_app_the_page_says_who_sets_it_up(editor, office, browse, monkeypatch, desk):
    monkeypatch.setattr("katrineholm.socialhub.accounts.registration.login_apps.default_apps", dict)
    shown = editor.session.get(PAGE).text
    assert "app hos Instagram är inte upplagd" in shown
    assert "Logga in hos Instagram" not in shown
    assert "@@socialhub-apps" not in shown
    assert "@@socialhub-apps" in browse(*office).get(PAGE).text
    assert "är inte upplagd" in editor.press("log-in", interface="instagram").text


def test_mastodons_server_gets_to_know_the_site_by_itself(
    editor, desk, make_functional_channel, functional_portal
):
    fields = {"platform": "mastodon", "profile_url": "https://social.example/@kulturen"}
    channel = make_functional_channel(
        "masto", feed_url="https://social.example/@kulturen.rss", **fields
    )
    desk.wraps, page = False, "hub/kultur/masto/@@connect-account"
    desk.replies["/verify_credentials"] = (200, {}, {"id": "109", "username": "kulturen"})
    for _each in range(2):  # the second time the server knows it
        answer = editor.press("log-in", page, interface="mastodon", answers="1")
    query = dict(parse_qsl(urlsplit(answer.headers["Location"]).query))
    assert query["redirect_uri"].endswith("/@@connected-account/mastodon/social.example")
    assert query["code_challenge_method"] == "S256"
    assert len(desk.apps) == 1
    given = {"code": desk.code("kulturen", query), "state": query["state"]}
    editor.come_back(given, "@@connected-account/mastodon/social.example")
    editor.press("confirm", page)
    transaction.begin()
    kept = connections.connection_of(channel)
    assert (kept.name, kept.account, kept.may_answer) == ("@kulturen@social.example", "109", True)
    secrets = connections.secrets_of(kept, channel.UID(), "masto")
    assert secrets["host"] == "social.example"
    assert channel.feed_url == "https://social.example/@kulturen.rss"


def test_of_a_persons_facebook_pages_the_channels_is_connected(
    editor, desk, make_functional_channel
):
    desk.wraps, desk.interface.app = False, "1234567890|0secret0of0the0app0"
    desk.interface.scopes = ("pages_show_list", "pages_read_engagement", "pages_read_user_content")
    fields = {"platform": "facebook", "profile_url": "https://www.facebook.com/kulturen"}
    channel = make_functional_channel("ansiktet", feed_url=None, **fields)
    page = "hub/kultur/ansiktet/@@connect-account"
    answer = editor.press("log-in", page, interface="facebook")
    query = dict(parse_qsl(urlsplit(answer.headers["Location"]).query))
    given = {"code": desk.code("kulturen", query), "state": query["state"]}
    assert "kulturen (Facebook)" in editor.come_back(given, "@@connected-account/facebook")
    editor.press("confirm", page)
    transaction.begin()
    kept = connections.connection_of(channel)
    assert (kept.name, kept.ends) == ("kulturen", 0)  # a page's own token does not end by a date
    [asked] = [query for _method, path, query in desk.asked if path.endswith("/me/accounts")]
    assert "appsecret_proof" in asked
