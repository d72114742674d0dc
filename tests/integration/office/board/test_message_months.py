"""Messages are counted by month, by the worker, and only again where something has changed."""

from datetime import datetime

import pytest
import transaction
from officers import channel, hub, people, receive  # noqa: F401
from plone import api

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.timeline.months import ZONE, month_number
from katrineholm.socialhub.inbox.steps.steps import take_step
from katrineholm.socialhub.office.board.message_months import (
    BOOK,
    MessageCounts,
    stored_months,
    total_counts,
    update_months,
)

HOUR, DAY = 3600, 24 * 3600


def at(*moment):
    return int(datetime(*moment, tzinfo=ZONE).timestamp())


@pytest.fixture
def count(worker, hub):  # noqa: F811
    """A function that lets the worker count at a time, and gives the months' sums by month."""

    def count(now):
        worker.clock.now = now
        update_months(worker)
        transaction.begin()
        return {
            month: total_counts(found.values())
            for month, found in (stored_months(hub) or {}).items()
        }

    return count


def take(hub, number, step, now, **given):  # noqa: F811
    with api.env.adopt_user("anna"):
        take_step(hub, number, step, given, now=now)
    transaction.commit()


@pytest.mark.parametrize(
    ("moment", "month"),
    [
        ((2026, 5, 1, 0, 30), (2026, 5)),  # still April in UTC
        ((2026, 5, 31, 23, 59), (2026, 5)),
        ((2028, 2, 29, 12), (2028, 2)),
        ((2026, 12, 31, 23, 59), (2026, 12)),
        ((2027, 1, 1), (2027, 1)),
    ],
)
def test_a_message_counts_in_the_month_of_its_day_in_sweden(count, receive, moment, month):  # noqa: F811
    receive("Hej", now=at(*moment))
    found = {key: each.messages for key, each in count(at(*moment)).items() if each.messages}
    year, number = month
    assert found == {month_number(at(year, number, 15)): 1}


def test_answers_are_counted_where_their_messages_came_in(count, hub, receive):  # noqa: F811
    came = at(2026, 1, 30, 10)
    first, second, _third = (receive(f"Fråga {n}", now=came) for n in range(3))
    take(hub, first, "claim", came + HOUR)
    take(hub, first, "answer", came + 2 * HOUR, answer="Ja", in_office=True)
    late = at(2026, 3, 2, 10)
    take(hub, second, "claim", late)
    take(hub, second, "answer", late, answer="Ja", in_office=True)
    january = month_number(came)
    assert count(late + HOUR) == {
        january: MessageCounts(3, 3, answered=2, in_time=1, late=1),
        january + 1: MessageCounts(),
        january + 2: MessageCounts(),
    }


def test_a_message_becomes_late_by_time_alone(count, receive):  # noqa: F811
    came = at(2026, 5, 4, 10)
    receive("Fråga", now=came)
    may = month_number(came)
    assert count(came + HOUR)[may] == MessageCounts(1, 1)
    assert count(came + 40 * DAY)[may] == MessageCounts(1, 1, late=1)


def test_what_is_taken_down_and_what_nobody_could_see_are_told_apart(count, hub, receive):  # noqa: F811
    came = at(2026, 5, 4, 10)
    bad = receive("Dumma", now=came)
    receive("Hemligt", now=came, is_direct=True)
    take(hub, bad, "act", came, rules=["K1"], reason="Personangrepp")
    take(hub, bad, "unpublish", came, receipt="Dold")
    assert count(came)[month_number(came)] == MessageCounts(2, 1, removed=1)


def test_only_months_with_news_are_counted_again(count, hub, receive):  # noqa: F811
    january, march = (at(2026, month, 5) for month in (1, 3))
    for now in (january, march):
        receive(f"Hej {now}", now=now)
    messages_of(hub).append_queued_lines(march)
    transaction.commit()
    count(march)
    BOOK.writable(hub)["months"][month_number(january)] = (("gone", 7, 0, 0, 0, 0, 0),)
    transaction.commit()
    receive("Till", now=march + HOUR)
    found = count(march + HOUR)
    assert found[month_number(march)].messages == 2
    assert found[month_number(january)].messages == 7


def test_nothing_is_known_until_the_worker_has_counted(hub, receive):  # noqa: F811
    assert stored_months(hub) == {}
    receive("Hej", now=at(2026, 5, 4))
    assert stored_months(hub) is None
