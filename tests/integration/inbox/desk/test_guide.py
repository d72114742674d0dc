"""An officer is led through the steps of a message."""

import re

import pytest
import transaction
from helpers.integration.inbox.desk import answer, offered
from plone import api

from katrineholm.socialhub.core.messages.store import messages_of


def asked(page):
    """The first question that a page asks and nobody has answered."""
    questions = re.findall(r'data-question="(\w+)"(.*?)</fieldset>', page, re.S)
    return next(
        (id for id, form in questions if 'type="radio"' in form and not is_said(form)), None
    )


def is_said(form):
    return any("checked" in each for each in re.findall(r'<input[^>]*type="radio"[^>]*>', form))


def test_an_officer_is_led_from_an_insult_to_closed(receive, look, send, state):
    number = receive()
    assert asked(look("anna", number).text) == "rules"
    broken = {"act-rules": ["K1"], "act-reason": "Personangrepp"}
    along = {"act-along": "seal"}
    send("anna", number, "decide", way="act", question_rules="yes", **broken, **along)
    assert offered(look("anna", number).text)[:2] == ["unpublish", "delete"]
    send("anna", number, "unpublish", receipt="Dold")
    assert asked(look("anna", number).text) == "case"
    answer(send, "anna", number, "case", "no")
    page = look("anna", number).text
    assert offered(page)[0] == "close"
    assert page.index('href="#socialhub-statement"') < page.index('id="step-close"')
    assert "restore" in offered(page)
    assert f"@@messages/{number}/evidence/1" in page
    assert send("anna", number, "close").status_code == 302
    assert state(number).handling == "closed"


PLATFORM = "Öppna meddelandet på tjänsten"


@pytest.mark.usefixtures("framed")
def test_the_evidence_is_sealed_before_the_page_leads_to_the_platform(
    receive, look, send, submit, people
):
    number = receive("", permalink="https://example.org/1", reported={"reason": "K1", "text": "x"})
    assert 'name="act-along"' not in look("anna", number).text
    broken = {"act-rules": ["K1b"], "act-reason": "Personangrepp"}
    send("anna", number, "decide", way="act", question_rules="yes", **broken)
    page = look("anna", number).text
    assert offered(page)[0] == "seal"
    assert PLATFORM not in page.partition('id="step-unpublish"')[2]
    assert 'id="step-seal"' in page.partition("lägg till någon av dem först")[0]
    seen = {"number": str(number), "text": "Din idiot"}
    assert submit(people["anna"], "hub/@@complete-message", seen).status_code == 302
    assert send("anna", number, "seal").status_code == 302
    page = look("anna", number).text
    assert offered(page)[:2] == ["unpublish", "delete"]
    assert PLATFORM in page.partition('id="step-unpublish"')[2]


def test_the_author_is_told_next_until_that_is_done(receive, look, send, submit, people):
    number = receive()
    said = {"number": str(number), "way": "unknown"}

    def is_led():
        page = look("anna", number).text
        assert page.count('id="socialhub-statement"') == ("@@give-statement" in page)
        return 'href="#socialhub-statement"' in page

    send("anna", number, "act", rules=["K1"], reason="Personangrepp")
    assert not is_led()
    send("anna", number, "unpublish")
    assert is_led()
    submit(people["anna"], "hub/@@give-statement", said)
    assert not is_led()
    send("anna", number, "delete", confirmed="yes")
    assert is_led()
    assert 'href="#socialhub-statement"' not in look("rut", number).text


NOS = dict.fromkeys(("question_rules", "question_direct", "question_case"), "no")
YES = {"question_answer_due": "yes", "question_who": "yes"}
SAID = {"answer-answer": "I juni!", "answer-in_office": "yes"}


def test_all_that_is_asked_and_the_answer_are_one_form(receive, look, send, state):
    number = receive("När öppnar badet?")
    assert {"act", "answer", "forward", "watch", "close"} <= set(offered(look("anna", number).text))
    sent = send(
        "anna", number, "decide", way="answer", **NOS, **YES, **SAID, **{"answer-along": "close"}
    )
    assert sent.status_code == 302
    assert (state(number).handling, state(number).is_answered) == ("closed", True)


def test_what_is_refused_leaves_no_answer_behind(receive, look, send, state, hub):
    number = receive("När öppnar badet?")
    found = send("anna", number, "decide", way="answer", **NOS, **YES, **{"answer-answer": "Juni"})
    assert (found.status_code, 'role="alert"' in found.text) == (200, True)
    assert ">Juni</textarea>" in found.text
    assert asked(found.text) is None
    assert asked(look("anna", number).text) == "rules"
    assert state(number).handling == "assessing"
    assert [line["step"] for line in messages_of(hub).log(number)].count("state") == 0


def test_what_hinders_the_closing_is_told_and_the_answer_stays(receive, look, send, state):
    number = receive("När öppnar badet?")
    case = NOS | {"question_case": "yes", "case": "yes", "answer-along": "close"}
    send("anna", number, "decide", way="answer", **case, **YES, **SAID)
    assert (state(number).handling, state(number).facts.case) == ("answered", True)


