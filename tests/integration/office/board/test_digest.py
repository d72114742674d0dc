"""The daily mail, as it leaves the worker."""

from datetime import datetime

import pytest
import transaction
from helpers.integration.office.board import (
    DAY,
    HOUR,
    MORNING,
    OFFICE,
    break_feed,
    change,
    mend_feed,
)
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from zope.component import getUtility

from katrineholm.socialhub.core.timeline.months import ZONE
from katrineholm.socialhub.office.board.digest import send_digests
from katrineholm.socialhub.refresh.interfaces import IChore
from katrineholm.socialhub.refresh.lease import LeaseLost
from katrineholm.socialhub.refresh.worker import Worker
from katrineholm.socialhub.site.settings.registry import PREFIX

ANNA, EVA = "anna@example.se", "eva@example.se"
HELD = {
    "responsible": f"Anna Berg <{ANNA}>",
    "substitute": f"Eva Lind <{EVA}>",
    "purpose": "Kultur för alla",
}


@pytest.fixture
def make(make_functional_channel):
    """A function that makes a channel which is held, and works or fails."""

    def make(id, *, fails=False, **fields):
        channel = make_functional_channel(id, title=id.capitalize(), **HELD | fields)
        (break_feed if fails else mend_feed)(channel)
        return channel

    return make


def test_nobody_gets_a_mail_when_nothing_is_wrong(worker, post, make):
    make("bra")
    send_digests(worker)
    assert post.taken() == {}


def test_a_failed_try_or_two_cost_no_mail(worker, post, make):
    break_feed(make("snubblar"), times=2)
    send_digests(worker)
    assert post.taken() == {}


def test_a_channel_to_confirm_comes_with_the_persons_own_link(
    worker, morning_clock, post, make, browse
):
    make("gammal")
    morning_clock.now = MORNING + 184 * DAY
    worker.take_lease()
    send_digests(worker)
    mails = post.taken()
    start = mails[ANNA].index("https://www.example.se/hub/kultur/gammal/@@confirm?token=")
    path = mails[ANNA][start:].split()[0].removeprefix("https://www.example.se/")
    assert browse().get(path).status_code == 200
    assert "@@confirm" not in mails[OFFICE]


def test_one_persons_address_costs_nobody_else_the_mail(worker, post, make):
    make("trasig", fails=True, responsible="Åsa <asa@båt.example>")
    make("stum", fails=True)
    send_digests(worker)
    assert sorted(post.taken()) == [ANNA, "asa@xn--bt-yia.example", OFFICE]


def days(worker, morning_clock, post, numbers):
    """On which of these days who got a mail."""
    found = {}
    for number in numbers:
        for hour in (0, 4):
            morning_clock.now = MORNING + number * DAY + hour * HOUR
            send_digests(worker)
        if mails := post.taken():
            found[number] = sorted(mails)
    return found


def test_what_is_broken_is_told_daily_and_the_office_weekly(worker, morning_clock, post, make):
    make("trasig", fails=True)
    expected = {number: [ANNA] for number in range(9)} | {0: [ANNA, OFFICE], 7: [ANNA, OFFICE]}
    assert days(worker, morning_clock, post, range(9)) == expected


def test_what_is_only_overdue_is_told_weekly(worker, morning_clock, post, make):
    make("ofullstandig", purpose="")
    assert days(worker, morning_clock, post, range(9)) == {0: [ANNA, OFFICE], 7: [ANNA, OFFICE]}


def test_what_is_mended_and_breaks_again_is_news(worker, morning_clock, post, make):
    channel = make("ofullstandig", purpose="")
    assert days(worker, morning_clock, post, [0]) == {0: [ANNA, OFFICE]}
    change(channel, purpose="Kultur")
    assert days(worker, morning_clock, post, [1]) == {}
    change(channel, purpose="")
    assert days(worker, morning_clock, post, [2]) == {2: [ANNA, OFFICE]}


def test_a_clock_that_ran_ahead_once_silences_nobody(worker, morning_clock, post, make):
    make("trasig", fails=True)
    assert list(days(worker, morning_clock, post, [400, 1, 2])) == [400, 1, 2]


def test_mails_leave_in_the_morning(worker, morning_clock, post, make):
    make("trasig", fails=True)
    morning_clock.now = MORNING - 2 * HOUR
    send_digests(worker)
    assert post.taken() == {}
    morning_clock.now = MORNING - HOUR
    send_digests(worker)
    assert sorted(post.taken()) == [ANNA, OFFICE]


