"""The pages where a step is taken, what a channel's page says of it, and what waits for review."""

import re
from datetime import date
from html import unescape

import pytest
import transaction
from days import local_day
from plone import api

from katrineholm.socialhub.accounts.lifecycle.steps import place

RSS = b"<rss version='2.0'><channel><title>B</title><item><title>Hej</title></item></channel></rss>"
COMPLETE = {
    "title": "Bloggen",
    "purpose": "Berätta om kulturen",
    "responsible": "Anna Berg <anna@katrineholm.example>",
    "substitute": "Bo Ek <bo@katrineholm.example>",
}
CHANNEL = "hub/kultur/bloggen"


@pytest.fixture
def complete(make_functional_channel, server):
    """A function that makes a channel, /hub/kultur/bloggen, that lacks nothing."""
    server.says("/rss", RSS)

    def complete(state="draft", **fields):
        facts = COMPLETE | {"feed_url": server.url("/rss")} | fields
        return make_functional_channel("bloggen", state=state, **facts)

    return complete


@pytest.fixture
def office(person, browse):
    """A function that opens a session of the information office's."""
    return lambda: browse(*person("Information Officer"))


@pytest.fixture
def editor(person, browse, functional_administration):
    """A function that opens a session of the administration's editor."""
    return lambda: browse(*person("Editor", at=functional_administration))


def state(channel):
    transaction.begin()
    return api.content.get_state(channel)


def post(session, step, **form):
    page = session.get(f"{CHANNEL}/@@lifecycle?step={step}")
    token = re.search(r'name="_authenticator" value="(\w+)"', page.text)[1]
    data = {"_authenticator": token, "step": step} | form
    return session.post(f"{CHANNEL}/@@lifecycle", data=data)


def words(html):
    """The content of a page as text."""
    found = re.search(r'<article id="content".*?</article>', html, re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[0])).split())


def checklist(html):
    """(is met, its words) of each demand."""
    items = re.findall(r'<li class="socialhub-(met|unmet)">(.*?)</li>', html, re.S)
    plain = (" ".join(re.sub(r"<[^>]+>", " ", text).split()) for _met, text in items)
    return list(zip((met == "met" for met, _text in items), plain, strict=True))


def test_a_channel_goes_from_report_to_closed(complete, editor, office):
    channel, writer, officer = complete(), editor(), office()
    assert post(writer, "report", comment="Klar").url.endswith(CHANNEL)
    assert state(channel) == "reported"
    post(officer, "return", comment="Skriv om syftet")
    assert state(channel) == "draft"
    assert "Skriv om syftet" in words(writer.get(CHANNEL).text)
    post(writer, "report")
    post(officer, "make-official")
    assert state(channel) == "official"
    post(officer, "pause")
    assert state(channel) == "paused"
    today = local_day().isoformat()
    post(officer, "close", comment="Slut", closed_on=today)
    assert (state(channel), channel.closed_on.isoformat()) == ("closed", today)


def test_a_refused_step_tells_what_is_missing_and_keeps_what_was_written(complete, editor):
    channel = complete(substitute=None)
    page = post(editor(), "report", comment="Bråttom")
    assert re.search(r'role="alert"[^>]*>[^<]+</p>', page.text)
    assert re.search(r'name="comment"[^>]*>Bråttom</textarea>', page.text)
    assert f"{CHANNEL}/edit" in page.text
    assert state(channel) == "draft"
    assert [met for met, _text in checklist(page.text)] == [True, False, True, True, True, True]


def test_the_review_asks_nobody_until_the_feed_is_tested(complete, office, server):
    complete("reported")
    officer = office()
    page = officer.get(f"{CHANNEL}/@@lifecycle?step=make-official").text
    assert server.requests == []
    assert [met for met, _text in checklist(page)][-1] is False
    page = post(officer, "", test="1")
    assert page.url.endswith("@@lifecycle?step=make-official")
    assert [request.path for request in server.requests] == ["/rss"]
    assert [met for met, _text in checklist(page.text)][-1] is True


def test_a_feed_that_fails_is_told_and_the_channel_stays_reported(complete, office, server):
    channel = complete("reported")
    server.says("/rss", b"", status=404)
    page = post(office(), "make-official")
    assert "404" in words(page.text)
    assert state(channel) == "reported"


def test_link_only_is_asked_where_there_is_no_feed_and_need_not_be(complete, office):
    channel = complete("reported", profile_url="https://www.facebook.com/kultur", feed_url=None)
    officer = office()
    assert 'name="link_only_reason"' in post(officer, "make-official").text
    post(officer, "make-official", link_only_reason="Tjänsten ger inget flöde")
    assert (state(channel), channel.link_only_reason) == ("official", "Tjänsten ger inget flöde")


