"""The public's forms: a comment is reported, the responsible is contacted, nothing is lost."""

import re
from time import time

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle.steps import place
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake import pace
from katrineholm.socialhub.inbox.intake.receipts import message_of
from katrineholm.socialhub.inbox.intake.taking import reports_on
from katrineholm.socialhub.inbox.reminders.deadlines import deadline
from katrineholm.socialhub.site.mail import outbox

REPORT, CONTACT = "hub/kultur/bloggen/@@report-comment", "hub/kultur/bloggen/@@contact-responsible"
TOKEN = re.compile(r'name="_authenticator" value="(\w+)"')
ADDRESS = "https://bloggen.example.se/1#comment-3"
SPITE = {"address": ADDRESS, "reason": "K1", "text": "Han hotar min granne."}
QUESTION = {"subject": "Öppettider", "text": "När öppnar ni?"}
NASTY = "<script>alert(1)</script>\r\nBcc: alla@example.se\r\n\x00\u202e" + "${municipality}"


@pytest.fixture(autouse=True)
def fresh():
    """Each test begins with nobody having sent anything."""
    pace.WINDOW._moments.clear()


@pytest.fixture
def send(browse, channel):
    """A function that sends a form as anybody: ``send(REPORT, SPITE)``; the answer."""

    def send(page, data, *login):
        session = browse(*login)
        token = TOKEN.search(session.get(page).text)[1]
        answer = session.post(page, data=data | {"_authenticator": token}, allow_redirects=False)
        transaction.begin()
        return answer

    return send


def pointed_at(page):
    """The one field that a refusal leads to, and that says itself that it is at fault."""
    [field] = re.findall(r'<\w+[^>]*aria-invalid="true"[^>]*>', page)
    assert re.search(r'aria-describedby="[^"]*\bsocialhub-refused"', field)
    [name] = re.findall(r'id="socialhub-(\w+)"', field)
    assert f'<a href="#socialhub-{name}">' in page
    return name


def receipt_of(answer):
    assert answer.status_code == 302
    return re.fullmatch(r".*\?receipt=(\d{4}-\w{6})", answer.headers["Location"])[1]


def test_a_report_waits_for_whoever_answers(send, hub, people):
    receipt = receipt_of(send(REPORT, SPITE | {"contact": "070-123 45 67"}))
    number = message_of(hub, receipt)
    message = messages_of(hub)[number]
    captured = message["captured"]
    assert (message["who"], message["state"]["is_direct"]) == ("anna", False)
    assert (captured["how"], captured["permalink"], captured["sender"]) == (
        "report",
        ADDRESS,
        "unknown",
    )
    assert captured["text"] == ""
    assert captured["reported"] == {
        "reason": "K1",
        "text": "Han hotar min granne.",
        "contact": "070-123 45 67",
        "receipt_number": receipt,
    }
    letter = outbox.letters(api.portal.get())[0]
    assert "anna@example.se" in letter["to"]


def test_the_reporters_words_are_never_said_to_be_the_comments(send, hub, people, rest):
    number = message_of(hub, receipt_of(send(REPORT, SPITE)))
    letter = outbox.letters(api.portal.get())[0]["text"]
    before, _quote, after = letter.partition("> Han hotar min granne.")
    assert before.rstrip().endswith("Anmälaren skriver:") or "reporter writes:" in before
    assert after
    row = rest("anna").get(f"hub/@messages/{number}").json()
    assert row["excerpt"].endswith("Han hotar min granne.")
    assert row["excerpt"] != "Han hotar min granne."
    told = {"text": "Jag ska ta dig"}
    messages_of(hub).complete(number, told, {}, who="anna", now=int(time()))
    transaction.commit()
    assert rest("anna").get(f"hub/@messages/{number}").json()["excerpt"] == "Jag ska ta dig"


def test_the_comments_own_words_are_the_messages_text(send, hub):
    receipt = receipt_of(send(REPORT, SPITE | {"quote": "Jag ska ta dig"}))
    captured = messages_of(hub)[message_of(hub, receipt)]["captured"]
    assert captured["text"] == "Jag ska ta dig"
    assert captured["reported"]["text"] == "Han hotar min granne."


def test_a_question_goes_to_the_responsible_alone(send, hub, browse):
    given = QUESTION | {"name": "Eva", "contact": "eva@example.se"}
    message = messages_of(hub)[message_of(hub, receipt_of(send(CONTACT, given)))]
    captured = message["captured"]
    assert message["state"]["is_direct"]
    assert (captured["subject"], captured["text"]) == ("Öppettider", "När öppnar ni?")
    assert captured["sender"] == {"name": "Eva", "contact": "eva@example.se"}
    assert "När öppnar ni?" not in outbox.letters(api.portal.get())[0]["text"]


def test_what_is_sent_twice_at_once_is_one_message(send, hub):
    for page, data in ((REPORT, SPITE), (CONTACT, QUESTION)):
        first, second = (receipt_of(send(page, data)) for _ in range(2))
        assert first != second
        assert message_of(hub, first) == message_of(hub, second)
        assert len(reports_on(hub, message_of(hub, first))) == (page == REPORT)
    assert len(messages_of(hub)) == 2


