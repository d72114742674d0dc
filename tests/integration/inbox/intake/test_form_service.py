"""``POST @report``: anybody reports a comment from a program."""

import json
import re
from threading import Thread
from time import time

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from ZPublisher.HTTPRequest import HTTPRequest

from katrineholm.socialhub import HOUR
from katrineholm.socialhub.accounts.channels import hub_storage, limits
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake import rate_limit
from katrineholm.socialhub.inbox.intake.public_submissions import message_reports
from katrineholm.socialhub.inbox.intake.rate_limit import LIMIT_FACTOR, MAX_GUESSES, SLOW_FACTOR
from katrineholm.socialhub.inbox.intake.receipts import receipt_message

URL = "hub/kultur/bloggen/@report"
SPITE = {
    "address": "https://bloggen.example.se/1#comment-3",
    "reason": "K1",
    "text": "Han hotar min granne.",
}


@pytest.fixture
def post(rest, channel):
    """A function that reports with a value or with a body as it is; the answer."""

    def post(data):
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        answer = rest().post(URL, data=body, headers={"Content-Type": "application/json"})
        transaction.begin()
        return answer

    return post


def test_what_is_larger_than_a_form_can_say_is_refused_by_its_length(post, hub):
    answer = post(SPITE | {"text": "x" * 100_000})
    told = "Det som skickades är för stort: skicka högst 100 kB."
    assert (answer.status_code, answer.json()["message"]) == (413, told)
    assert len(messages_of(hub)) == 0


def test_a_report_gives_a_receipt(post, hub):
    answer = post(SPITE | {"contact": "eva@example.se"})
    assert (answer.status_code, list(answer.json())) == (201, ["@id", "receipt"])
    receipt = answer.json()["receipt"]
    assert re.fullmatch(r"\d{4}-\w{6}", receipt)
    [told] = message_reports(hub, receipt_message(hub, receipt))
    assert (told["reason"], told["contact"], told["receipt_number"]) == (
        "K1",
        "eva@example.se",
        receipt,
    )


@pytest.mark.parametrize(
    ("guard", "value"),
    [
        ("address", "ftp://a.example.se/"),
        ("address", ["https://a.example.se/"]),
        ("address", None),
        ("reason", "K9"),
        ("reason", 1),
        ("reason", {"K1": "K1"}),
        ("text", ""),
        ("text", {"$ne": ""}),
        ("text", "x" * 4001),
        ("quote", "x" * 4001),
        ("contact", True),
        ("contact", "x" * 301),
    ],
)
def test_bad_input_is_refused_with_one_sentence_and_the_field_at_fault(post, hub, guard, value):
    answer = post(SPITE | {guard: value})
    assert (answer.status_code, answer.json()["type"]) == (400, "BadRequest")
    assert answer.json()["guard"] == guard
    assert answer.json()["message"].endswith(".")
    assert len(messages_of(hub)) == 0


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"nonsense",
        b'"text"',
        b'{"address": "\xff"}',
    ],
    ids=["list", "nonsense", "text", "no UTF-8"],
)
def test_what_is_no_report_at_all_is_refused_with_one_sentence(post, hub, body):
    answer = post(body)
    assert (answer.status_code, answer.json()["type"]) == (400, "BadRequest")
    assert answer.json()["guard"] == "given"
    assert answer.json()["message"].endswith(".")
    assert len(messages_of(hub)) == 0


def test_what_no_system_can_keep_is_left_out(post, hub):
    answer = post(SPITE | {"text": "a\ud800b\x00c\u202ed<b>e"})
    [told] = message_reports(hub, receipt_message(hub, answer.json()["receipt"]))
    assert told["text"] == "abcd<b>e"


def test_more_than_a_person_sends_are_marked_and_all_kept(post, hub):
    api.portal.set_registry_record("katrineholm.socialhub.reports_per_hour", 2)
    transaction.commit()
    receipts = [post(SPITE | {"text": f"Nr {n}"}).json()["receipt"] for n in range(4)]
    assert len(set(receipts)) == 4
    told = message_reports(hub, receipt_message(hub, receipts[0]))
    assert [(each["text"], each.get("often", False)) for each in told] == [
        ("Nr 0", False),
        ("Nr 1", False),
        ("Nr 2", True),
        ("Nr 3", True),
    ]


def per_hour(**values):
    for name, value in values.items():
        api.portal.set_registry_record(f"katrineholm.socialhub.{name}", value)
    transaction.commit()


def test_many_from_one_address_are_slowed_down_before_they_are_shut_out(post, hub, monkeypatch):
    per_hour(reports_per_hour=1)
    now = int(time())
    monkeypatch.setattr(rate_limit, "time", lambda: now)
    answers = [post(SPITE | {"text": f"Nr {n}"}) for n in range(SLOW_FACTOR + 1)]
    assert [each.status_code for each in answers] == [201] * SLOW_FACTOR + [429]
    refusal = answers[-1]
    wait = int(refusal.headers["Retry-After"])
    assert wait == HOUR // (LIMIT_FACTOR - SLOW_FACTOR)
    assert (refusal.json()["type"], refusal.json()["guard"]) == ("TooManyRequests", "pace")
    assert str(wait) in refusal.json()["message"]
    monkeypatch.setattr(rate_limit, "time", lambda: now + wait)
    assert post(SPITE | {"text": "Igen"}).status_code == 201
    assert len(message_reports(hub, 1)) == SLOW_FACTOR + 1


