"""A channel is closed with its last post in a package, or by a decision not to archive it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from Products.CMFCore.WorkflowCore import WorkflowException

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.channels.moments import day, today
from katrineholm.socialhub.accounts.lifecycle.steps import Given, take
from katrineholm.socialhub.archive.closing import decisions
from katrineholm.socialhub.archive.closing.gate import unarchived_since
from katrineholm.socialhub.archive.orders import book
from katrineholm.socialhub.archive.orders.asking import Asked, order
from katrineholm.socialhub.archive.snapshots import book as snapshots
from katrineholm.socialhub.core.timeline.store import timeline_of

TODAY = datetime.now(UTC)
JUNE = int(datetime(2026, 6, 15, 10, tzinfo=UTC).timestamp())


def close(channel):
    with api.env.adopt_user(SITE_OWNER_NAME):
        take(channel, "close", Given(comment="Slut", closed_on=today()))


@pytest.fixture
def blog(hub):
    return hub.kultur.bloggen


@pytest.fixture
def packed(hub, blog, made):
    """A function that makes a package from a day to a day."""

    def packed(first, last):
        found = order(hub, Asked(blog.UID(), first, last))
        transaction.commit()
        return made(found.id)

    return packed


def test_without_a_package_it_is_not_closed(blog):
    with pytest.raises(WorkflowException, match="Inget leveranspaket innehåller"):
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
    with pytest.raises(WorkflowException, match=f"Inget leveranspaket innehåller.*{missing}"):
        close(blog)


def test_several_packages_that_hold_all_of_it_together_do(hub, blog, packed):
    packed("2026-07-01", "2026-07-31")
    packed("2026-06-10", "2026-06-30")
    assert unarchived_since(hub, blog.UID()) is None


def test_a_post_that_comes_late_asks_for_its_month_alone(hub, blog, packed, keep):
    packed("2026-01-01", "2026-08-01")
    late = datetime(2026, 6, 2, tzinfo=UTC)
    keep(blog, title="Sent", published=late)
    assert unarchived_since(hub, blog.UID()) == int(late.timestamp())
    packed("2026-06-01", "2026-06-30")
    assert unarchived_since(hub, blog.UID()) is None


def test_a_package_of_the_release_before_counts_while_nothing_has_come_since(
    hub, blog, packed, keep
):
    made, last = packed("2026-01-01", "2026-08-01"), timeline_of(hub).last_kept(blog.UID())
    book.put(hub, replace(made, posts=None, last_entries={blog.UID(): last}))
    assert unarchived_since(hub, blog.UID()) is None
    book.put(hub, replace(made, posts=None, first="2026-07-01", last_entries={blog.UID(): last}))
    assert unarchived_since(hub, blog.UID()) == JUNE
    keep(blog, title="Nytt", published=datetime(2026, 7, 20, tzinfo=UTC))
    book.put(hub, replace(made, posts=None, last_entries={blog.UID(): last}))
    assert unarchived_since(hub, blog.UID()) == JUNE


def test_with_its_last_post_in_a_package_it_is_closed_and_pictured_before(hub, blog, packed):
    packed("2026-01-01", today().isoformat())
    close(blog)
    [snapshot] = snapshots.of_channel(hub, blog.UID())
    assert api.content.get_state(blog) == "closed"
    assert snapshot.posts == 4
    steps = [line["step"] for line in history.of_channel(blog)]
    assert steps[:2] == ["close", "snapshot"]


@pytest.mark.parametrize("published", [TODAY, datetime(2026, 5, 1, tzinfo=UTC)])
def test_a_post_that_comes_after_the_package_asks_for_another(hub, blog, packed, keep, published):
    packed("2026-01-01", today().isoformat())
    assert unarchived_since(hub, blog.UID()) is None
    keep(blog, title="Kom efteråt", published=published)
    assert unarchived_since(hub, blog.UID()) is not None


def test_an_administrations_package_holds_its_channels(hub, blog, made):
    found = order(hub, Asked(hub.kultur.UID(), "2026-01-01", today().isoformat()))
    transaction.commit()
    made(found.id)
    assert unarchived_since(hub, blog.UID()) is None
    assert unarchived_since(hub, hub.kultur.annan.UID()) is None


def test_a_channel_without_posts_is_closed_without(hub, make_functional_channel):
    empty = make_functional_channel("tom")
    close(empty)
    assert api.content.get_state(empty) == "closed"


def test_a_decision_not_to_archive_stands_in_the_history(hub, blog):
    decisions.note(blog, today(), "KS 2026:12")
    close(blog)
    line = history.latest(hub, [blog.UID()], "not-archived")[blog.UID()]
    assert line["comment"] == f"{day(today().isoformat())}: KS 2026:12"
