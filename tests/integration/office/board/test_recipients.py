"""Who gets the daily mail."""

from datetime import datetime

import pytest
from helpers.integration.office.board import MORNING, OFFICE, break_feed, change, mend_feed

from katrineholm.socialhub.core.timeline.months import ZONE
from katrineholm.socialhub.office.board.digest import send_digests

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
