"""A contact without an account answers one message by a link from a mail."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import transaction
from plone import api
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.verification import record_faults
from katrineholm.socialhub.inbox.steps.answer_links import DAYS, link_contact
from katrineholm.socialhub.site.mail import outbox
from katrineholm.socialhub.site.pages.refusals import LinkRefused

EVA = "eva@example.se"
PAGE = "hub/@@answer-by-link"
ANSWER = {"answer": "I juni.", "in_office": "yes"}


@pytest.fixture
def asked(channel, receive):
    """A function that lets a message arrive for Eva, who has no account; the link in her mail."""

    def asked(text="När öppnar badet?", **values):
        channel.responsible = f"Eva Ek <{EVA}>"
        notify(ObjectModifiedEvent(channel))
        transaction.commit()
        number = receive(text, **values)
        letter = next(each for each in outbox.queued_mails(api.portal.get()) if EVA in each["to"])
        link = urlsplit(re.search(r"\S+@@answer-by-link\S+", letter["text"])[0])
        return number, {name: value for name, [value] in parse_qs(link.query).items()}

    return asked


@pytest.fixture
def send(browse):
    """A function that sends the page's form as anybody."""

    def send(key, **data):
        session = browse()
        page = session.get(PAGE, params=key).text
        token = re.search(r'name="_authenticator" value="(\w+)"|data-token="(\w+)"', page)
        sent = key | data | {"_authenticator": token[1] or token[2]}
        return session.post(PAGE, data=sent)

    return send


@pytest.fixture
def log(hub):
    """A function that gives a message's log as (step, who)."""

    def log(number):
        transaction.begin()
        return [(line["step"], line["who"]) for line in messages_of(hub).log(number)]

    return log


def test_the_link_shows_the_message_and_the_answer_is_hers(asked, send, browse, hub, log):
    number, key = asked()
    page = browse().get(PAGE, params=key)
    assert "När öppnar badet?" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert ("link-used", EVA) not in log(number)
    assert "Ditt svar är sparat" in send(key, **ANSWER).text
    assert log(number)[-1][0] != "receive"
    assert {("link-given", ""), ("link-used", EVA), ("claim", EVA), ("answer", EVA)} <= set(
        log(number)
    )
    assert messages_of(hub).state(number).handling == "answered"
    assert messages_of(hub)[number]["who"] == EVA
    assert list(record_faults(messages_of(hub).root)) == []


def test_it_is_good_for_one_answer_only(asked, send, browse):
    _number, key = asked()
    send(key, **ANSWER)
    page = browse().get(PAGE, params=key)
    assert (page.status_code, "När öppnar badet?" in page.text) == (410, False)


def test_it_is_good_for_one_message_only(asked, receive, browse):
    number, key = asked()
    other = receive("Hemligt", is_direct=True)
    page = browse().get(PAGE, params=key | {"message": str(other)})
    assert (page.status_code, "Hemligt" in page.text) == (403, False)
    assert browse().get(f"hub/@@messages/{number}").url.count("login") == 1


@pytest.mark.parametrize("key", ["", "20260101-" + "0" * 64, "å", "20269999-" + "0" * 64])
def test_a_forged_key_opens_nothing(asked, browse, key):
    number, _key = asked()
    page = browse().get(PAGE, params={"message": str(number), "key": key})
    assert (page.status_code, "När öppnar badet?" in page.text) == (403, False)


def test_it_expires(asked, hub):
    number, key = asked()
    issued = min(today(), today())
    given = key["key"]
    with pytest.raises(LinkRefused) as refusal:
        link_contact(hub, number, given, issued + timedelta(400 * DAYS))
    assert refusal.value.status == 410


def test_a_message_that_waits_for_somebody_else_is_shown_no_more(asked, hub, browse):
    number, key = asked()
    messages_of(hub).wait(number, "anna", None, why="responsible", now=1_790_000_100)
    transaction.commit()
    assert browse().get(PAGE, params=key).status_code == 410


def test_what_may_be_secret_is_not_shown(asked, hub, browse):
    number, key = asked()
    messages_of(hub).state_facts(number, {"secret": True}, who="rut", now=1_790_000_100)
    transaction.commit()
    assert browse().get(PAGE, params=key).status_code == 410


def test_what_is_refused_stays_written(asked, send, log):
    number, key = asked()
    found = send(key, answer="I juni.")
    assert ">I juni.</textarea>" in found.text
    assert ("link-used", EVA) not in log(number)


def test_all_that_is_wrong_is_told_at_its_field(asked, send):
    _number, key = asked()
    page = send(key).text
    for field in ("answer", "in_office"):
        assert f'id="socialhub-{field}-fault"' in page


def test_another_sites_form_answers_nothing(asked, browse, log):
    number, key = asked()
    assert browse().post(PAGE, data=key | ANSWER).status_code == 403
    assert "answer" not in {step for step, _who in log(number)}