def test_a_second_report_is_written_down_on_the_open_message(send, hub):
    first = receipt_of(send(REPORT, SPITE))
    mails = len(outbox.letters(api.portal.get()))
    again = {
        "address": ADDRESS.replace("#", "?fbclid=a#")[8:],
        "reason": "other",
        "text": "Jag med",
    }
    second = receipt_of(send(REPORT, again))
    number = message_of(hub, first)
    assert message_of(hub, second) == number
    assert len(messages_of(hub)) == 1
    assert [each["text"] for each in reports_on(hub, number)] == [
        "Han hotar min granne.",
        "Jag med",
    ]
    assert [each["receipt_number"] for each in reports_on(hub, number)] == [first, second]
    assert len(outbox.letters(api.portal.get())) == mails


def test_a_watched_message_is_assessed_anew_with_a_clock_of_its_own(send, hub, rest):
    number = message_of(hub, receipt_of(send(REPORT, SPITE)))
    anna = rest("anna")
    for step, given in (
        ("claim", {}),
        ("answer", {"answer": "Tack", "in_office": True}),
        ("follow-up", {"follow_up_on": "2026-12-30"}),
    ):
        assert anna.post(f"hub/@messages/{number}/{step}", json=given).status_code == 200
    receipt_of(send(REPORT, SPITE | {"text": "Han fortsätter"}))
    assert messages_of(hub).state(number).handling == "assessing"
    assert deadline(messages_of(hub)[number]) < time() + 6 * 86400
    steps = [line["step"] for line in messages_of(hub).log(number)]
    assert steps[-4:] == ["reported", "reopen-watch", "wait", "receipt"]


def test_what_was_closed_comes_back_as_a_new_message_that_knows_the_earlier(send, hub, rest):
    number = message_of(hub, receipt_of(send(REPORT, SPITE)))
    assert rest("anna").post(f"hub/@messages/{number}/close", json={}).status_code == 200
    second = message_of(hub, receipt_of(send(REPORT, SPITE)))
    assert second != number
    found = rest("anna").get(f"hub/@messages/{second}").json()
    assert (found["state"], found["about_the_same"]) == ("assessing", [number])


def test_a_report_of_another_channel_is_a_message_of_its_own(send, hub, make_functional_channel):
    make_functional_channel("fotot")
    first = message_of(hub, receipt_of(send(REPORT, SPITE)))
    second = message_of(hub, receipt_of(send("hub/kultur/fotot/@@report-comment", SPITE)))
    assert first != second


def test_the_receipt_says_what_happens_next_and_nothing_that_was_sent(send, hub, browse):
    for page, data in ((REPORT, SPITE), (CONTACT, QUESTION)):
        answer = send(page, data)
        shown = browse().get(answer.headers["Location"])
        assert receipt_of(answer) in shown.text
        assert data["text"] not in shown.text
        assert "<form" not in shown.text.partition('id="content"')[2].partition("</article>")[0]
        assert shown.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("text", ["2026-BBBBBB", "<b>Ring 0900</b>", "Du%20har%20vunnit", ""])
def test_a_receipt_that_is_none_shows_the_form_and_not_itself(browse, channel, text):
    page = browse().get(f"{REPORT}?receipt={text}").text
    assert 'name="reason"' in page
    assert "Du har vunnit" not in page
    assert "0900" not in page


@pytest.mark.parametrize(
    ("state", "status"), [("draft", 302), ("reported", 302), ("paused", 200), ("closed", 404)]
)
def test_only_a_channel_that_speaks_receives_anything(browse, channel, state, status):
    with api.env.adopt_user(SITE_OWNER_NAME):
        place(channel, state)
    transaction.commit()
    answers = [browse().get(page, allow_redirects=False) for page in (REPORT, CONTACT)]
    assert [answer.status_code for answer in answers] == [status] * 2


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
def test_what_is_bad_is_told_in_one_sentence_and_the_form_keeps_the_rest(send, hub, changes):
    answer = send(REPORT, SPITE | {"contact": "eva@example.se"} | changes)
    assert answer.status_code == 200
    assert answer.text.count('role="alert"') == 1
    assert [pointed_at(answer.text)] == list(changes)
    if "text" not in changes:
        assert "Han hotar min granne." in answer.text
    assert len(messages_of(hub)) == 0


@pytest.mark.parametrize("changes", [{"subject": ""}, {"text": ""}, {"text": "x" * 20_001}])
def test_a_message_without_words_or_with_far_too_many_is_refused(send, hub, changes):
    answer = send(CONTACT, QUESTION | changes)
    assert answer.text.count('role="alert"') == 1
    assert [pointed_at(answer.text)] == list(changes)
    assert len(messages_of(hub)) == 0


def test_hostile_text_stays_text(send, hub, browse):
    data = dict.fromkeys(("subject", "text", "name", "contact"), NASTY)
    message = messages_of(hub)[message_of(hub, receipt_of(send(CONTACT, data)))]
    captured = message["captured"]
    assert captured["subject"] == "<script>alert(1)</script> Bcc: alla@example.se ${municipality}"
    assert "\x00" not in captured["text"]
    letters = outbox.letters(api.portal.get())
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
    assert message_of(hub, receipt_of(send(REPORT, SPITE, *people["cia"])))


def test_a_report_from_an_entry_carries_the_entry(send, hub, channel, keep, browse):
    id = keep(channel, title="Badhuset öppnar")
    transaction.commit()
    page = f"{REPORT}?entry={id}"
    shown = browse().get(page).text
    assert "Badhuset öppnar" in shown
    assert 'value="https://blogg.example.se/1"' in shown
    receipt = receipt_of(send(REPORT, SPITE | {"entry": id}))
    captured = messages_of(hub)[message_of(hub, receipt)]["captured"]
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
