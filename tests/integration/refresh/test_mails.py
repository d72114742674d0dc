"""A dead source is left alone, and whoever answers is told once."""

import pytest
import transaction
from plone import api

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.channels.updates import update_fields
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.streams import latest_entries
from katrineholm.socialhub.refresh.manual_retrieval import fetch_now
from katrineholm.socialhub.refresh.state_storage import load_state
from katrineholm.socialhub.site.mail import outbox

EVA = "Eva Ek <eva@example.se>"


@pytest.fixture(autouse=True)
def settings(functional_portal, monkeypatch):
    monkeypatch.setenv("SOCIALHUB_HOST_SPACING", "0")
    for name, value in {"stop_after": 3, "office_email": "kontoret@example.se"}.items():
        api.portal.set_registry_record(f"katrineholm.socialhub.{name}", value)
    transaction.commit()


@pytest.fixture
def channel(make_functional_channel, server, rss):
    server.says("/rss", rss("b", "a"))
    people = {"responsible": EVA, "substitute": "Bo <bo@example.se>"}
    return make_functional_channel("bloggen", feed_url=server.url("/rss"), **people)


def rounds(worker, clock, number):
    for _round in range(number):
        clock.now += 2 * 24 * 3600
        worker.round()
    transaction.begin()


def letters():
    transaction.begin()
    return [(each["to"], each["subject"]) for each in outbox.queued_mails(api.portal.get())]


def state(channel):
    return load_state(hub_of(channel), channel.UID())


def test_after_so_many_failures_it_is_asked_no_more_and_told_once(worker, clock, channel, server):
    rounds(worker, clock, 1)
    server.says("/rss", status=404)
    rounds(worker, clock, 2)
    assert (state(channel).failures, letters()) == (2, [])
    rounds(worker, clock, 5)
    assert (state(channel).failures, state(channel).is_stopped) == (3, True)
    assert letters() == [('"Eva Ek" <eva@example.se>', "Hämtas inte längre: bloggen")]
    timeline = timeline_of(hub_of(channel))
    assert [each["title"] for each in latest_entries(timeline, [channel.UID()])] == ["B", "A"]


def test_one_click_has_it_tried_again_and_a_new_silence_is_told_again(
    worker, clock, channel, server
):
    server.says("/rss", status=404)
    rounds(worker, clock, 3)
    assert state(channel).is_stopped
    fetch_now(channel, clock=clock)
    transaction.commit()
    assert (state(channel).failures, state(channel).is_stopped) == (1, False)
    rounds(worker, clock, 4)
    assert state(channel).is_stopped
    assert len(letters()) == 2


def test_another_address_has_it_tried_by_itself(worker, clock, channel, server, rss):
    server.says("/rss", status=404)
    rounds(worker, clock, 3)
    server.says("/ny", rss("c"))
    update_fields(channel, feed_url=server.url("/ny"))
    transaction.commit()
    rounds(worker, clock, 1)
    assert (state(channel).failures, state(channel).is_stopped) == (0, False)


def test_what_is_gone_for_good_counts_at_once(worker, clock, channel, server):
    server.says("/rss", status=410)
    rounds(worker, clock, 2)
    assert (state(channel).failures, state(channel).is_stopped) == (1, True)
    assert len(letters()) == 1
    (letter,) = outbox.queued_mails(api.portal.get())
    assert "dess källa är borta" in letter["text"]
    assert "/hub/kultur/bloggen" in letter["text"]


def test_with_zero_it_is_tried_for_ever(worker, clock, channel, server):
    api.portal.set_registry_record("katrineholm.socialhub.stop_after", 0)
    transaction.commit()
    server.says("/rss", status=404)
    rounds(worker, clock, 5)
    assert (state(channel).failures, state(channel).is_stopped) == (5, False)
    assert letters() == []


def test_the_office_is_told_where_nobody_answers(worker, clock, channel, server):
    channel.responsible = channel.substitute = None
    server.says("/rss", status=410)
    transaction.commit()
    rounds(worker, clock, 1)
    assert [to for to, _subject in letters()] == ["kontoret@example.se"]
