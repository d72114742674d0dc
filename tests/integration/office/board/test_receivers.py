"""Who gets the daily mail."""

from datetime import datetime

import pytest
import transaction
from days import local_day
from mailserver import plain, receiving
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import Known
from katrineholm.socialhub.core.timeline.months import ZONE
from katrineholm.socialhub.office.board.digest import send_digests
from katrineholm.socialhub.refresh.health import remember
from katrineholm.socialhub.refresh.state import State, failed, succeeded
from katrineholm.socialhub.site.settings.registry import PREFIX

HOUR, DAY = 3600, 24 * 3600
MORNING = int(datetime.combine(local_day(), datetime.min.time(), ZONE).timestamp()) + 8 * HOUR
ANNA, EVA = "anna@example.se", "eva@example.se"
OFFICE = "kontoret@example.se"
HELD = {
    "responsible": f"Anna Berg <{ANNA}>",
    "substitute": f"Eva Lind <{EVA}>",
    "purpose": "Kultur för alla",
}


@pytest.fixture
def clock(clock):
    clock.now = MORNING
    return clock


@pytest.fixture
def post():
    """A mail server that the site sends by; ``post.taken()`` gives what came since last time."""
    with receiving() as post:
        settings = {
            "plone.smtp_host": "127.0.0.1",
            "plone.smtp_port": post.port,
            "plone.email_from_address": "kommun@example.se",
            f"{PREFIX}.office_email": OFFICE,
            f"{PREFIX}.site_url": "https://www.example.se/",
        }
        for name, value in settings.items():
            api.portal.set_registry_record(name, value)
        transaction.commit()

        def taken():
            mails, post.mails = post.mails, []
            return {to[0]: plain(mail) for to, mail in mails}

        post.taken = taken
        yield post


@pytest.fixture
def make(make_functional_channel):
    """A function that makes a channel which is held, and works or fails."""

    def make(id, *, fails=False, **fields):
        channel = make_functional_channel(id, title=id.capitalize(), **HELD | fields)
        (break_feed if fails else mend_feed)(channel)
        return channel

    return make


def break_feed(channel, times=3, now=MORNING - HOUR):
    state = State(channel.feed_url)
    for _ in range(times):
        state = failed(state, FeedError("forbidden", status=403), now, 1800)
    put(channel, state)


def mend_feed(channel):
    put(channel, succeeded(State(channel.feed_url), Known(), MORNING - HOUR))


def put(channel, state):
    remember(channel.__parent__.__parent__, channel.UID(), state)
    transaction.commit()


def change(channel, **fields):
    for name, value in fields.items():
        setattr(channel, name, value)
    with api.env.adopt_user(SITE_OWNER_NAME):
        notify(ObjectModifiedEvent(channel))
    transaction.commit()


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
