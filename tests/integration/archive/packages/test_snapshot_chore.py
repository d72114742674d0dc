"""The worker takes what is due; of what is not retrieved somebody is reminded once."""

from io import BytesIO

import pytest
from plone import api

from katrineholm.socialhub.archive.packages import snapshot_chore, snapshot_storage
from katrineholm.socialhub.archive.packages.snapshots import UploadedFile, store_uploads
from katrineholm.socialhub.refresh.faults import all_faults
from katrineholm.socialhub.site.mail import outbox


@pytest.fixture
def blog(hub, set_official):
    return set_official(hub.kultur.bloggen)


def number(hub, channel):
    return len(list(snapshot_storage.channel_snapshots(hub, channel.UID())))


def test_half_a_year_after_the_last_one_it_takes_the_next(hub, blog, go):
    taken = []
    for day in ("2026-08-27", "2026-08-28", "2026-08-28", "2027-02-27", "2027-02-28"):
        go(day)
        taken.append(number(hub, blog))
    assert taken == [0, 1, 1, 1, 2]


def test_by_the_settings_it_takes_none(hub, blog, go):
    api.portal.set_registry_record("katrineholm.socialhub.snapshot_months", 0)
    go("2030-01-01")
    assert number(hub, blog) == 0


def test_a_clock_that_ran_ahead_once_puts_none_off(hub, blog, go):
    go("2027-10-01")
    go("2026-08-28")
    assert number(hub, blog) == 2
    # What has come since the wrong one is in no other.
    latest, wrong = snapshot_storage.channel_snapshots(hub, blog.UID())
    assert (latest.since, latest.posts) == (0, wrong.posts)


def test_a_channel_that_fails_keeps_no_other_waiting_and_is_tried_again(
    hub, blog, set_official, make_functional_channel, go, worker, monkeypatch
):
    good, whole = set_official(make_functional_channel("tredje")), snapshot_chore.take_snapshot

    def take(channel, **given):
        if channel.getId() == "bloggen":
            raise ValueError("no such picture")
        return whole(channel, **given)

    with monkeypatch.context() as patch:
        patch.setattr(snapshot_chore, "take_snapshot", take)
        go("2026-08-28")
    assert (number(hub, blog), number(hub, good)) == (0, 1)
    assert [each.path for each in all_faults(worker.site)] == ["/plone/hub/kultur/bloggen"]
    go("2026-08-29")
    assert number(hub, blog) == 1


def test_of_what_is_not_retrieved_somebody_is_reminded_once(
    hub, go, make_functional_channel, set_official
):
    silent = set_official(make_functional_channel("sidan", feed_url=None))
    silent.responsible = "Vera Vik <vera@example.se>"
    go("2026-08-28")
    go("2026-09-28")
    [letter] = [each for each in _letters() if "ögonblicksbild" in each["subject"]]
    assert "vera@example.se" in letter["to"]
    assert number(hub, silent) == 0
    store_uploads(silent, [UploadedFile("a", BytesIO(b"\x89PNG\r\n\x1a\n"))])
    go("2026-10-28")
    assert len([each for each in _letters() if "ögonblicksbild" in each["subject"]]) == 1


def _letters():
    return outbox.queued_mails(api.portal.get(), None)


def test_what_is_due_waits_until_there_is_room(hub, blog, go, fill_storage):
    fill_storage()
    go("2026-08-28")
    assert number(hub, blog) == 0
    fill_storage(False)
    go("2026-08-29")
    assert number(hub, blog) == 1
