"""Whom a message waits for, when an absence starts and ends, and when nobody is there."""

from datetime import date

import pytest
import transaction
from helpers.integration.inbox.routing import TODAY, away, letters, waits_for
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from settling import close
from zExceptions import Forbidden
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels.times import start_of_day
from katrineholm.socialhub.accounts.lifecycle.absences import remove_absence
from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.desk.history import history_line
from katrineholm.socialhub.inbox.oversight.load_page import LoadView
from katrineholm.socialhub.inbox.steps.deadlines import current_deadline
from katrineholm.socialhub.inbox.steps.mails import mail_recipients
from katrineholm.socialhub.inbox.steps.routing import reroute_messages
from katrineholm.socialhub.inbox.steps.routing_chore import return_overdue
from katrineholm.socialhub.site.mail.outbox import queued_mails as outbox

MONDAY = date(2026, 5, 4)


def test_a_message_waits_for_the_responsible_until_the_answer_is_due(
    hub, receive, functional_portal
):
    arrived = int(start_of_day(MONDAY).timestamp()) + 9 * 3600
    number = receive("Hej <b>där</b>", now=arrived)
    assert waits_for(hub, number) == ("anna", "responsible")
    assert current_deadline(messages_of(hub)[number]) == arrived + 24 * 3600
    assert letters(functional_portal) == [('"Anna" <anna@example.se>', "Nytt meddelande: Bloggen")]


def test_closed_messages_stay_where_they_are(hub, channel, receive, rest):
    number = receive()
    assert close(rest("anna"), number).json()["state"] == "closed"
    transaction.begin()
    lines = len(messages_of(hub).log(number))
    away(channel, "responsible")
    assert len(messages_of(hub).log(number)) == lines


def test_a_contact_is_called_by_name_wherever_a_message_waits_for_one(
    hub, channel, receive, functional_portal
):
    api.portal.set_registry_record("katrineholm.socialhub.office_email", "info@example.se")
    with api.env.adopt_user(SITE_OWNER_NAME):
        channel.__parent__.head = "Dora Dahl <Dora@example.org>"
        notify(ObjectModifiedEvent(channel))
    away(channel, "responsible")
    away(channel, "substitute")
    number = receive()
    [alarm] = [each for each in outbox(functional_portal) if each["to"] == "info@example.se"]
    assert "Dora Dahl" in alarm["text"]
    assert "dora@example.org" not in alarm["text"]
    [line] = [line for line in messages_of(hub).log(number) if line["step"] == "wait"]
    assert "Dora Dahl" in [fact["text"] for fact in history_line(hub, number, line)["facts"]]
    [people] = LoadView(hub, hub.REQUEST).sections()
    assert [row[0] for row in people["table"]["rows"]] == ["Dora Dahl"]


def test_the_office_stands_in_where_nobody_is_left_and_keeps_what_it_has_claimed(
    hub, channel, receive, rest, people
):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.group.add_user(groupname="information_office", username="cia")
        channel.responsible = channel.substitute = channel.__parent__.head = None
        notify(ObjectModifiedEvent(channel))
    transaction.commit()
    number = receive()
    assert waits_for(hub, number) == ("", "office")
    assert rest("cia").post(f"hub/@messages/{number}/claim", json={}).status_code == 200
    transaction.begin()
    assert reroute_messages(hub, now=1_800_000_000) == []
    assert waits_for(hub, number) == ("cia", "office")


def test_an_account_that_is_deleted_in_the_middle_loses_nothing(hub, receive, rest):
    passed_on, own = receive("Ett"), receive("Två")
    given = {"receiver": "cia", "reason": "Hon vet"}
    rest("anna").post(f"hub/@messages/{passed_on}/forward", json=given)
    rest("anna").post(f"hub/@messages/{own}/claim", json={})
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.user.delete(username="anna")
        api.user.delete(username="cia")
    transaction.commit()
    since = messages_of(hub).log(passed_on)[-1]["time"]
    assert return_overdue(hub, since) == [passed_on]
    assert reroute_messages(hub, now=since) == [own]
    assert waits_for(hub, passed_on) == waits_for(hub, own) == ("bert", "substitute")


def test_messages_are_received_for_official_channels_only(receive, make_functional_channel):
    with pytest.raises(Refused):
        receive(at=make_functional_channel("utkast", "draft"))


def test_a_copied_hub_has_no_messages_and_one_with_messages_stays(hub, receive, functional_portal):
    receive()
    with api.env.adopt_user(SITE_OWNER_NAME):
        copy = api.content.copy(hub, functional_portal, "kopia")
        assert len(messages_of(copy)) == 0
        api.content.delete(copy)
        with pytest.raises(Forbidden):
            api.content.delete(hub, check_linkintegrity=False)


def test_a_member_whose_user_id_is_not_the_login_name_is_told_by_mail(people):
    with api.env.adopt_user(SITE_OWNER_NAME):
        acl_users = api.portal.get_tool("acl_users")
        acl_users.source_users.updateUser("anna", "anna.berg")
    assert mail_recipients("anna") == ["Anna <anna@example.se>"]
    assert mail_recipients("kim@example.se") == ["kim@example.se"]
    assert mail_recipients("borta") == []


def test_a_message_moves_when_an_absence_starts_and_ends_and_its_clock_goes_on(
    hub, channel, receive
):
    number = receive()
    due = current_deadline(messages_of(hub)[number])
    away(channel, "responsible")
    assert waits_for(hub, number) == ("bert", "substitute")
    assert current_deadline(messages_of(hub)[number]) == due
    with api.env.adopt_user(SITE_OWNER_NAME):
        remove_absence(channel, "responsible", TODAY.isoformat())
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
