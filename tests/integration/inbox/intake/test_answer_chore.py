"""Answers are posted at the service: once each, and never lost."""

import re
from html import unescape

import pytest
import transaction
from helpers.integration.inbox.intake import NOW
from interfaceserver import TOKEN
from plone import api

from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import take_channel_step
from katrineholm.socialhub.accounts.registration.connections import (
    connection_of,
    delete_connection,
)
from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake import answer_chore, answer_queue
from katrineholm.socialhub.inbox.intake.account_comments import retrieve_account_comments
from katrineholm.socialhub.inbox.intake.answer_chore import post_answers
from katrineholm.socialhub.inbox.steps.replies import (
    answer_confirmation,
    answer_outcome,
    answer_service,
)
from katrineholm.socialhub.inbox.steps.steps import set_facts, take_step
from katrineholm.socialhub.inbox.steps.verification import log_faults
from katrineholm.socialhub.refresh.worker import Worker
from katrineholm.socialhub.site.mail import outbox

ANSWER = "Hej Ville!\n\nBadet öppnar den 1 juni. Välkommen dit!"
HOURS = 3600

pytestmark = pytest.mark.usefixtures("no_haste")


class Killed(BaseException):
    """The worker is killed."""


def take(hub, number, step, **given):
    with api.env.adopt_user("anna"):
        take_step(hub, number, step, given, now=NOW)
    transaction.commit()


def answer(hub, number, text=ANSWER, **given):
    if messages_of(hub).state(number).handling == "assessing":
        take(hub, number, "claim")
    take(hub, number, "answer", **({"answer": text, "in_office": True, "post": True} | given))


@pytest.fixture
def work(worker, clock):
    """A function that lets a worker post, this or another, some seconds later."""

    def work(seconds=0, of=worker):
        clock.now += seconds
        transaction.begin()
        post_answers(of)
        transaction.begin()

    return work


def posted(account):
    """The texts of the account's answers, as they stand at the service."""
    [said] = account.comments.values()
    return [each["text"] for each in said[0].get("replies", {}).get("data", [])]


def sends(interface):
    return [path for method, path, _query in interface.asked if method == "POST"]


def lines(hub, number, *steps):
    return [line["given"] for line in messages_of(hub).log(number) if line["step"] in steps]


def standing(hub, number):
    text, url = answer_outcome(hub, number)
    return api.portal.translate(text, lang="sv"), url


def test_an_approved_answer_is_posted_to_the_letter_and_recorded(hub, account, asked, work):
    answer(hub, asked)
    assert standing(hub, asked) == ("Svaret väntar på att publiceras på Instagram.", "")
    assert posted(account) == []
    work()
    assert posted(account) == [ANSWER]
    url = f"{account.posts[0]['permalink']}c/c10001/"
    told = {"service": "Instagram", "permalink": url, "remote_id": "c10001"}
    assert lines(hub, asked, "posted") == [told]
    assert standing(hub, asked)[1] == url
    assert answer_queue.queued_answer(hub, asked) is None
    work(HOURS)
    assert posted(account) == [ANSWER]
    messages_of(hub).append_queued_lines(NOW)
    assert list(log_faults(hub)) == []


def test_the_page_offers_it_and_says_what_became_of_it(hub, account, asked, work, browse, people):
    anna, url = browse(*people["anna"]), f"hub/@@messages/{asked}"
    take(hub, asked, "claim")
    form = unescape(anna.get(url).text).partition('id="step-answer"')[2].partition("</form>")[0]
    assert "Publicera det på Instagram, som svar på kommentaren" in form
    assert re.search(r'name="post"[^>]*checked', form)
    assert "Svaret publiceras på Instagram precis som du skriver det här." in form
    assert "Skicka svaret" in form
    answer(hub, asked)
    with api.env.adopt_user("anna"):
        told = api.portal.translate(answer_confirmation(hub, asked), lang="sv")
    assert told == "Svaret skickas till Instagram inom en minut."
    assert "Svaret väntar på att publiceras på Instagram." in unescape(anna.get(url).text)
    work()
    link = (
        rf'href="{re.escape(account.posts[0]["permalink"])}c/c10001/"[^>]*>Publicerat på Instagram<'
    )
    assert re.search(link, unescape(anna.get(url).text))


def test_an_answer_that_was_not_posted_is_there_to_be_tried_again(
    hub, account, asked, work, interface, browse, people
):
    interface.refusal = (403, {}, {"error": {"code": 200, "message": "Permission"}})
    answer(hub, asked)
    work()
    page = unescape(browse(*people["anna"]).get(f"hub/@@messages/{asked}").text)
    assert "Svaret är inte publicerat." in page
    assert f"{ANSWER}</textarea>" in page


