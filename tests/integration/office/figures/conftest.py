"""The channels that the tests of ``office/figures`` share."""

from datetime import UTC, date, datetime

import pytest
import transaction

from katrineholm.socialhub.accounts.looks import book
from katrineholm.socialhub.core.messages.captured import captured
from katrineholm.socialhub.core.messages.store import Incoming
from katrineholm.socialhub.inbox.routing.routing import arrive

NOW = int(datetime(2026, 5, 4, 12, tzinfo=UTC).timestamp())


@pytest.fixture
def figures_hub(functional_portal, make_functional_channel, keep):
    """A blog since January with posts in March and May, closed in May; an Instagram account."""
    blog = make_functional_channel("bloggen", title="Bloggen")
    insta = make_functional_channel(
        "insta",
        title="Insta",
        platform="instagram",
        kind="photo",
        profile_url="https://www.instagram.com/k/",
        feed_url=None,
    )
    for channel in (blog, insta):
        channel.official_since = date(2026, 1, 10)
        channel.reindexObject()
    for number, (month, day) in enumerate(((1, 1), (3, 1), (3, 31), (5, 2))):
        keep(blog, title=f"P{number}", published=datetime(2026, month, day, 12, tzinfo=UTC))
    figures_hub = functional_portal.hub
    told = captured("Hej", how="typed", at=NOW)
    # Numbers have gaps where much came in at once: see core.messages.store.
    arrive(figures_hub, [Incoming("test:1", blog.UID(), told, False, {})], now=NOW, tries=9)
    direct = Incoming("test:2", blog.UID(), captured("Hej", how="contact", at=NOW), True, {})
    arrive(figures_hub, [direct], now=NOW, tries=9)
    book.note(figures_hub, insta.UID(), book.Look("2026-04-02", "anna", NOW, followers=1200))
    book.note(figures_hub, insta.UID(), book.Look("2026-04-30", "anna", NOW, followers=1240))
    transaction.commit()
    return figures_hub
