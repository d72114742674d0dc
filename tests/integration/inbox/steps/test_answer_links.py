"""A key is good for fourteen days, for whoever the message waits for."""

from datetime import timedelta

import pytest
import transaction
from officers import NOW
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels.times import local_date
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.steps.answer_links import (
    can_answer_by_link,
    link_contact,
    new_link,
)
from katrineholm.socialhub.site.pages.refusals import LinkRefused


@pytest.fixture
def given(channel, hub, receive):
    """A message that waits for a contact, and the key that was made for it."""
    channel.responsible = "Eva Ek <Eva@example.se>"
    notify(ObjectModifiedEvent(channel))
    transaction.commit()
    number = receive("Hej")
    link, _until = new_link(hub, number, NOW)
    return number, link.rpartition("key=")[2]


@pytest.mark.parametrize(("days", "is_good"), [(0, True), (14, True), (15, False), (-1, False)])
def test_it_is_good_for_fourteen_days(hub, given, days, is_good):
    number, key = given
    day = local_date(NOW) + timedelta(days)
    if is_good:
        assert link_contact(hub, number, key, day) == "eva@example.se"
    else:
        with pytest.raises(LinkRefused):
            link_contact(hub, number, key, day)


def test_the_log_tells_that_it_was_given(hub, given):
    number, _key = given
    line = messages_of(hub).log(number)[-1]
    assert line["step"] == "link-given"
    assert line["given"] == {"to": "eva@example.se", "last_day": "2026-10-05"}


def test_whoever_can_log_in_needs_none(hub, receive):
    assert not can_answer_by_link(hub, receive("Hej"))
