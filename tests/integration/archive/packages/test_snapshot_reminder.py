"""Who is to bring pictures is reminded."""

from io import BytesIO

from plone import api

from katrineholm.socialhub.archive.packages import snapshot_storage
from katrineholm.socialhub.archive.packages.snapshots import UploadedFile, store_uploads
from katrineholm.socialhub.site.mail import outbox


def number(hub, channel):
    return len(list(snapshot_storage.channel_snapshots(hub, channel.UID())))


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