def test_answers_alone_are_kept_and_none_is_written_twice(receive, look, send, hub):
    number = receive("När öppnar badet?")
    for _time in range(2):
        send("anna", number, "decide", **NOS)
    transaction.begin()
    lines = [line["given"] for line in messages_of(hub).log(number) if line["step"] == "state"]
    assert [given["question"] for given in lines] == ["rules", "direct", "case"]
    assert asked(look("anna", number).text) == "answer_due"


@pytest.mark.usefixtures("framed")
def test_a_question_can_be_answered_anew(receive, look, send, state):
    number = receive()
    answer(send, "anna", number, "answer_due", "no")
    answer(send, "anna", number, "answer_due", "yes")
    assert state(number).facts.answer_due
    page = look("anna", number).text
    assert 'checked="checked"' in page.partition('data-question="answer_due"')[2][:600]


def test_a_direct_message_is_sent_to_the_mailbox_along_with_its_answer(
    receive, look, send, state, people
):
    api.portal.set_registry_record("katrineholm.socialhub.agency_mailbox", "post@example.se")
    transaction.commit()
    number = receive("När öppnar badet?", is_direct=True)
    assert asked(look("anna", number).text) == "rules"
    along = {"answer-along": ["to-mailbox", "close"]}
    nos = {"question_rules": "no", "question_case": "no"}
    send("anna", number, "decide", way="answer", **nos, **YES, **SAID, **along)
    assert (state(number).handling, "in_mailbox" in state(number).record) == ("closed", True)


def test_what_cannot_be_taken_down_is_marked_and_closed(receive, look, send, state):
    api.portal.set_registry_record("katrineholm.socialhub.agency_mailbox", "post@example.se")
    transaction.commit()
    number = receive("Du är en idiot.", is_direct=True)
    send("anna", number, "to-mailbox")
    page = look("anna", number).text
    assert "data-spares" not in page
    assert "act" not in offered(page)
    broken = {"mark-rules": ["K1b"], "mark-reason": "Personangrepp"}
    send("anna", number, "decide", way="mark", question_rules="yes", **broken)
    nos = {"question_case": "no", "question_answer_due": "no"}
    send("anna", number, "decide", way="close", **nos, **{"close-outcome": "Läst."})
    assert state(number).handling == "closed"


def test_closing_waits_for_no_answer_when_it_is_all_that_is_left(receive, look, send):
    number = receive()
    send("anna", number, "act", rules=["K1b"], reason="Personangrepp")
    assert "close" not in offered(look("anna", number).text)
    send("anna", number, "unpublish")
    way = look("anna", number).text.partition('id="step-close"')
    assert way[1]
    assert "data-when" not in way[2].partition(">")[0]


def test_a_case_or_what_is_secret_is_said_which(receive, send, state):
    number = receive()
    refused = answer(send, "anna", number, "case", "yes")
    assert (refused.status_code, 'role="alert"' in refused.text) == (200, True)
    answer(send, "anna", number, "case", "yes", secret="yes")
    facts = state(number).facts
    assert (facts.case, facts.secret) == (False, True)


def test_a_mark_that_the_message_lacks_is_not_offered_to_be_taken_away(receive, look, send):
    number = receive("Du är en idiot.", is_direct=True)
    assert {"mark"} == {"mark", "unmark"} & set(offered(look("anna", number).text))
    send("anna", number, "mark", rules=["K1b"], reason="Personangrepp")
    assert "unmark" in offered(look("anna", number).text)


def writing_box(page):
    """The form of the answer, below the questions."""
    return page.partition('id="step-answer"')[2].partition("</fieldset>")[0]


@pytest.mark.usefixtures("framed")
def test_the_form_of_an_answer_says_only_what_becomes_of_it(receive, look, send):
    sender = {"name": "Fatima", "contact": "fatima@hemma.example"}
    by_mail, elsewhere = receive("När?", sender=sender), receive("Var?")
    box = writing_box(look("anna", by_mail).text)
    assert all(each in box for each in ("Skicka svaret", "Svaret mejlas precis som du skriver"))
    assert "Svara där avsändaren skrev" not in box
    box = writing_box(look("anna", elsewhere).text)
    assert all(each in box for each in ("Spara svaret", "Svara där avsändaren skrev"))
    refused = {"way": "answer", "answer-answer": "Ja", **YES}
    box = writing_box(send("anna", by_mail, "decide", **refused).text)
    assert "Spara svaret" in box
    assert re.search(r'class="socialhub-reason"[^>]*hidden', box)


@pytest.mark.usefixtures("framed")
def test_whoever_answers_must_say_that_it_is_as_an_employee(receive, look, send):
    number = receive("Hej")
    box = writing_box(look("anna", number).text).partition('name="answer-in_office"')[2]
    said = box.partition("</label>")[0]
    assert "Jag svarar som anställd, för kommunens räkning" in said
    assert "(måste fyllas i)" in said
    refused = send("anna", number, "decide", way="answer", **{"answer-answer": "Ja"}).text
    assert "Bekräfta att du svarar som anställd, för kommunens räkning." in refused