def test_the_own_answer_does_not_come_in_as_a_message(hub, account, asked, work, worker, clock):
    answer(hub, asked)
    work()
    [said] = account.comments.values()
    said[0]["replies"]["data"][0]["username"] = "renamed"
    clock.now += HOURS
    retrieve_account_comments(worker)
    transaction.begin()
    assert len(messages_of(hub)) == asked


ERROR = {"error": {"message": "An unknown error occurred", "code": 1}}
NOISE = {
    "fault": (500, {}, ERROR),
    "cut": (0, {}, b""),
    "huge": (200, {}, b" " * (6 * 2**20)),
    "page": (200, {}, b"<html><body>Sorry</body></html>"),
    "other id": (200, {}, {"id": "c1"}),
    "strange id": (200, {}, {"id": "../me?x=1"}),
    "no id": (200, {}, {}),
    "list": (200, {}, []),
    "moved": (302, {"Location": "https://graph.invalid/"}, {}),
}


@pytest.mark.parametrize("noise", NOISE)
def test_what_was_posted_without_a_clear_word_is_found_and_not_sent_again(
    hub, account, asked, work, interface, noise
):
    interface.noise = NOISE[noise]
    answer(hub, asked)
    work()
    assert "eftersökt" in standing(hub, asked)[0]
    work(2 * 60)
    assert posted(account) == [ANSWER]
    assert len(sends(interface)) == 1
    assert [line["remote_id"] for line in lines(hub, asked, "posted")] == ["c10001"]
    assert messages_of(hub).state(asked).handling == "answered"


@pytest.mark.parametrize("noise", NOISE)
def test_what_is_not_found_is_given_back_and_not_sent_again(
    hub, account, asked, work, interface, noise
):
    interface.refusal = NOISE[noise]
    answer(hub, asked)
    for _look in range(6):
        work(HOURS)
    assert (posted(account), len(sends(interface))) == ([], 1)
    assert messages_of(hub).state(asked).handling == "answering"
    [reason] = lines(hub, asked, "unsent")
    assert "Se efter själv" in reason["reason"]
    messages_of(hub).append_queued_lines(NOW)
    assert list(log_faults(hub)) == []
    assert any(
        "Inte publicerat" in each["subject"] for each in outbox.queued_mails(api.portal.get())
    )


LATER = {
    "limit": (429, {"Retry-After": "1800"}, {"error": {"code": 4, "message": "Limit"}}),
    "page": (429, {"Retry-After": "1800"}, b"<html>Slow down</html>"),
}


@pytest.mark.parametrize("refusal", LATER)
def test_a_service_that_is_busy_gets_it_later(hub, account, asked, work, interface, refusal):
    interface.refusal = LATER[refusal]
    answer(hub, asked)
    work()
    assert "Försök görs igen" in standing(hub, asked)[0]
    interface.refusal = None
    work(20 * 60)
    assert posted(account) == []
    work(15 * 60)
    assert posted(account) == [ANSWER]


def test_a_service_that_is_away_gets_it_later_and_in_a_day_it_is_given_back(
    hub, account, asked, work, interface
):
    interface.replies["c1"] = (503, {}, ERROR)
    answer(hub, asked)
    work()
    work(HOURS)
    assert messages_of(hub).state(asked).handling == "answered"
    work(25 * HOURS)
    assert sends(interface) == []
    assert messages_of(hub).state(asked).handling == "answering"


def test_an_ended_token_gives_it_back_and_is_noted(hub, account, asked, work, interface, channel):
    interface.ended.add(TOKEN)
    answer(hub, asked)
    work()
    assert messages_of(hub).state(asked).handling == "answering"
    assert "nekar åtkomstnyckeln" in lines(hub, asked, "unsent")[0]["reason"]
    assert connection_of(channel).problem == "token_ended"
    assert not answer_service(hub, asked)


def disconnected(hub, number, channel):
    delete_connection(hub, channel.UID())


def paused(hub, number, channel):
    take_channel_step(channel, "pause", StepInput(comment="Paus"))


def secret(hub, number, channel):
    with api.env.adopt_user("anna"):
        set_facts(hub, number, {"secret": True}, now=NOW)


def acted_on(hub, number, channel):
    take(hub, number, "act", rules=["K1"], reason="Påhopp")


