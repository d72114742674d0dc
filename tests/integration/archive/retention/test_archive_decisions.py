"""A decision not to archive a channel."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import transaction
from days import local_day
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from Products.CMFCore.WorkflowCore import WorkflowException

from katrineholm.socialhub.accounts.channels import history, hub_storage
from katrineholm.socialhub.accounts.channels.times import formatted_date, today
from katrineholm.socialhub.accounts.lifecycle.steps import StepInput, take_channel_step
from katrineholm.socialhub.archive.packages import order_storage
from katrineholm.socialhub.archive.packages import snapshot_storage as snapshots
from katrineholm.socialhub.archive.packages.orders import OrderInput, note_receipt, order_package
from katrineholm.socialhub.archive.retention import archive_decisions
from katrineholm.socialhub.archive.retention.archive_decisions import oldest_unarchived_time
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.record import all_entries, record_extent
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.site.pages.refusals import FaultyFields

TOMORROW = local_day() + timedelta(1)


@pytest.fixture
def blog(hub):
    return hub.kultur.bloggen


@pytest.mark.parametrize(
    ("day", "reference", "faults"),
    [
        (None, "KS 1", {"day"}),
        (TOMORROW, "KS 1", {"day"}),
        (date(2026, 1, 1), "", {"reference"}),
        (date(2026, 1, 1), "x" * 501, {"reference"}),
    ],
)
def test_a_decision_without_its_day_or_number_is_none(hub, blog, day, reference, faults):
    with pytest.raises(FaultyFields) as refused:
        archive_decisions.note_decision(blog, day, reference)
    assert set(refused.value.faults) == faults
    assert archive_decisions.archive_decision(hub, blog.UID()) is None


TODAY = datetime.now(UTC)
JUNE = int(datetime(2026, 6, 15, 10, tzinfo=UTC).timestamp())


def close(channel):
    with api.env.adopt_user(SITE_OWNER_NAME):
        take_channel_step(channel, "close", StepInput(comment="Slut", closed_on=today()))


@pytest.fixture
def packed(hub, blog, made):
    """A function that makes a package from a day to a day."""

    def packed(first, last):
        found = order_package(hub, OrderInput(blog.UID(), first, last))
        transaction.commit()
        return made(found.id)

    return packed


def test_without_a_package_it_is_not_closed(blog):
    with pytest.raises(WorkflowException, match="Inget leveranspaket som finns kvar"):
        close(blog)
    assert api.content.get_state(blog) == "official"


@pytest.mark.parametrize(
    ("first", "last", "missing"),
    [
        ("2026-06-01", "2026-06-30", "15 juli 2026"),
        ("2026-07-15", "2026-07-15", "15 juni 2026"),
        ("2026-06-16", "2026-11-01", "15 juni 2026"),
    ],
)
def test_a_package_of_a_part_does_not_do(blog, packed, first, last, missing):
    packed(first, last)
    with pytest.raises(WorkflowException, match=f"Inget leveranspaket som finns kvar.*{missing}"):
        close(blog)


def test_several_packages_that_hold_all_of_it_together_do(hub, blog, packed):
    packed("2026-07-01", "2026-07-31")
    packed("2026-06-10", "2026-06-30")
    assert oldest_unarchived_time(hub, blog.UID()) is None


def test_a_post_that_comes_late_asks_for_its_month_alone(hub, blog, packed, keep):
    packed("2026-01-01", "2026-08-01")
    late = datetime(2026, 6, 2, tzinfo=UTC)
    keep(blog, title="Sent", published=late)
    assert oldest_unarchived_time(hub, blog.UID()) == int(late.timestamp())
    packed("2026-06-01", "2026-06-30")
    assert oldest_unarchived_time(hub, blog.UID()) is None


def test_a_package_of_the_release_before_counts_while_nothing_has_come_since(
    hub, blog, packed, keep
):
    made, last = packed("2026-01-01", "2026-08-01"), record_extent(timeline_of(hub), blog.UID())
    del hub_storage.writable_data(hub, order_storage.BASELINES)[made.id]
    order_storage.save_order(hub, replace(made, posts=None, last_entries={blog.UID(): last}))
    assert oldest_unarchived_time(hub, blog.UID()) is None
    order_storage.save_order(
        hub, replace(made, posts=None, first="2026-07-01", last_entries={blog.UID(): last})
    )
    assert oldest_unarchived_time(hub, blog.UID()) == JUNE
    late = datetime(2026, 7, 20, tzinfo=UTC)
    keep(blog, title="Nytt", published=late, now=datetime.now(UTC))
    order_storage.save_order(hub, replace(made, posts=None, last_entries={blog.UID(): last}))
    assert oldest_unarchived_time(hub, blog.UID()) == int(late.timestamp())


def test_with_its_last_post_in_a_package_it_is_closed_and_pictured_before(hub, blog, packed):
    packed("2026-01-01", today().isoformat())
    close(blog)
    [snapshot] = snapshots.channel_snapshots(hub, blog.UID())
    assert api.content.get_state(blog) == "closed"
    assert snapshot.posts == 4
    steps = [line["step"] for line in history.channel_lines(blog)]
    assert steps[:2] == ["close", "snapshot"]


@pytest.mark.parametrize("published", [TODAY, datetime(2026, 5, 1, tzinfo=UTC)])
def test_a_post_that_comes_after_the_package_asks_for_another(hub, blog, packed, keep, published):
    packed("2026-01-01", today().isoformat())
    assert oldest_unarchived_time(hub, blog.UID()) is None
    keep(blog, title="Kom efteråt", published=published)
    assert oldest_unarchived_time(hub, blog.UID()) is not None


def test_a_change_after_the_package_asks_for_a_package_of_changes(hub, blog, packed, made):
    found = packed("2026-01-01", today().isoformat())
    note_receipt(hub, found.id, today().isoformat(), "2026:17")
    timeline = timeline_of(hub)
    [shown] = [e for e in all_entries(timeline, blog.UID()) if e["title"] == "Badet"]
    hide_entry(timeline, shown["entry_id"], by="anna", now=2_000_000_000)
    assert oldest_unarchived_time(hub, blog.UID()) == JUNE
    with pytest.raises(WorkflowException, match=r"saknas eller har ändrats.*15 juni 2026"):
        close(blog)
    changes = order_package(hub, OrderInput(blog.UID(), "", "", kind="changes"))
    transaction.commit()
    made(changes.id)
    close(blog)
    assert api.content.get_state(blog) == "closed"


def test_a_package_whose_files_are_gone_without_a_receipt_does_not_count(hub, blog, packed):
    found = packed("2026-01-01", today().isoformat())
    order_storage.delete_pieces(hub, found.id)
    with pytest.raises(WorkflowException, match="Inget leveranspaket"):
        close(blog)
    note_receipt(hub, found.id, today().isoformat(), "2026:17")
    assert oldest_unarchived_time(hub, blog.UID()) is None


def test_a_gap_between_two_periods_is_found(hub, blog, packed, keep):
    keep(blog, title="Mellan", published=datetime(2026, 7, 1, 10, tzinfo=UTC))
    packed("2026-01-01", "2026-06-30")
    packed("2026-07-02", today().isoformat())
    with pytest.raises(WorkflowException, match="1 juli 2026"):
        close(blog)


def test_an_administrations_package_holds_its_channels(hub, blog, made):
    found = order_package(hub, OrderInput(hub.kultur.UID(), "2026-01-01", today().isoformat()))
    transaction.commit()
    made(found.id)
    assert oldest_unarchived_time(hub, blog.UID()) is None
    assert oldest_unarchived_time(hub, hub.kultur.annan.UID()) is None


def test_a_channel_without_posts_is_closed_without(hub, make_functional_channel):
    empty = make_functional_channel("tom")
    close(empty)
    assert api.content.get_state(empty) == "closed"


def test_a_decision_not_to_archive_stands_in_the_history(hub, blog):
    archive_decisions.note_decision(blog, today(), "KS 2026:12")
    close(blog)
    line = history.latest_lines(hub, [blog.UID()], "not-archived")[blog.UID()]
    assert line["comment"] == f"{formatted_date(today().isoformat())}: KS 2026:12"


def test_the_form_of_closing_leads_to_the_decision_and_back(hub, blog, browse, submit, person):
    office = person("Information Officer")
    url = "hub/kultur/bloggen"
    assert "@@archive-decision" in browse(*office).get(f"{url}/@@lifecycle?step=close").text
    answer = submit(office, f"{url}/@@archive-decision", {"day": "", "reference": "KS 1"})
    assert "Skriv beslutsdagen, senast i dag." in answer.text
    assert 'value="KS 1"' in answer.text
    data = {"day": "2026-01-02", "reference": "KS 1"}
    answer = submit(office, f"{url}/@@archive-decision", data)
    assert answer.headers["Location"].endswith("/@@lifecycle?step=close")
    noted = browse(*office).get(f"{url}/@@archive-decision").text
    assert "Antecknat: 2 januari 2026, KS 1." in noted
