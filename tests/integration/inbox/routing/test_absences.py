"""An absence moves what waits."""

from helpers.integration.inbox.routing import TODAY, away, letters, waits_for
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.duties.absence_noting import take_absence_away
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.reminders.deadlines import deadline


def test_a_message_moves_when_an_absence_starts_and_ends_and_its_clock_goes_on(
    hub, channel, receive
):
    number = receive()
    due = deadline(messages_of(hub)[number])
    away(channel, "responsible")
    assert waits_for(hub, number) == ("bert", "substitute")
    assert deadline(messages_of(hub)[number]) == due
    with api.env.adopt_user(SITE_OWNER_NAME):
        take_absence_away(channel, "responsible", TODAY.isoformat())
    assert waits_for(hub, number) == ("anna", "responsible")


def test_where_both_are_away_the_head_gets_it_and_the_office_an_alarm(
    hub, channel, receive, functional_portal
):
    api.portal.set_registry_record("katrineholm.socialhub.office_email", "info@example.se")
    away(channel, "responsible")
    away(channel, "substitute")
    number = receive()
    assert waits_for(hub, number) == ("dan", "head")
    assert ("info@example.se", "Ingen svarar: Bloggen") in letters(functional_portal)
