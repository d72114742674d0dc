"""A year is counted, published once and kept."""

import pytest
import transaction
from helpers.integration.inbox.oversight import LAST, THIS
from officers import NOW

from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.store import IncomingMessage, messages_of
from katrineholm.socialhub.inbox.oversight import yearly_figures
from katrineholm.socialhub.inbox.steps.routing import receive_messages
from katrineholm.socialhub.site.pages.refusals import Refusal

YEAR = 365 * 24 * 3600


def test_a_year_is_what_came_in_then(counted, rest, hub):
    assert list(yearly_figures.stored_years(hub)) == [THIS, LAST]
    assert yearly_figures.stored_years(hub)[LAST]["numbers"]["outcomes"] == {
        "answered": 7,
        "unpublished": 6,
    }
    assert yearly_figures.stored_years(hub)[THIS]["numbers"]["kinds"] == {"public": 1, "direct": 1}


def test_a_year_is_published_once_and_taken_back_once(published, hub):
    before = yearly_figures.stored_years(hub)[LAST]
    with pytest.raises(Refusal):
        yearly_figures.publish_year(hub, LAST, who="another", now=NOW + 1)
    assert yearly_figures.stored_years(hub)[LAST] == before
    yearly_figures.withdraw_year(hub, LAST)
    for year in (LAST, THIS, 1999):
        with pytest.raises(Refusal):
            yearly_figures.withdraw_year(hub, year)


@pytest.mark.parametrize("year", [THIS, 1999])
def test_a_year_that_is_not_over_or_not_counted_is_not_published(counted, hub, year):
    with pytest.raises(Refusal):
        yearly_figures.publish_year(hub, year, who="office", now=NOW)


def test_what_is_published_is_not_counted_anew(published, hub, worker, receive):
    before = yearly_figures.stored_years(hub)[LAST]
    worker.clock.now += 24 * 3600
    receive("Till", now=NOW)
    yearly_figures.count_all_years(worker)
    transaction.begin()
    assert yearly_figures.stored_years(hub)[LAST] == before
    assert yearly_figures.stored_years(hub)[THIS]["numbers"]["kinds"] == {"public": 2, "direct": 1}


def test_a_year_that_is_published_while_it_is_counted_stays_as_it_is(published, hub):
    before = yearly_figures.stored_years(hub)[LAST]
    yearly_figures.store_year(hub, LAST, {}, NOW)
    assert yearly_figures.stored_years(hub)[LAST] == before


def test_numbers_that_no_message_has_are_passed_over(worker, hub, channel, people):
    """As they are where much comes in at once: see core.messages.store."""
    for name, now in (("Ett", NOW - YEAR), ("Två", NOW - YEAR), ("Tre", NOW), ("Fyra", NOW)):
        told = captured_content(name, how="typed", at=now)
        receive_messages(hub, [IncomingMessage(name, channel.UID(), told)], now=now, tries=9)
    transaction.commit()
    assert max(messages_of(hub).root["messages"]) > 4
    yearly_figures.count_all_years(worker)
    transaction.begin()
    assert [each["numbers"]["kinds"] for each in yearly_figures.stored_years(hub).values()] == [
        {"public": 2}
    ] * 2


def test_a_hub_without_messages_is_not_counted(functional_administration, worker):
    yearly_figures.count_all_years(worker)
    transaction.begin()
    assert yearly_figures.stored_years(functional_administration.__parent__) == {}
