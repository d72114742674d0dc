"""The office is told in time that a token ends, and once that it has ended."""

from dataclasses import replace

import pytest
import transaction
from helpers.integration.refresh import INSTAGRAM
from interfaceserver import NUMBER, TOKEN
from plone import api

from katrineholm.socialhub import DAY
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.registration.connections import (
    Connection,
    connection_of,
    store_connection,
    update_connection,
)
from katrineholm.socialhub.core.sources.vault import default_vault, encrypt_secrets
from katrineholm.socialhub.refresh.token_chores import send_token_reminders
from katrineholm.socialhub.site.mail import outbox


@pytest.fixture
def channel(interface, make_functional_channel, clock):
    """A connected channel whose token ends in fifteen days."""
    api.portal.set_registry_record("katrineholm.socialhub.office_email", "office@example.se")
    channel = make_functional_channel("insta", title="Insta", **INSTAGRAM)
    cipher = encrypt_secrets(default_vault(), channel.UID(), {"token": TOKEN})
    now = clock.now
    kept = Connection(
        "instagram", NUMBER, "kulturen", cipher, "anna", now - DAY, now - DAY, now + 15 * DAY
    )
    store_connection(hub_of(channel), channel.UID(), kept)
    transaction.commit()
    return channel


@pytest.fixture
def told(worker, clock):
    """``told(days)``: the subjects of the mails once so many days have gone by."""

    def told(days=0):
        clock.now += days * DAY
        send_token_reminders(worker)
        send_token_reminders(worker)
        transaction.begin()
        site = api.portal.get()
        found = outbox.queued_mails(site)
        outbox.record_outcomes(site, {each["id"]: None for each in found}, clock.now)
        transaction.commit()
        return [(each["to"], each["subject"], each["text"]) for each in found]

    return told


def test_the_office_is_reminded_two_weeks_and_five_days_before(channel, told):
    assert told() == []
    [(to, subject, text)] = told(2)
    assert (to, subject) == ("office@example.se", "En anslutning upphör inom två veckor: Insta")
    assert "/hub/kultur/insta/@@connect-account" in text
    assert TOKEN not in text
    assert told(3) == []
    assert [subject for _to, subject, _text in told(6)] == [
        "En anslutning upphör inom fem dagar: Insta"
    ]
    assert told(2) == []


def test_a_token_that_is_revoked_is_told_once(channel, told, interface, worker):
    interface.ended.add(TOKEN)
    worker.round()
    [(_to, subject, text)] = told()
    assert subject == "Kontot är inte längre anslutet: Insta"
    assert "Det som har hämtats finns kvar" in text
    assert told(1) == []


def test_a_problem_with_comments_alone_is_told_too(channel, told):
    update_connection(hub_of(channel), channel.UID(), problem="token_ended")
    transaction.commit()
    assert len(told()) == 1


@pytest.mark.parametrize("ahead", [0, 400 * DAY])
def test_a_channel_with_a_new_token_is_asked_again_by_itself(
    channel, told, interface, worker, clock, ahead
):
    """Also where the clock was wrong when the old one was refused."""
    interface.ended.add(TOKEN)
    clock.now += ahead
    worker.round()
    clock.now -= ahead
    assert len(told(1)) == 1
    cipher = encrypt_secrets(default_vault(), channel.UID(), {"token": "fresh"})
    interface.tokens["fresh"] = interface.tokens[TOKEN]
    now, found = clock.now, connection_of(channel)
    kept = replace(found, cipher=cipher, renewed=now, ends=now + 60 * DAY, told="")
    store_connection(hub_of(channel), channel.UID(), kept)
    transaction.commit()
    assert told() == []
    heard = []
    worker.round(report=lambda each, result: heard.append(result.status))
    assert heard == ["ok"]
