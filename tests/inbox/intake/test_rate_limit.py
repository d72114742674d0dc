"""Whoever sends very much is told to wait, whichever process they meet; nobody else is."""

import pytest
from persistent.mapping import PersistentMapping
from transaction import TransactionManager
from ZODB.DB import DB

from katrineholm.socialhub import HOUR
from katrineholm.socialhub.inbox.intake.rate_limit import (
    LIMIT_FACTOR,
    SLOW_FACTOR,
    RateLimited,
    count_submission,
    delete_old_entries,
    new_counts,
)

NOW, MOST, CLIENT = 1_790_000_000, 3, "192.0.2.1"
AT_ONCE, CEILING = MOST * SLOW_FACTOR, MOST * LIMIT_FACTOR
PAUSE = HOUR // (CEILING - AT_ONCE)


@pytest.fixture
def book():
    return new_counts()


@pytest.fixture
def connect(storage):
    """A function that opens another connection: (its book, commit)."""
    database, opened = DB(storage), []

    def connect():
        manager = TransactionManager()
        connection = database.open(manager)
        opened.append((manager, connection))
        root = connection.root()
        if "book" not in root:
            root["book"] = new_counts()
            manager.commit()
        return root["book"], manager.commit

    yield connect
    for manager, connection in opened:
        manager.abort()
        connection.close()
    database.close()


def sent(book, number, client=CLIENT, now=NOW, kind="report", apart=0):
    """The marks of so many reports, so many seconds apart; None for each that was refused."""
    marks = []
    for place in range(number):
        try:
            marks.append(count_submission(book, kind, client, MOST, now + place * apart))
        except RateLimited:
            marks.append(None)
    return marks


def size(book):
    return sum(len(each) - 1 for each in book["sets"].values())


def test_more_than_a_person_sends_are_marked_and_then_there_are_pauses(book):
    marks = sent(book, AT_ONCE + 2)
    assert marks == [False] * MOST + [True] * (AT_ONCE - MOST) + [None] * 2
    assert size(book) == AT_ONCE
    assert sent(book, 1, now=NOW + PAUSE - 1) == [None]
    assert sent(book, 2, now=NOW + PAUSE) == [True, None]


def test_it_is_said_how_long_a_pause_is(book):
    sent(book, AT_ONCE)
    with pytest.raises(RateLimited) as caught:
        count_submission(book, "report", CLIENT, MOST, NOW + 9)
    assert caught.value.seconds == PAUSE - 9
    assert str(PAUSE - 9) in caught.value.sentence.mapping["seconds"]


def test_a_script_shuts_nobody_out_for_an_hour_who_has_the_same_address(book):
    """Whenever another comes, there is no longer to wait than a pause."""
    for second in range(0, 3 * HOUR, 30):
        sent(book, AT_ONCE, now=NOW + second)
        with pytest.raises(RateLimited) as caught:
            count_submission(book, "report", CLIENT, MOST, NOW + second)
        assert caught.value.seconds <= PAUSE


def test_others_are_neither_marked_nor_refused(book):
    sent(book, AT_ONCE + 1)
    assert sent(book, MOST, "192.0.2.2") == [False] * MOST


def test_what_is_sent_by_another_form_is_counted_apart(book):
    sent(book, AT_ONCE + 1)
    assert sent(book, MOST, kind="contact") == [False] * MOST


def test_a_whole_household_is_one_client(book):
    sent(book, AT_ONCE, "2001:db8::1")
    assert sent(book, 1, "2001:db8::ffff") == [None]
    assert sent(book, 1, "2001:db8:0:1::1") == [False]


def test_far_more_is_refused_and_it_is_said_when_the_client_may_send_again(book):
    """So many are there where a limit was lowered, or several processes took some at once."""
    for second in range(CEILING):
        count_submission(book, "report", CLIENT, CEILING, NOW + second)
    with pytest.raises(RateLimited) as caught:
        count_submission(book, "report", CLIENT, MOST, NOW + CEILING + PAUSE)
    wait = caught.value.seconds
    assert wait == HOUR - CEILING - PAUSE
    again = NOW + CEILING + PAUSE + wait
    assert sent(book, 1, now=again - 1) == [None]
    assert sent(book, 2, now=again) == [True, None]


def test_what_is_an_hour_old_is_forgotten_and_nothing_else(book):
    sent(book, 2, now=NOW - HOUR)
    sent(book, 1, "192.0.2.2", now=NOW - HOUR + 1)
    delete_old_entries(book, NOW)
    assert size(book) == 1
    assert sent(book, AT_ONCE, "192.0.2.2")[-1] is None


def test_no_address_is_kept_and_hubs_do_not_share_their_marks(book):
    sent(book, 1)
    other = new_counts()
    sent(other, 1)
    marks = [
        {mark for kept in each["sets"].values() for mark, *_ in kept} for each in (book, other)
    ]
    assert marks[0] & marks[1] == {""}
    assert CLIENT not in repr(marks)


def test_all_processes_count_together_and_none_meets_another(connect):
    (first, commit_first), (second, commit_second) = connect(), connect()
    sent(first, 2)
    sent(second, 3)
    commit_first()
    commit_second()
    third, _commit = connect()
    assert sent(third, AT_ONCE) == [True] * (AT_ONCE - 5) + [None] * 5


def test_forgetting_hinders_nobody_who_sends(connect):
    (first, commit_first), (second, commit_second) = connect(), connect()
    sent(first, 2, now=NOW - HOUR)
    commit_first()
    commit_second()
    second._p_jar.sync()
    delete_old_entries(first, NOW)
    sent(second, 1)
    commit_first()
    commit_second()
    third, _commit = connect()
    assert isinstance(third, PersistentMapping)
    assert size(third) == 1
