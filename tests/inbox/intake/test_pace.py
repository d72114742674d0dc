"""Whoever sends very much is slowed down; the site is not."""

from threading import Event, Thread

import pytest

from katrineholm.socialhub.inbox.intake.pace import slow
from katrineholm.socialhub.site.forms.limits import Window

MOST = 30


class Request:
    retry_count = 0

    def __init__(self, client="192.0.2.1"):
        self.client = client

    def getClientAddr(self):
        return self.client


def test_each_report_above_the_limit_waits_a_little_longer_up_to_a_few_seconds():
    window, waits = Window(3600), []
    marks = [slow(Request(), MOST, window=window, sleep=waits.append) for _ in range(MOST + 40)]
    assert marks == [False] * MOST + [True] * 40
    assert waits[:3] == pytest.approx([0.1, 0.2, 0.3])
    assert waits == sorted(waits)
    assert max(waits) == 3.0


def test_others_are_not_slowed():
    window, waits = Window(3600), []
    for _ in range(MOST + 1):
        slow(Request(), MOST, window=window, sleep=waits.append)
    assert slow(Request("192.0.2.2"), MOST, window=window, sleep=waits.append) is False
    assert len(waits) == 1


def test_while_one_sleeps_another_goes_through_marked():
    window, sleeping, wake = Window(3600), Event(), Event()
    for _ in range(MOST):
        slow(Request(), MOST, window=window)

    def sleep(seconds):
        sleeping.set()
        wake.wait(10)

    thread = Thread(target=slow, args=(Request(), MOST), kwargs={"window": window, "sleep": sleep})
    thread.start()
    assert sleeping.wait(10)
    try:
        assert slow(Request(), MOST, window=window, sleep=pytest.fail) is True
    finally:
        wake.set()
        thread.join()


def test_what_the_server_tries_again_has_waited_already():
    window = Window(3600)
    for _ in range(MOST):
        slow(Request(), MOST, window=window)
    again = Request()
    again.retry_count = 1
    assert slow(again, MOST, window=window, sleep=pytest.fail) is True
