"""The archivist's page."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
import transaction
from plone import api

from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.accounts.lifecycle.steps import set_state as put
from katrineholm.socialhub.archive.packages.orders import OrderInput, note_receipt, order_package
from katrineholm.socialhub.archive.packages.snapshots import take_snapshot
from katrineholm.socialhub.archive.retention import archive_decisions
from katrineholm.socialhub.archive.retention.overview_page import channel_rows


@pytest.fixture
def blog(hub):
    for channel in (hub.kultur.bloggen, hub.kultur.annan):
        channel.official_since = date(2025, 1, 1)
        channel.reindexObject()
    transaction.commit()
    return hub.kultur.bloggen


@pytest.mark.usefixtures("framed")
def test_the_archivist_reads_it_on_one_page(hub, blog, browse, archivist):
    page = browse(*archivist).get("hub/@@archive").text
    assert "Kanaler med något att göra: 2" in page
    assert "Skulle ha gjorts 1 juli 2025" in page
    assert "Skulle ha gjorts 1 januari 2026" in page
    order = f"hub/@@packages?whose={blog.UID()}"
    assert order in page
    assert f"{order}&from=2026-06-15" in unescape(page)
    form = browse(*archivist).get(f"{order}&from=2025-06-15").text
    assert f'<option value="{blog.UID()}" selected' in form
    assert 'value="2025-06-15"' in form
    assert re.search(r'value="period"[^>]*checked', form)


NOW = 1_790_000_000


@pytest.fixture
def row(hub, blog):
    """A function that gives the blog's row."""

    def row():
        [found] = [each for each in channel_rows(hub, NOW) if each.facts.uid == blog.UID()]
        return found

    return row


def test_a_snapshot_is_due_until_it_is_taken(row, blog):
    assert (row().snapshot, row().is_snapshot_due, row().by_hand) == (date(2025, 7, 1), True, False)
    take_snapshot(blog)
    assert not row().is_snapshot_due


def test_a_delivery_is_due_until_the_archive_has_acknowledged_it(hub, row, blog, made):
    assert (row().newest, row().packed) == (date(2026, 7, 15), None)
    assert (row().delivery, row().is_delivery_due) == (date(2026, 1, 1), True)
    found = order_package(hub, OrderInput(hub.kultur.UID(), "2026-01-01", "2026-08-01"))
    transaction.commit()
    made(found.id)
    assert (row().packed, row().delivered) == (date(2026, 8, 1), None)
    assert row().is_delivery_due
    note_receipt(hub, found.id, today().isoformat(), "2026:17")
    assert not row().is_delivery_due


def test_a_receipt_for_a_part_leaves_the_rest_due(hub, row, blog, made):
    found = order_package(hub, OrderInput(blog.UID(), "2026-07-01", "2026-08-01"))
    transaction.commit()
    made(found.id)
    note_receipt(hub, found.id, today().isoformat(), "2026:17")
    assert (row().delivered, row().missing) == (date(2026, 8, 1), date(2026, 6, 15))
    assert (row().delivery, row().is_delivery_due) == (date(2026, 1, 1), True)


def test_of_a_closed_channel_all_is_due_at_once(hub, row, blog):
    api.portal.set_registry_record("katrineholm.socialhub.delivery_months", 0)
    assert row().delivery is None
    put(blog, "closed")
    assert (row().delivery, row().snapshot) == (date(2026, 6, 15), None)


def test_what_is_not_to_be_archived_is_not_due(row, blog):
    archive_decisions.note_decision(blog, today(), "KS 1")
    assert not row().is_delivery_due


def test_what_is_due_comes_first(hub, blog):
    take_snapshot(blog)
    archive_decisions.note_decision(blog, today(), "KS 1")
    assert [each.facts.title for each in channel_rows(hub, NOW)] == ["annan", "bloggen"]


def test_what_waits_for_delivery_is_counted_with_a_link_for_each(
    hub, row, blog, made, keep, browse, archivist
):
    assert (row().missing_count, row().changed_count) == (4, 0)
    found = order_package(hub, OrderInput(hub.kultur.UID(), "2026-01-01", "2026-06-30"))
    transaction.commit()
    made(found.id)
    note_receipt(hub, found.id, today().isoformat(), "2026:17")
    keep(blog, title="Sent", published=datetime(2026, 6, 2, tzinfo=UTC))
    transaction.commit()
    assert (row().missing_count, row().changed_count) == (1, 1)
    page = unescape(browse(*archivist).get("hub/@@archive").text)
    assert "Inlägg som aldrig har levererats: 1" in page
    assert "Ändrat sedan leveransen: 1" in page
    order = f"hub/@@packages?whose={blog.UID()}&kind=changes"
    assert order in page
    form = browse(*archivist).get(order).text
    assert re.search(r'value="changes"[^>]*checked', form), form


def test_changes_are_due_as_posts_are_and_of_a_closed_channel_at_once(hub, row, blog, made, keep):
    found = order_package(hub, OrderInput(blog.UID(), "2026-01-01", "2026-08-01"))
    transaction.commit()
    made(found.id)
    note_receipt(hub, found.id, today().isoformat(), "2026:17")
    assert row().delivery is None
    keep(blog, title="Sent", published=datetime(2026, 6, 2, tzinfo=UTC))
    assert row().delivery == date(2027, 8, 1)
    put(blog, "closed")
    assert row().delivery == date(2026, 8, 1)
