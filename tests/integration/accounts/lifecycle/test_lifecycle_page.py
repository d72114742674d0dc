"""The pages where a step is taken, what a channel's page says of it, and what waits for review."""

import re

import pytest
import transaction
from days import local_day
from helpers.integration.accounts.lifecycle import CHANNEL, TITLED, post, state, words
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.archive.retention import archive_decisions


def checklist(html):
    """(is met, its words) of each demand."""
    items = re.findall(r'<li class="socialhub-(met|unmet)"[^>]*>(.*?)</li>', html, re.S)
    plain = (" ".join(re.sub(r"<[^>]+>", " ", text).split()) for _met, text in items)
    return list(zip((met == "met" for met, _text in items), plain, strict=True))


@pytest.mark.usefixtures("framed")
def test_a_channel_goes_from_report_to_closed(reportable, editor, office):
    channel, writer, officer = reportable(), editor(), office()
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
    # Its feed has been asked, and what came is nothing for the archive.
    archive_decisions.note_decision(channel, local_day(), "KS 1")
    transaction.commit()
    post(officer, "close", comment="Slut", closed_on=today)
    assert (state(channel), channel.closed_on.isoformat()) == ("closed", today)


@pytest.mark.usefixtures("framed")
def test_a_refused_step_tells_what_is_missing_and_keeps_what_was_written(reportable, editor):
    channel = reportable(substitute=None)
    page = post(editor(), "report", comment="Bråttom")
    assert re.search(r'href="#socialhub-substitute"[^>]*>[^<]+</a>', page.text)
    assert re.search(r'name="comment"[^>]*>Bråttom</textarea>', page.text)
    assert f"{CHANNEL}/edit" in page.text
    assert state(channel) == "draft"
    assert [met for met, _text in checklist(page.text)] == [True, False, True, True, True, True]


def test_the_review_asks_nobody_until_the_feed_is_tested(reportable, office, server):
    reportable("reported")
    officer = office()
    page = officer.get(f"{CHANNEL}/@@lifecycle?step=make-official").text
    assert server.requests == []
    assert [met for met, _text in checklist(page)][-1] is False
    page = post(officer, "", do="test")
    assert page.url.endswith("@@lifecycle?step=make-official")
    assert [request.path for request in server.requests] == ["/rss"]
    assert [met for met, _text in checklist(page.text)][-1] is True


def test_a_feed_that_fails_is_told_and_the_channel_stays_reported(reportable, office, server):
    channel = reportable("reported")
    server.says("/rss", b"", status=404)
    page = post(office(), "make-official")
    assert "404" in words(page.text)
    assert state(channel) == "reported"


def test_link_only_is_asked_where_there_is_no_feed_and_need_not_be(reportable, office):
    channel = reportable("reported", profile_url="https://www.facebook.com/kultur", feed_url=None)
    officer = office()
    assert 'name="link_only_reason"' in post(officer, "make-official").text
    post(officer, "make-official", link_only_reason="Tjänsten ger inget flöde")
    assert (state(channel), channel.link_only_reason) == ("official", "Tjänsten ger inget flöde")


@pytest.mark.parametrize("closed_on", ["", "i går", "2999-01-01", "2026-02-30"])
def test_a_closing_date_that_is_none_is_refused(reportable, office, closed_on):
    channel = reportable("official")
    page = post(office(), "close", comment="Slut", closed_on=closed_on)
    assert re.search(r'id="socialhub-closed_on-fault">[^<]+</span>', page.text)
    assert (state(channel), channel.closed_on) == ("official", None)


def test_what_is_known_of_the_channel_is_shown_to_who_decides(reportable, office):
    reportable("reported", contact_url="https://kultur.example.se/kontakt")
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
def test_a_step_that_is_not_possible_has_no_form(reportable, office, step, status):
    reportable("draft")
    page = office().get(f"{CHANNEL}/@@lifecycle?step={step}")
    assert page.status_code == status
    assert ("socialhub-decision" in page.text) is (step == "")


@pytest.mark.parametrize("data", [{}, {"_authenticator": "f" * 40}])
def test_another_sites_form_takes_no_step(reportable, office, data):
    channel = reportable("official")
    answer = office().post(f"{CHANNEL}/@@lifecycle", data=data | {"step": "pause"})
    assert (answer.status_code, state(channel)) == (403, "official")


@pytest.mark.parametrize("path", ["@@lifecycle?step=pause&comment=x", "@@lifecycle?test=1"])
def test_a_link_takes_no_step_and_asks_nobody(reportable, office, server, path):
    channel = reportable("official")
    office().get(f"{CHANNEL}/{path}")
    assert (state(channel), server.requests) == ("official", [])


def test_an_anonymous_visitor_is_led_to_the_login(reportable, browse):
    reportable("official")
    answer = browse().get(f"{CHANNEL}/@@lifecycle", allow_redirects=False)
    assert answer.status_code == 302
    assert "login" in answer.headers["Location"]


@pytest.mark.parametrize("action", ["report", "make-official", ""])
def test_plones_own_way_to_a_step_leads_to_ours(reportable, office, action):
    channel = reportable("draft", substitute=None)
    page = office().post(
        f"{CHANNEL}/content_status_modify",
        data={"workflow_action": action, "form.widgets.effective_date": "2026-01-01"},
        allow_redirects=False,
    )
    assert page.status_code == 302
    assert "@@lifecycle" in page.headers["Location"]
    assert (state(channel), channel.EffectiveDate()) == ("draft", "None")


def test_what_lies_below_is_published_whole_or_not_at_all(reportable, request_factory, hub_state):
    channel = reportable("draft")
    before = hub_state()
    session = request_factory(role="Manager")
    answer = session.post("hub/@workflow/retract", json={"include_children": True})
    assert answer.status_code == 400
    assert (hub_state(), state(channel), channel.EffectiveDate()) == (before, "draft", "None")


@pytest.fixture
def hub_state(functional_portal):
    """A function that tells the states of the hub and its administration."""
    return lambda: [state(functional_portal.hub), state(functional_portal.hub.kultur)]


def test_in_bulk_what_is_refused_is_told_and_left_as_it_was(
    reportable, make_functional_channel, office, functional_portal
):
    lacking, whole = reportable("draft", substitute=None), make_functional_channel("hel", "draft")
    for name, value in TITLED.items():
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


@pytest.mark.usefixtures("framed")
def test_who_makes_a_channel_official_is_told_that_visitors_will_not_see_it(reportable, office):
    channel, officer = reportable("reported"), office()
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(channel.aq_parent, "retract")
    transaction.commit()
    told = (
        f"Besökare ser inget av kanalen förrän detta är offentliggjort: {channel.aq_parent.title}."
    )
    page = officer.get(f"{CHANNEL}/@@lifecycle?step=make-official").text
    assert told in page
    assert told in post(officer, "make-official").text
    assert told not in officer.get(f"{CHANNEL}/@@lifecycle?step=pause").text
