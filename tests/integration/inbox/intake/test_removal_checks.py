"""The worker looks whether what was taken down is gone: on a web server on loopback."""

import pytest
from helpers.integration.inbox.intake import DAY, MINUTE, NOW, TEXT, as_anna, looks, shows
from plone import api
from zope.component import getUtility

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake import removal_schedule
from katrineholm.socialhub.inbox.intake.removal_checks import FEW, REMOVALS_CHORE
from katrineholm.socialhub.refresh.interfaces import IChore
from katrineholm.socialhub.site.mail import outbox

pytestmark = pytest.mark.usefixtures("no_haste")


@pytest.mark.parametrize("step", ["unpublish", "delete"])
@pytest.mark.parametrize("status", [404, 410])
def test_what_no_longer_answers_is_gone_and_not_looked_for_again(
    taken_down, look_at, hub, server, step, status
):
    number = taken_down(step=step)
    server.says("/park", b"", status=status)
    look_at(9 * MINUTE)
    assert server.requests == []
    look_at(10 * MINUTE)
    look_at(3 * DAY)
    assert looks(hub, number) == [{"gone": True, "status": status, "found": "gone"}]
    assert len(server.requests) == 1
    assert outbox.queued_mails(api.portal.get()) == []


def test_an_address_that_somebody_reported_does_not_lead_inside(taken_down, look_at, hub, server):
    number = taken_down(inside=False)
    shows(server, "/park", TEXT)
    look_at(10 * MINUTE)
    assert (looks(hub, number), server.requests) == ([], [])


def test_a_page_without_the_text_is_told_as_that(taken_down, look_at, hub, server):
    number = taken_down()
    shows(server, "/park", "Kommentaren är borttagen")
    look_at(10 * MINUTE)
    assert looks(hub, number) == [{"gone": True, "status": 200, "found": "without"}]
    assert removal_schedule.next_check(hub, number) is None


def test_a_text_that_is_still_there_is_told_to_the_handler_each_day_for_a_week(
    taken_down, look_at, hub, server
):
    number = taken_down()
    shows(server, "/park", TEXT)
    look_at(10 * MINUTE)
    assert looks(hub, number) == [{"gone": False, "status": 200, "found": "there"}]
    [mail] = outbox.queued_mails(api.portal.get())
    assert "anna@example.se" in mail["to"]
    assert server.url("/park") in mail["text"]
    assert f"@@messages/{number}" in mail["text"]
    assert TEXT not in mail["text"]
    for day in range(1, 12):
        look_at(day * DAY + 20 * MINUTE)
    assert len(looks(hub, number)) == 7
    assert len(outbox.queued_mails(api.portal.get())) == 7


def test_the_handler_of_a_closed_message_is_whoever_answers_today(taken_down, look_at, hub, server):
    number = taken_down()
    as_anna(hub, number, "close")
    shows(server, "/park", TEXT)
    look_at(10 * MINUTE)
    assert "anna@example.se" in outbox.queued_mails(api.portal.get())[0]["to"]


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_an_answer_that_tells_nothing_is_no_news_and_asked_again_the_next_day(
    taken_down, look_at, hub, server, status
):
    number = taken_down()
    server.says("/park", b"", status=status)
    look_at(10 * MINUTE)
    look_at(12 * MINUTE)
    assert (looks(hub, number), len(server.requests)) == ([], 1)
    server.says("/park", b"", status=404)
    look_at(DAY + 11 * MINUTE)
    assert [each["found"] for each in looks(hub, number)] == ["gone"]


def test_a_message_without_an_address_is_not_looked_for(taken_down, look_at, hub, server):
    number = taken_down(path="")
    look_at(10 * MINUTE)
    assert removal_schedule.next_check(hub, number) is None
    assert server.requests == []


def test_a_round_asks_about_a_few_and_the_next_about_the_others(taken_down, look_at, hub, server):
    numbers = [taken_down(f"/{each}", f"{TEXT} {each}") for each in range(FEW + 2)]
    for each in range(FEW + 2):
        server.says(f"/{each}", b"", status=404)
    look_at(10 * MINUTE)
    assert sum(bool(looks(hub, number)) for number in numbers) == FEW
    look_at(20 * MINUTE)
    assert all(looks(hub, number) for number in numbers)


def test_a_private_address_is_not_asked(receive, hub, look_at):
    number = receive(TEXT, permalink="http://10.0.0.1/park")
    as_anna(hub, number, "act", rules=["K1"], reason="Ovårdat")
    as_anna(hub, number, "unpublish")
    look_at(10 * MINUTE)
    assert looks(hub, number) == []
    assert removal_schedule.next_check(hub, number) == NOW + 10 * MINUTE + DAY


def test_the_log_with_its_looks_verifies(taken_down, look_at, hub, server):
    taken_down()
    shows(server, "/park", TEXT)
    look_at(10 * MINUTE)
    assert messages_of(hub).first_mismatch() is None


def test_the_worker_knows_the_chore():
    assert getUtility(IChore, name="removals") is REMOVALS_CHORE
