"""Tokens are renewed long before they end."""

from dataclasses import astuple, replace

import pytest
import transaction
from helpers.integration.refresh import INSTAGRAM
from interfaceserver import NUMBER, TOKEN

from katrineholm.socialhub import DAY
from katrineholm.socialhub.accounts.channels import hub_storage
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.registration.connections import (
    LOGINS,
    Connection,
    connection_of,
    secrets_of,
    store_connection,
)
from katrineholm.socialhub.accounts.registration.logins import PendingLogin
from katrineholm.socialhub.core.sources.model import RenewedSecrets
from katrineholm.socialhub.core.sources.vault import default_vault, encrypt_secrets
from katrineholm.socialhub.refresh import token_chores as token_renewal
from katrineholm.socialhub.refresh.token_chores import renew_tokens


@pytest.fixture
def channel(interface, make_functional_channel, clock):
    """A channel that was connected eight days ago."""
    channel = make_functional_channel("insta", **INSTAGRAM)
    cipher = encrypt_secrets(default_vault(), channel.UID(), {"token": TOKEN})
    then = clock.now - 8 * DAY
    keep(channel, Connection("instagram", NUMBER, "kulturen", cipher, "anna", then, then, 1, "14"))
    return channel


def keep(channel, kept):
    store_connection(hub_of(channel), channel.UID(), kept)
    transaction.commit()


def token(channel):
    transaction.begin()
    return secrets_of(connection_of(channel), channel.UID(), "insta")["token"]


def test_a_token_is_renewed_each_week_and_kept_before_it_is_used(worker, clock, channel, interface):
    renew_tokens(worker)
    fresh = token(channel)
    assert fresh != TOKEN
    kept = connection_of(channel)
    assert (kept.renewed, kept.ends, kept.told) == (clock.now, clock.now + 60 * DAY, "")
    interface.ended.add(TOKEN)
    worker.round()
    assert interface.asked[-1][1].endswith("/media")
    renew_tokens(worker)
    assert token(channel) == fresh


def test_what_a_wrong_clock_renewed_is_renewed(worker, clock, channel, interface):
    keep(channel, replace(connection_of(channel), renewed=clock.now + 400 * DAY))
    renew_tokens(worker)
    assert token(channel) != TOKEN


def test_what_is_not_renewed_is_kept_and_tried_again(worker, channel, interface):
    interface.used = 100
    renew_tokens(worker)
    assert token(channel) == TOKEN
    interface.used = 0
    renew_tokens(worker)
    assert token(channel) != TOKEN


def test_a_token_that_a_person_pasted_meanwhile_counts_for_more(
    worker, channel, interface, monkeypatch
):
    asked = token_renewal._renewed_token

    def slow(due):
        renewed = asked(due)
        cipher = encrypt_secrets(default_vault(), channel.UID(), {"token": "pasted"})
        keep(channel, replace(due.kept, cipher=cipher))
        return renewed

    monkeypatch.setattr(token_renewal, "_renewed_token", slow)
    renew_tokens(worker)
    assert token(channel) == "pasted"


def test_a_token_that_another_worker_has_renewed_is_not_renewed_again(
    worker, channel, interface, monkeypatch
):
    """A service may give a token to renew by only once: the second try would lose the account."""
    collected = token_renewal.collect_results

    def slow(*given):
        found = collected(*given)
        monkeypatch.setattr(token_renewal, "collect_results", collected)
        renew_tokens(worker)
        return found

    monkeypatch.setattr(token_renewal, "collect_results", slow)
    renew_tokens(worker)
    asked = [path for _method, path, _query in interface.asked]
    assert asked == ["/refresh_access_token"]
    assert token(channel) in interface.tokens


def test_what_does_not_end_is_renewed_without_an_end(worker, channel, monkeypatch):
    renewed = RenewedSecrets({"token": "fresh"}, 0)
    monkeypatch.setattr(token_renewal, "_renewed_token", lambda due: renewed)
    renew_tokens(worker)
    assert token(channel) == "fresh"
    assert connection_of(channel).ends == 0


def test_a_log_in_that_nobody_finished_is_deleted(worker, clock, channel):
    old = PendingLogin("instagram", "anna", "b", "s", clock.now - 700, "https://x", False, "c")
    hub = hub_of(channel)
    hub_storage.writable_data(hub, LOGINS)[channel.UID()] = astuple(old)
    transaction.commit()
    renew_tokens(worker)
    transaction.begin()
    assert dict(hub_storage.stored_data(hub, LOGINS)) == {}


def test_what_stands_in_the_environment_is_the_operators(worker, channel, interface):
    keep(channel, replace(connection_of(channel), cipher=""))
    renew_tokens(worker)
    assert interface.asked == []