@pytest.mark.parametrize("closed_on", ["", "i går", "2999-01-01", "2026-02-30"])
def test_a_closing_date_that_is_none_is_refused(complete, office, closed_on):
    channel = complete("official")
    page = post(office(), "close", comment="Slut", closed_on=closed_on)
    assert re.search(r'role="alert"[^>]*>[^<]+</p>', page.text)
    assert (state(channel), channel.closed_on) == ("official", None)


def test_what_is_known_of_the_channel_is_shown_to_who_decides(complete, office):
    complete("reported", contact_url="https://kultur.example.se/kontakt")
    shown = words(office().get(f"{CHANNEL}/@@lifecycle").text)
    for fact in (
        "Kulturförvaltningen",
        "https://bloggen.example.se/",
        "Berätta om kulturen",
        "Anna Berg, anna@katrineholm.example",
        "Bo Ek, bo@katrineholm.example",
        "kultur@example.se",
        "https://kultur.example.se/kontakt",
    ):
        assert fact in shown


@pytest.mark.parametrize(("step", "status"), [("publish", 404), ("close", 200), ("", 200)])
def test_a_step_that_is_not_possible_has_no_form(complete, office, step, status):
    complete("draft")
    page = office().get(f"{CHANNEL}/@@lifecycle?step={step}")
    assert page.status_code == status
    assert ("socialhub-decision" in page.text) is (step == "")


@pytest.mark.parametrize("data", [{}, {"_authenticator": "f" * 40}])
def test_another_sites_form_takes_no_step(complete, office, data):
    channel = complete("official")
    answer = office().post(f"{CHANNEL}/@@lifecycle", data=data | {"step": "pause"})
    assert (answer.status_code, state(channel)) == (403, "official")


@pytest.mark.parametrize("path", ["@@lifecycle?step=pause&comment=x", "@@lifecycle?test=1"])
def test_a_link_takes_no_step_and_asks_nobody(complete, office, server, path):
    channel = complete("official")
    office().get(f"{CHANNEL}/{path}")
    assert (state(channel), server.requests) == ("official", [])


def test_an_anonymous_visitor_is_led_to_the_login(complete, browse):
    complete("official")
    answer = browse().get(f"{CHANNEL}/@@lifecycle", allow_redirects=False)
    assert answer.status_code == 302
    assert "login" in answer.headers["Location"]


@pytest.mark.parametrize("action", ["report", "make-official", ""])
def test_plones_own_way_to_a_step_leads_to_ours(complete, office, action):
    channel = complete("draft", substitute=None)
    page = office().post(
        f"{CHANNEL}/content_status_modify",
        data={"workflow_action": action, "form.widgets.effective_date": "2026-01-01"},
        allow_redirects=False,
    )
    assert page.status_code == 302
    assert "@@lifecycle" in page.headers["Location"]
    assert (state(channel), channel.EffectiveDate()) == ("draft", "None")


def test_in_bulk_what_is_refused_is_told_and_left_as_it_was(
    complete, make_functional_channel, office, functional_portal
):
    lacking, whole = complete("draft", substitute=None), make_functional_channel("hel", "draft")
    for name, value in COMPLETE.items():
        setattr(whole, name, value)
    transaction.commit()
    officer = office()
    token = re.search(
        r'name="_authenticator" value="(\w+)"', officer.get(f"{CHANNEL}/@@lifecycle").text
    )
    answer = officer.post(
        "hub/kultur/@@fc-workflow",
        data={
            "_authenticator": token[1],
            "folder": "/hub/kultur",
            "selection": f'["{lacking.UID()}", "{whole.UID()}"]',
            "transition": "report",
        },
    ).json()
    assert (state(lacking), lacking.EffectiveDate()) == ("draft", "None")
    assert state(whole) == "reported"
    assert answer["status"] == "warning"
    assert len(answer["msg"]) > len("Bloggen: ")