def test_the_morning_is_where_the_site_is(worker, post, make):
    make("trasig", fails=True)
    api.portal.set_registry_record("plone.portal_timezone", "America/New_York")
    transaction.commit()
    send_digests(worker)
    assert post.taken() == {}


def test_the_office_may_turn_the_mails_off(worker, post, make):
    make("trasig", fails=True)
    api.portal.set_registry_record(f"{PREFIX}.digest", False)
    transaction.commit()
    send_digests(worker)
    assert post.taken() == {}


def test_without_the_sites_address_a_mail_has_no_links(worker, post, make):
    make("trasig", fails=True)
    api.portal.get_tool("portal_registry")[f"{PREFIX}.site_url"] = None
    transaction.commit()
    send_digests(worker)
    mails = post.taken()
    assert sorted(mails) == [ANNA, OFFICE]
    assert "http" not in "".join(mails.values())


def test_a_worker_that_dies_amid_the_round_sends_no_mail_twice(make_worker, post, make):
    class Mortal(Worker):
        left = 1

        def write(self, function, *args):
            if self.left == 0:
                raise SystemExit
            self.left -= 1
            return super().write(function, *args)

    make("trasig", fails=True)
    first = make_worker("worker")
    first.take_lease()
    mortal = Mortal(first.site, lease=first.lease, clock=first.clock, parsers=first.parsers)
    with pytest.raises(SystemExit):
        send_digests(mortal)
    transaction.abort()
    assert sorted(post.taken()) == [ANNA]
    send_digests(first)
    assert sorted(post.taken()) == [OFFICE]


def test_a_worker_that_has_lost_its_lease_sends_nothing(
    worker, make_worker, morning_clock, post, make
):
    make("trasig", fails=True)
    worker.release_lease()
    make_worker("other").take_lease()
    with pytest.raises(LeaseLost):
        send_digests(worker)
    transaction.abort()
    assert post.taken() == {}


def test_the_digest_is_one_of_the_workers_chores(functional_portal):
    assert getUtility(IChore, "digest").do is send_digests


def test_a_reason_that_is_worded_otherwise_is_so_on_the_board_in_rest_and_in_the_mail(
    worker, post, make, ask, reword
):
    reword("Responsible is missing.", "INGEN ANSVARIG")
    make("ensam", responsible=None)
    send_digests(worker)
    login = SITE_OWNER_NAME, SITE_OWNER_PASSWORD
    board, health = ask("hub/@@board", *login).text, str(ask("hub/@health", *login).json())
    for text in (post.taken()[OFFICE], board, health):
        assert "INGEN ANSVARIG" in text


def test_one_mail_tells_a_person_of_all_that_is_wrong(worker, post, make):
    make("bra")
    make("trasig", fails=True)
    make("stum", fails=True)
    send_digests(worker)
    mails = post.taken()
    assert sorted(mails) == [ANNA, OFFICE]
    assert (
        "Trasig (Kulturförvaltningen)\n- Servern vägrar att visa adressen (403).\n" in (mails[ANNA])
    )
    assert "https://www.example.se/hub/kultur/stum" in mails[ANNA]
    assert "Bra" not in mails[ANNA]
    assert "https://www.example.se/hub/@@board" in mails[OFFICE]
    assert "@@board" not in mails[ANNA]


def test_who_stands_in_gets_the_mail(worker, post, make):
    today = datetime.fromtimestamp(MORNING, ZONE).date().isoformat()
    channel = make("trasig", fails=True)
    change(channel, absences=({"role": "responsible", "first": today, "last": today},))
    send_digests(worker)
    assert sorted(post.taken()) == [EVA, OFFICE]


def test_what_nobody_answers_for_is_the_offices(worker, post, make):
    make("herrelos", responsible="borta", substitute="")
    send_digests(worker)
    mails = post.taken()
    assert sorted(mails) == [OFFICE]
    assert "Herrelos" in mails[OFFICE]


def test_an_officer_who_answers_for_a_channel_gets_one_mail(worker, post, make):
    make("trasig", fails=True, responsible=f"Kontoret <{OFFICE.upper()}>")
    send_digests(worker)
    assert len(post.mails) == 1
    (text,) = post.taken().values()
    assert text.count("Trasig (Kulturförvaltningen)") == 2


def test_a_report_that_waits_is_told_to_the_office_alone(worker, post, make_functional_channel):
    make_functional_channel("anmald", "reported", **HELD | {"substitute": ""})
    send_digests(worker)
    assert sorted(post.taken()) == [OFFICE]
