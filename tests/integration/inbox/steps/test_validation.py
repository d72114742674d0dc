"""What is given along with a step is what it is said to be."""

from datetime import timedelta
from time import time

import pytest
import transaction
from days import local_day
from settling import DIARY

from katrineholm.socialhub.core.messages.flow import TRANSITIONS
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake.public_forms import IReport
from katrineholm.socialhub.inbox.steps.deadlines import current_deadline
from katrineholm.socialhub.inbox.steps.schema import IStepFields, cleaned_values
from katrineholm.socialhub.inbox.steps.validation import cleaned_line, cleaned_text
from katrineholm.socialhub.site.pages.form_faults import FormFaults
from katrineholm.socialhub.site.pages.form_schema import cleaned_data

EVA = {"name": "Eva Ek"}
POST = "https://blogg.example.se/1"


@pytest.fixture
def watched(receive, rest):
    """A message that is watched: its number, 1."""
    number = receive(sender=EVA, permalink=POST)
    answer = rest("anna").post(
        f"hub/@messages/{number}/watch", json={"reason": "Se", "answer_due": False}
    )
    assert answer.json()["state"] == "watched"
    transaction.begin()
    return number


@pytest.mark.parametrize(
    "news", ["something", "99", "0", "-1", "9" * 40, "javascript:alert(1)", "1 2"]
)
def test_a_follow_up_is_an_address_or_a_message_that_is_there(watched, rest, news):
    body = {"follow_up": news}
    answer = rest("anna").post(f"hub/@messages/{watched}/reopen-watch", json=body)
    assert (answer.status_code, answer.json()["guard"]) == (400, "given")


@pytest.mark.parametrize("news", ["2", "https://example.org/" + "x" * 500])
def test_an_address_or_a_number_is_taken(watched, receive, rest, news):
    receive("Mer", now=int(time()), sender=EVA)
    body = {"follow_up": news}
    answer = rest("anna").post(f"hub/@messages/{watched}/reopen-watch", json=body)
    assert (answer.status_code, answer.json()["state"]) == (200, "assessing")
    assert news in [line["given"].get("follow_up") for line in answer.json()["log"]]


def test_only_what_is_new_in_the_thread_is_news(receive, make_functional_channel, rest, hub):
    """What was late is not due tomorrow because of another matter, or of what was known."""
    earlier = receive("Förr", sender=EVA)
    number, anna = receive(sender=EVA, permalink=POST), rest("anna")
    anna.post(f"hub/@messages/{number}/watch", json={"reason": "Se", "answer_due": False})
    now = int(time())
    for text, values in {"Annat": {}, "Någon": {"sender": {"name": "Bo"}}}.items():
        receive(text, now=now, **values)
    for news in (earlier, number, number + 1, number + 2, POST):
        answer = anna.post(f"hub/@messages/{number}/reopen-watch", json={"follow_up": str(news)})
        assert (answer.status_code, answer.json()["guard"]) == (400, "given"), news
    related = receive("Svara då", now=now - 9, permalink=f"{POST}#2", in_reply_to=POST)
    answer = anna.post(f"hub/@messages/{number}/reopen-watch", json={"follow_up": f"{related}"})
    assert answer.status_code == 400, "it came before"
    came = now + 3600
    new = receive("Svara nu", now=came, permalink=f"{POST}#3", in_reply_to=POST)
    body = {"follow_up": f"{POST}#3"}
    assert anna.post(f"hub/@messages/{number}/reopen-watch", json=body).status_code == 200
    transaction.begin()
    messages = messages_of(hub)
    assert current_deadline(messages[number]) == current_deadline(messages[new])


@pytest.mark.parametrize(("days", "status"), [(0, 200), (-400, 200), (1, 400), (1500, 400)])
def test_nothing_stands_in_the_diary_under_a_day_to_come(receive, rest, days, status):
    number = receive()
    body = DIARY | {"diary_number": "1", "diary_date": (local_day() + timedelta(days)).isoformat()}
    answer = rest("rut").post(f"hub/@messages/{number}/register", json=body)
    assert answer.status_code == status


TEXTS = [
    (step.id, name)
    for step in TRANSITIONS.values()
    for name in step.asks
    if getattr(IStepFields[name], "clean", None) in (cleaned_line, cleaned_text)
]


@pytest.mark.parametrize(("step", "name"), TEXTS)
@pytest.mark.parametrize("text", ["\u3164", "\u2800", ".", "❤"])
def test_no_step_takes_as_a_text_what_says_nothing(functional_portal, step, name, text):
    faults = FormFaults()
    assert cleaned_values(step, {name: text}, (), bool, faults) == {}
    assert faults.found == {}


@pytest.mark.parametrize(("text", "status"), [("❤", 201), ("\u3164", 400), (".", 400)])
def test_evidence_may_be_an_emoji(channel, rest, text, status):
    body = {"text": text, "channel": channel.UID()}
    assert rest("anna").post("hub/@messages", json=body).status_code == status


@pytest.mark.parametrize(
    ("quote", "text", "is_taken"), [("❤", "Hotfull", True), ("Hej", "❤", False)]
)
def test_a_report_quotes_an_emoji_and_is_described_in_words(channel, quote, text, is_taken):
    data = {"address": POST, "reason": "K6", "text": text, "quote": quote, "author": "🌸"}
    faults = FormFaults()
    found = faults.take("text", cleaned_data, IReport, data, channel)
    assert (found is not None, faults.found.keys() - {"text"}) == (is_taken, set())
    assert not found or (found["quote"], found["author"]) == ("❤", "🌸")
