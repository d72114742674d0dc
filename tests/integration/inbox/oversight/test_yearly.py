"""A year is counted, published once and kept."""

import pytest
import transaction
from helpers.integration.inbox.oversight import LAST, THIS
from officers import NOW

from katrineholm.socialhub.core.messages.captured import captured
from katrineholm.socialhub.core.messages.store import Incoming, messages_of
from katrineholm.socialhub.inbox.oversight import yearly
from katrineholm.socialhub.inbox.routing.routing import arrive
from katrineholm.socialhub.site.forms.refusals import Refusal

YEAR = 365 * 24 * 3600


def test_a_year_is_what_came_in_then(counted, rest, hub):
    assert list(yearly.years(hub)) == [THIS, LAST]
    assert yearly.years(hub)[LAST]["numbers"]["outcomes"] == {"answered": 7, "unpublished": 6}
    assert yearly.years(hub)[THIS]["numbers"]["kinds"] == {"public": 1, "direct": 1}


def test_a_year_is_published_once_and_taken_back_once(published, hub):
    before = yearly.years(hub)[LAST]
    with pytest.raises(Refusal):
        yearly.publish(hub, LAST, who="another", now=NOW + 1)
    assert yearly.years(hub)[LAST] == before
    yearly.withdraw(hub, LAST)
    for year in (LAST, THIS, 1999):
        with pytest.raises(Refusal):
            yearly.withdraw(hub, year)


@pytest.mark.parametrize("year", [THIS, 1999])
def test_a_year_that_is_not_over_or_not_counted_is_not_published(counted, hub, year):
    with pytest.raises(Refusal):
        yearly.publish(hub, year, who="office", now=NOW)


def test_what_is_published_is_not_counted_anew(published, hub, worker, receive):
    before = yearly.years(hub)[LAST]
    worker.clock.now += 24 * 3600
    receive("Till", now=NOW)
    yearly.count_all(worker)
    transaction.begin()
    assert yearly.years(hub)[LAST] == before
    assert yearly.years(hub)[THIS]["numbers"]["kinds"] == {"public": 2, "direct": 1}


def test_a_year_that_is_published_while_it_is_counted_stays_as_it_is(published, hub):
    before = yearly.years(hub)[LAST]
    yearly.keep(hub, LAST, {}, NOW)
    assert yearly.years(hub)[LAST] == before


def test_numbers_that_no_message_has_are_passed_over(worker, hub, channel, people):
    """As they are where much comes in at once: see core.messages.store."""
    for name, now in (("Ett", NOW - YEAR), ("Två", NOW - YEAR), ("Tre", NOW), ("Fyra", NOW)):
        told = captured(name, how="typed", at=now)
        arrive(hub, [Incoming(name, channel.UID(), told)], now=now, tries=9)
    transaction.commit()
    assert max(messages_of(hub).root["messages"]) > 4
    yearly.count_all(worker)
    transaction.begin()
    assert [each["numbers"]["kinds"] for each in yearly.years(hub).values()] == [{"public": 2}] * 2


def test_a_hub_without_messages_is_not_counted(functional_administration, worker):
    yearly.count_all(worker)
    transaction.begin()
    assert yearly.years(functional_administration.__parent__) == {}