@pytest.mark.parametrize(
    ("meanwhile", "handling"),
    [
        (disconnected, "answering"),
        (paused, "answering"),
        (secret, "answering"),
        (acted_on, "acting"),
    ],
)
def test_what_changed_meanwhile_stops_it(
    hub, account, asked, work, interface, channel, meanwhile, handling
):
    answer(hub, asked)
    with api.env.adopt_roles(["Manager"]):
        meanwhile(hub, asked, channel)
    transaction.commit()
    work()
    assert (posted(account), sends(interface)) == ([], [])
    assert messages_of(hub).state(asked).handling == handling
    assert answer_queue.queued_answer(hub, asked) is None
    assert "inte publicerat" in standing(hub, asked)[0]


def test_a_closed_message_comes_back_if_its_answer_fails(hub, account, asked, work, interface):
    answer(hub, asked)
    for question in ("rules", "direct", "case"):
        given = {"question": question, "answer": False}
        messages_of(hub).record(asked, "state", given, who="anna", now=NOW)
    take(hub, asked, "close")
    interface.ended.add(TOKEN)
    work()
    assert messages_of(hub).state(asked).handling == "answering"


def test_an_answer_that_is_too_long_for_the_service_is_refused_before(hub, account, asked):
    with pytest.raises(Refused) as refusal:
        answer(hub, asked, text="a" * 2201)
    assert "2200" in api.portal.translate(refusal.value.sentence, lang="en")
    assert answer_queue.queued_answer(hub, asked) is None


MOMENTS = ("before the claim", "after the claim", "before it is sent", "after it is sent")


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_worker_doubles_nothing_and_loses_nothing(
    hub, account, asked, work, interface, moment, monkeypatch
):
    def killed(*ignored, **more):
        raise Killed

    def sent_and_killed(*given):
        reply(*given)
        raise Killed

    answer(hub, asked)
    connector = answer_chore.answering_connector(hub, asked)
    reply = connector.reply
    with monkeypatch.context() as patch:
        if moment == "before the claim":
            patch.setattr(answer_chore, "_claim", killed)
        elif moment == "after the claim":
            patch.setattr(answer_chore, "_outcome", killed)
        else:
            is_early = moment == "before it is sent"
            object.__setattr__(connector, "reply", killed if is_early else sent_and_killed)
        with pytest.raises(Killed):
            work()
        object.__setattr__(connector, "reply", reply)
    transaction.abort()
    for _round in range(6):
        work(HOURS)
    is_there = moment in ("before the claim", "after it is sent")
    assert posted(account) == ([ANSWER] if is_there else [])
    assert len(sends(interface)) == is_there
    handling = "answered" if is_there else "answering"
    assert messages_of(hub).state(asked).handling == handling
    assert len(lines(hub, asked, "posted", "unsent")) == 1


def test_two_workers_send_one_answer(hub, account, asked, work, interface, worker, clock):
    answer(hub, asked)
    connector = answer_chore.answering_connector(hub, asked)
    reply = connector.reply

    def overtaken(*given):
        work(of=Worker(worker.site, clock=lambda: clock.now))
        found = reply(*given)
        work(10 * 60, of=Worker(worker.site, clock=lambda: clock.now))
        return found

    object.__setattr__(connector, "reply", overtaken)
    try:
        work()
    finally:
        object.__setattr__(connector, "reply", reply)
    work(HOURS)
    assert (posted(account), len(sends(interface))) == ([ANSWER], 1)
    assert len(lines(hub, asked, "posted")) == 1


def test_a_worker_that_slept_after_its_claim_sends_nothing(
    hub, account, asked, work, interface, clock
):
    answer(hub, asked)
    connector = answer_chore.answering_connector(hub, asked)
    find_reply = connector.find_reply

    def slow(*given):
        clock.now += 10 * 60
        return find_reply(*given)

    object.__setattr__(connector, "find_reply", slow)
    try:
        work()
    finally:
        object.__setattr__(connector, "find_reply", find_reply)
    assert (sends(interface), posted(account)) == ([], [])
    assert answer_queue.queued_answer(hub, asked)


def test_one_answer_that_fails_does_not_stop_the_next(
    hub, account, asked, work, monkeypatch, worker, clock
):
    [said] = account.comments.values()
    said.append({**said[0], "id": "c2", "text": "Och när stänger det?"})
    clock.now += HOURS
    retrieve_account_comments(worker)
    transaction.begin()
    second = len(messages_of(hub))
    assert second == asked + 1
    answer(hub, asked)
    answer(hub, second, "I augusti.")
    broken = answer_chore.approved_answer

    def fails_for_the_first(hub, number):
        if number == asked:
            raise ZeroDivisionError
        return broken(hub, number)

    monkeypatch.setattr(answer_chore, "approved_answer", fails_for_the_first)
    work()
    assert len(lines(hub, second, "posted")) == 1
    assert answer_queue.queued_answer(hub, asked)
