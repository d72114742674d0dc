"""What happens to people, channels and clocks while a message is open leaves it with somebody."""

import pytest
import settling
import transaction
from helpers.integration.inbox.steps import NOW, away
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.steps.routing import reroute_messages
from katrineholm.socialhub.site.mail.mailer import queued_mail_values
from katrineholm.socialhub.site.mail.outbox import queued_mails

CONTACT = {"title": "Miljö", "phone": "0150-570 00"}


@pytest.fixture
def office(people, functional_portal):
    """Cia belongs to the information office, which has a mailbox."""
    api.portal.set_registry_record("katrineholm.socialhub.office_email", "info@example.se")
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.group.add_user(groupname="information_office", username="cia")
    transaction.commit()


def hold(channel, **duties):
    for name, who in duties.items():
        setattr(channel, name, who)
    notify(ObjectModifiedEvent(channel))


def delete(thing):
    api.content.delete(thing, check_linkintegrity=False)


def to_another_administration(channel):
    hub = channel.__parent__.__parent__
    api.content.move(channel, api.content.create(hub, "Administration", "miljo", **CONTACT))


def close(channel):
    set_state(channel, "closed")


def rename(channel):
    api.content.rename(channel.__parent__.__parent__, "sociala")


@pytest.mark.parametrize("happens", [to_another_administration, close, rename])
def test_whatever_becomes_of_a_channel_the_office_reaches_its_messages(
    hub, channel, receive, rest, office, change, happens
):
    number = receive()
    change(happens, channel)
    change(lambda: reroute_messages(hub, now=NOW))
    cia, url = rest("cia"), f"{hub.getId()}/@messages"
    assert cia.get(url).json()["items_total"] == 1
    found = cia.get(f"{url}/{number}").json()
    assert found["captured"]["text"] == "Ni är dumma"
    # Somebody takes it to an end, whoever that is by now.
    who = rest("anna" if found["waits_for"] == "Anna" else "cia")
    assert settling.close(who, number, url=url).json()["state"] == "closed"
    transaction.begin()
    assert messages_of(hub).first_mismatch() is None


def test_a_substitute_who_becomes_responsible_keeps_the_messages(
    hub, channel, receive, rest, change
):
    number = receive()
    change(away, channel, "responsible")
    assert rest("bert").post(f"hub/@messages/{number}/claim", json={}).status_code == 200
    change(lambda: hold(channel, responsible="bert", substitute="cia"))
    assert rest("bert").get(f"hub/@messages/{number}").json()["is_mine"]
    assert rest("anna").get(f"hub/@messages/{number}").status_code == 403


@pytest.mark.parametrize("is_direct", [False, True])
def test_a_mail_tells_only_what_is_public(
    channel, receive, rest, change, functional_portal, is_direct
):
    number, anna = receive("Hemlig text", is_direct=is_direct), rest("anna")
    if not is_direct:
        body = {"rules": ["K1"], "reason": "Angrepp"}
        assert anna.post(f"hub/@messages/{number}/act", json=body).status_code == 200
        assert anna.post(f"hub/@messages/{number}/unpublish", json={}).status_code == 200
    transaction.begin()
    before = len(queued_mails(functional_portal))
    change(away, channel, "responsible")
    [letter] = list(queued_mails(functional_portal))[before:]
    assert "Hemlig text" not in letter["text"]


def test_one_alarm_tells_of_all_that_waits_when_nobody_answers(
    hub, channel, receive, office, change, functional_portal
):
    for number in range(4):
        receive(f"Text {number}")
    before = len(queued_mail_values(functional_portal))
    change(away, channel, "responsible", "substitute")
    subjects = [each["subject"] for each in queued_mail_values(functional_portal)[before:]]
    assert subjects.count("Ingen svarar: Bloggen") == 1
