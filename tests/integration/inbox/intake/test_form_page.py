"""The public's forms: a comment is reported, the responsible is contacted, nothing is lost."""

import re

import pytest
import transaction
from helpers.integration.inbox.intake import CONTACT, QUESTION, REPORT, SPITE, receipt_of
from plone import api

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake.rate_limit import SLOW_FACTOR
from katrineholm.socialhub.inbox.intake.receipts import receipt_message
from katrineholm.socialhub.site.mail import outbox

NASTY = "<script>alert(1)</script>\r\nBcc: alla@example.se\r\n\x00\u202e" + "${municipality}"


def pointed_at(page):
    """The one field that a refusal leads to, and that says itself that it is at fault."""
    [field] = re.findall(r'<\w+[^>]*aria-invalid="true"[^>]*>', page)
    [name] = re.findall(r'id="socialhub-(\w+)"', field)
    assert re.search(rf'aria-describedby="[^"]*\bsocialhub-{name}-fault"', field)
    assert f'<a href="#socialhub-{name}">' in page
    return name


@pytest.mark.parametrize(
    "changes",
    [
        {"address": ""},
        {"address": "javascript:alert(1)"},
        {"address": "https://a.se\r\n@b.se/"},
        {"address": "https://a.example.se/" + "x" * 2000},
        {"address": "inte en adress"},
        {"reason": ""},
        {"reason": "K8"},
        {"reason": "E1"},
        {"text": ""},
        {"text": " \x00\u200b "},
        {"text": "x" * 4001},
        {"quote": "x" * 4001},
        {"contact": "x" * 301},
    ],
)
@pytest.mark.usefixtures("framed")
def test_what_is_bad_is_told_in_one_sentence_and_the_form_keeps_the_rest(send, hub, changes):
    answer = send(REPORT, SPITE | {"contact": "eva@example.se"} | changes)
    assert answer.status_code == 200
    assert answer.text.count('role="alert"') == 1
    assert [pointed_at(answer.text)] == list(changes)
    if "text" not in changes:
        assert "Han hotar min granne." in answer.text
    assert len(messages_of(hub)) == 0


@pytest.mark.parametrize("changes", [{"subject": ""}, {"text": ""}, {"text": "x" * 20_001}])
@pytest.mark.usefixtures("framed")
def test_a_message_without_words_or_with_far_too_many_is_refused(send, hub, changes):
    answer = send(CONTACT, QUESTION | changes)
    assert answer.text.count('role="alert"') == 1
    assert [pointed_at(answer.text)] == list(changes)
    assert len(messages_of(hub)) == 0


@pytest.mark.parametrize(("page", "data"), [(REPORT, SPITE), (CONTACT, QUESTION)])
@pytest.mark.usefixtures("framed")
def test_a_program_that_fills_in_every_field_is_caught_and_a_person_is_told(send, hub, page, data):
    answer = send(page, data | {"homepage": "https://spam.example.com/"})
    assert answer.status_code == 200
    assert pointed_at(answer.text) == "homepage"
    assert data["text"] in answer.text
    assert len(messages_of(hub)) == 0
    assert receipt_of(send(page, data | {"homepage": ""}))


@pytest.mark.parametrize(("page", "data"), [(REPORT, SPITE), (CONTACT, QUESTION)])
def test_far_more_than_a_person_sends_is_told_to_come_back_and_is_not_lost(send, hub, page, data):
    api.portal.set_registry_record("katrineholm.socialhub.reports_per_hour", 1)
    transaction.commit()
    answers = [send(page, data | {"text": f"Nr {n}"}) for n in range(SLOW_FACTOR + 1)]
    assert [each.status_code for each in answers] == [302] * SLOW_FACTOR + [429]
    wait = int(answers[-1].headers["Retry-After"])
    assert f"om {wait} sekunder" in answers[-1].text
    assert f"Nr {SLOW_FACTOR}" in answers[-1].text


def test_hostile_text_stays_text(send, hub, browse):
    data = dict.fromkeys(("subject", "text", "name", "contact"), NASTY)
    message = messages_of(hub)[receipt_message(hub, receipt_of(send(CONTACT, data)))]
    captured = message["captured"]
    assert captured["subject"] == "<script>alert(1)</script> Bcc: alla@example.se ${municipality}"
    assert "\x00" not in captured["text"]
    letters = outbox.queued_mails(api.portal.get())
    assert {each["to"] for each in letters} == {letters[0]["to"]}
    refused = send(REPORT, dict.fromkeys(("address", "text", "quote", "contact"), NASTY))
    assert "<script>alert" not in refused.text


def test_twenty_megabytes_are_refused_and_leave_nothing(send, hub):
    answer = send(REPORT, SPITE | {"text": "x" * 20_000_000})
    assert answer.status_code == 400
    assert len(messages_of(hub)) == 0


def test_another_sites_form_sends_nothing_as_a_member(browse, people, hub):
    answer = browse(*people["anna"]).post(REPORT, data=SPITE, allow_redirects=False)
    transaction.begin()
    assert (answer.status_code, len(messages_of(hub))) == (403, 0)


def test_a_member_may_report_too(send, people, hub):
    assert receipt_message(hub, receipt_of(send(REPORT, SPITE, *people["cia"])))


def test_a_report_from_an_entry_carries_the_entry(send, hub, channel, keep, browse):
    id = keep(channel, title="Badhuset öppnar")
    transaction.commit()
    page = f"{REPORT}?entry={id}"
    shown = browse().get(page).text
    assert "Badhuset öppnar" in shown
    assert 'value="https://blogg.example.se/1"' in shown
    receipt = receipt_of(send(REPORT, SPITE | {"entry": id}))
    captured = messages_of(hub)[receipt_message(hub, receipt)]["captured"]
    assert captured["in_reply_to"] == "https://blogg.example.se/1"


def test_an_entry_that_visitors_do_not_see_is_not_told_of(channel, keep, browse, hub):
    id = keep(channel, title="Hemligt", hold=True)
    transaction.commit()
    for page in (REPORT, CONTACT):
        answer = browse().get(f"{page}?entry={id}")
        assert answer.status_code == 200
        assert "Hemligt" not in answer.text


@pytest.mark.parametrize(
    ("given", "shown"),
    [("https://a.example.se/1", "https://a.example.se/1"), ("javascript:alert(1)", "")],
)
def test_an_address_is_filled_in_from_a_link(browse, channel, given, shown):
    page = browse().get(REPORT, params={"address": given}).text
    assert re.search(r'name="address"[^>]*?value="([^"]*)"', page)[1] == shown


def test_both_pages_tell_what_the_law_wants_told(browse, channel):
    url = "https://www.katrineholm.se/personuppgifter"
    api.portal.set_registry_record("katrineholm.socialhub.data_protection_url", url)
    transaction.commit()
    for page in (REPORT, CONTACT):
        shown = browse().get(page).text
        assert url in shown
        assert "Kulturförvaltningen" in shown
        assert 'id="socialhub-told"' in shown
