"""A named contact has no account: no mail about messages leads them to a login."""

import pytest
import transaction
from officers import NOW
from plone import api
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.rules.grounds import from_data
from katrineholm.socialhub.accounts.rules.letters import tell_responsible
from katrineholm.socialhub.accounts.rules.ruling import propose
from katrineholm.socialhub.inbox.reminders import letters
from katrineholm.socialhub.inbox.reminders.reminders import remind
from katrineholm.socialhub.site.mail import outbox

PREFIX = "katrineholm.socialhub"
OFFICE = "kontoret@example.se"
EVA = "eva@example.se"
HOLDERS = {"with an account": ("anna", "anna@example.se"), "a contact": (f"Eva Ek <{EVA}>", EVA)}


def _decided(channel, hub, number):
    propose(channel, "Skriv inga personuppgifter om andra.")
    tell_responsible(channel, from_data(channel.own_rules)[0])


LETTERS = {
    "arrived": lambda channel, hub, number: None,
    "passed on": lambda channel, hub, number: letters.tell_passed_on(hub, number, "Ditt", "bert"),
    "sent back": lambda channel, hub, number: letters.tell_sent_back(hub, number, "Inte mitt"),
    "still there": lambda channel, hub, number: letters.tell_still_there(
        hub, number, letters.messages_of(hub)[number]["who"]
    ),
    "many": lambda channel, hub, number: letters._tell_what_came(
        hub, letters.messages_of(hub)[number]["who"], [number, number]
    ),
    "reminder": lambda channel, hub, number: remind(hub, now=NOW),
    "rule": _decided,
}


@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize("letter", LETTERS)
def test_who_has_an_account_gets_the_link_and_a_contact_is_told_whom_to_ask(
    channel, hub, receive, letter, holder
):
    api.portal.set_registry_record(f"{PREFIX}.office_email", OFFICE)
    channel.responsible, address = HOLDERS[holder]
    notify(ObjectModifiedEvent(channel))
    transaction.commit()
    number = receive("Ni är dumma", permalink="https://blogg.example.se/1")
    LETTERS[letter](channel, hub, number)
    own = [each for each in outbox.letters(api.portal.get()) if address in each["to"]]
    texts = [each["text"] for each in own]
    assert texts
    for text in texts:
        assert ("@@" in text) is (holder == "with an account")
        assert (OFFICE in text) is (holder == "a contact")