def test_a_flood_of_reports_leaves_the_other_form_open(post, rest):
    per_hour(reports_per_hour=1)
    while post(SPITE).status_code == 201:
        pass
    question = {"subject": "Tid", "text": "När öppnar ni?"}
    assert rest().post("hub/kultur/bloggen/@contact", json=question).status_code == 201


def test_an_address_that_many_share_may_send_more(post):
    per_hour(reports_per_hour=1, shared_networks=("127.0.0.0/8", "2001:db8::/48"))
    assert [post(SPITE | {"text": f"Nr {n}"}).status_code for n in range(6)] == [201] * 6


@pytest.mark.parametrize("way", ["@report", "@@report-comment"])
def test_receipts_can_be_guessed_at_no_more_than_thirty_times_an_hour(post, browse, rest, way):
    receipt = post(SPITE).json()["receipt"]
    session = rest() if way[1] != "@" else browse()
    asked = [
        session.get(f"hub/kultur/bloggen/{way}?receipt={number}")
        for number in [*(f"2026-{n:06}" for n in range(MAX_GUESSES)), "", receipt, "2026-FEL"]
    ]
    assert [each.status_code for each in asked] == [*[200] * MAX_GUESSES, 200, 429, 429]
    assert not [each for each in asked if receipt in each.text]
    assert "kvittonummer som inte finns" in asked[-1].text
    assert 0 < int(asked[-1].headers["Retry-After"]) <= HOUR
    # Nobody else, and no form, is kept out by it.
    assert post(SPITE | {"text": "Igen"}).status_code == 201


def test_a_receipt_that_is_right_is_shown_as_often_as_it_is_asked_for(post, browse, hub):
    receipt = post(SPITE).json()["receipt"]
    before = serial(hub)
    session = browse()
    for _each in range(MAX_GUESSES + 1):
        assert receipt in session.get(f"hub/kultur/bloggen/@@report-comment?receipt={receipt}").text
    assert serial(hub) == before


def serial(hub):
    transaction.begin()
    return hub._p_jar.db().lastTransaction()


def test_reports_at_once_lose_and_double_nothing(rest, channel, hub):
    answers = []

    def work(name):
        for n in range(3):
            data = SPITE | {"text": f"{name} {n}"}
            answers.append(rest().post(URL, json=data))

    threads = [Thread(target=work, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    transaction.begin()
    assert [answer.status_code for answer in answers] == [201] * 6
    [number] = {receipt_message(hub, answer.json()["receipt"]) for answer in answers}
    told = sorted(each["text"] for each in message_reports(hub, number))
    assert told == ["a 0", "a 1", "a 2", "b 0", "b 1", "b 2"]
    assert messages_of(hub).first_mismatch() is None


QUESTION = {"subject": "Tid", "text": "När öppnar ni?"}


def test_a_site_with_a_limit_asks_people_to_come_again(post, rest, browse, hub, monkeypatch):
    now = int(time())
    monkeypatch.setattr(rate_limit, "time", lambda: now)
    limits.set_site_limits(api.portal.get(), {limits.REPORTS: 2})
    transaction.commit()
    answers = [post(SPITE | {"text": f"Nr {n}"}) for n in range(3)]
    assert [each.status_code for each in answers] == [201, 201, 429]
    assert int(answers[-1].headers["Retry-After"]) == HOUR
    assert "Det har kommit in mer till oss under en timme" in answers[-1].json()["message"]
    # Not by its own pace: another person is asked, too, and the other form is open.
    monkeypatch.setattr(HTTPRequest, "getClientAddr", lambda _request: "192.0.2.7")
    assert post(SPITE).status_code == 429
    assert rest().post("hub/kultur/bloggen/@contact", json=QUESTION).status_code == 201
    transaction.begin()
    assert samples(hub, now) == {"reports_hour": 2, "contacts_hour": 1}
    monkeypatch.setattr(rate_limit, "time", lambda: now + HOUR)
    assert post(SPITE).status_code == 201


def samples(hub, now):
    return {each.name: each.value for each in rate_limit.submission_metrics(hub, now)}


def test_without_a_limit_of_the_site_nothing_is_counted_for_it(post, hub):
    assert post(SPITE).status_code == 201
    assert rate_limit.site_times(rate_limit.REPORT, int(time())) == []
    assert samples(hub, int(time())) == {}


def test_the_hubs_of_a_site_share_its_limit(post, hub):
    now = int(time())
    with api.env.adopt_user(SITE_OWNER_NAME):
        other = api.content.create(api.portal.get(), "SocialHub", "annat", title="Annat")
    book = hub_storage.writable_data(other, rate_limit.KEY, rate_limit.new_counts)
    rate_limit._insert(book, rate_limit.REPORT, rate_limit.SITE_SHARES[3], now)
    limits.set_site_limits(api.portal.get(), {limits.REPORTS: 1})
    transaction.commit()
    assert post(SPITE).status_code == 429