@pytest.mark.parametrize(
    "body",
    [
        {"comment": 7},
        {"comment": {"a": []}},
        {"closed_on": "i går"},
        {"closed_on": 20260131},
        {"comment": "Slut", "closed_on": "2999-01-01"},
        {"link_only_reason": ["x"]},
        {"effective": "2026-01-01", "expires": "2026-01-02"},
        {"include_children": True},
        [],
        "close",
    ],
)
def test_a_strange_body_takes_no_step(complete, request_factory, person, body):
    channel = complete("official")
    session = request_factory(basic_auth=person("Information Officer"))
    answer = session.post(f"{CHANNEL}/@workflow/close", json=body)
    assert answer.status_code == 400
    assert (state(channel), channel.EffectiveDate(), channel.expires()) == (
        "official",
        "None",
        channel.expires(),
    )
    assert channel.closed_on is None


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"null"])
def test_a_body_that_is_no_json_takes_no_step(complete, request_factory, person, body):
    channel = complete("official")
    session = request_factory(basic_auth=person("Information Officer"))
    answer = session.post(f"{CHANNEL}/@workflow/close", data=body)
    assert (answer.status_code, state(channel)) == (400, "official")


def test_what_lies_below_is_published_whole_or_not_at_all(complete, request_factory, hub_state):
    channel = complete("draft")
    before = hub_state()
    session = request_factory(role="Manager")
    answer = session.post("hub/@workflow/retract", json={"include_children": True})
    assert answer.status_code == 400
    assert (hub_state(), state(channel), channel.EffectiveDate()) == (before, "draft", "None")


@pytest.fixture
def hub_state(functional_portal):
    """A function that tells the states of the hub and its administration."""
    return lambda: [state(functional_portal.hub), state(functional_portal.hub.kultur)]


def test_what_waits_for_review_is_listed_the_longest_waiting_first(
    complete, make_functional_channel, editor, office, functional_portal
):
    complete()
    for id in ("forsta", "andra"):
        made = make_functional_channel(id, title=id, state="draft")
        for name in ("purpose", "responsible", "substitute"):
            setattr(made, name, COMPLETE[name])
    transaction.commit()
    writer, officer = editor(), office()
    post(writer, "report")
    transaction.begin()
    for id in ("andra", "forsta"):
        place(functional_portal.hub.kultur[id], "reported")
    transaction.commit()
    rows = re.findall(r'<th scope="row">\s*<a[^>]*>(.*?)</a>', officer.get("hub/@@reports").text)
    assert rows == ["andra", "forsta", "Bloggen"]  # nobody knows since when the first two wait
    assert "hub/@@reports" in officer.get("hub").text
    assert "hub/@@reports" not in writer.get("hub").text


def test_where_a_report_stands_is_told_to_the_administration_only(complete, editor, browse):
    complete("official")
    assert 'id="socialhub-standing"' in editor().get(CHANNEL).text
    assert 'id="socialhub-standing"' not in browse().get(CHANNEL).text


def test_a_draft_tells_what_it_lacks(complete, editor):
    complete(substitute=None, purpose=None)
    page = editor().get(CHANNEL).text
    assert len(re.findall(r"<li>", page.partition('class="socialhub-problems"')[2][:600])) == 2
    assert "@@lifecycle?step=report" in page


@pytest.mark.parametrize(
    ("state", "weights"), [("official", []), ("paused", ["info"]), ("closed", ["warning"])]
)
def test_a_visitor_is_told_that_a_channel_is_closed_or_rests(
    complete, browse, office, state, weights
):
    channel = complete("official")
    place(channel, state, closing_reason="Ett internt skäl")
    transaction.commit()
    page = browse().get(CHANNEL).text
    assert re.findall(r'class="alert alert-(\w+) socialhub-notice"', page) == weights
    assert "internt skäl" not in page


def test_a_visitor_is_told_since_when_a_channel_is_no_longer_ours(complete, browse, office):
    complete("official").official_since = date(2025, 12, 1)
    transaction.commit()
    post(office(), "close", comment="Slut", closed_on="2026-01-31")
    assert "31 januari 2026" in words(browse().get(CHANNEL).text)


@pytest.mark.parametrize("path", ["hub", "hub/kultur", "hub/kultur/bloggen"])
def test_a_step_of_a_stranger_asks_for_a_login(complete, request_factory, path):
    complete("official")
    for step in ("retract", "publish", "close", "nonsense"):
        answer = request_factory().post(f"{path}/@workflow/{step}", json={"comment": "Skäl"})
        assert (path, step, answer.status_code) == (path, step, 401)


@pytest.mark.parametrize("step", ["publish", "nonsense"])
def test_a_step_that_a_place_does_not_have_now_is_refused_in_one_sentence(
    complete, request_factory, person, step
):
    complete("official")
    session = request_factory(basic_auth=person("Information Officer"))
    answer = session.post(f"hub/@workflow/{step}")
    assert (answer.status_code, answer.json()["message"]) == (
        400,
        "Steget kan inte tas från nuvarande status.",
    )
