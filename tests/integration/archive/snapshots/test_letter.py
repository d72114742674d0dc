"""Who is to bring pictures is reminded."""

from io import BytesIO

from plone import api

from katrineholm.socialhub.archive.snapshots import book
from katrineholm.socialhub.archive.snapshots.taking import Brought, bring
from katrineholm.socialhub.site.mail import outbox


def number(hub, channel):
    return len(list(book.of_channel(hub, channel.UID())))


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
    bring(silent, [Brought("a", BytesIO(b"\x89PNG\r\n\x1a\n"))])
    go("2026-10-28")
    assert len([each for each in _letters() if "ögonblicksbild" in each["subject"]]) == 1


def _letters():
    return outbox.letters(api.portal.get(), None)
