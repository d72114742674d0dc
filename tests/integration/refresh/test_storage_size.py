"""The size of what a site's hubs store."""

from io import BytesIO

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from ZODB.blob import Blob

from katrineholm.socialhub.accounts.channels import limits
from katrineholm.socialhub.core.timeline.originals import Original
from katrineholm.socialhub.core.timeline.pictures import store_upload
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.refresh.storage_size import STORAGE_CHORE, measured_site


@pytest.fixture
def channel(make_functional_channel):
    return make_functional_channel("bloggen")


def store(channel, data, original=None):
    timeline = timeline_of(channel.aq_parent.aq_parent)
    store_upload(timeline, data, 1, 1, "image/webp", original=original)
    transaction.commit()


def size(portal):
    return measured_site(portal)[0].size


def test_files_and_entries_count_once_each(functional_portal, channel, keep):
    keep(channel)
    transaction.commit()
    before = size(functional_portal)
    assert 2_000 < before < 200_000
    for _time in range(2):
        store(channel, b"a" * 100_000)
    assert 100_000 < size(functional_portal) - before < 101_000
    store(channel, b"b" * 100_000, Original(BytesIO(b"c" * 200_000), 5))
    assert 400_000 < size(functional_portal) - before < 402_000
    before = size(functional_portal)
    keep(channel, html="x" * 10_000)
    transaction.commit()
    assert 10_000 < size(functional_portal) - before < 22_000


def test_what_is_no_hubs_does_not_count(functional_portal, channel):
    before = size(functional_portal)
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.create(functional_portal, "Document", "sida", description="x" * 50_000)
        channel.description = "x" * 50_000
    transaction.commit()
    assert size(functional_portal) - before < 10_000


def test_a_hub_that_is_gone_does_not_count(functional_portal, channel):
    store(channel, b"a" * 100_000)
    functional_portal._delObject("hub", suppress_events=True)
    functional_portal.portal_catalog.clearFindAndRebuild()
    transaction.commit()
    assert size(functional_portal) == 0


def test_the_worker_measures_a_site_with_a_limit_and_opens_each_file_once(
    functional_portal, channel, worker, monkeypatch
):
    store(channel, b"a" * 100_000)
    STORAGE_CHORE(worker)
    assert limits.storage_size(functional_portal) is None
    limits.set_site_limits(functional_portal, {limits.STORAGE: limits.MEGABYTE})
    transaction.commit()
    STORAGE_CHORE(worker)
    transaction.begin()
    first = limits.storage_size(functional_portal)
    assert (first.size > 100_000, first.at) == (True, worker.now())
    monkeypatch.setattr(Blob, "committed", lambda blob: pytest.fail("opened again"))
    STORAGE_CHORE(worker)
    transaction.begin()
    assert limits.storage_size(functional_portal) == first
