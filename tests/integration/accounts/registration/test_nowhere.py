"""A token is found nowhere but in its store: this test looks for it everywhere else."""

import logging
from base64 import b64encode
from time import time
from urllib.parse import quote

import pytest
import transaction
from interfaceserver import TOKEN
from plone import api
from ZODB.serialize import referencesf
from zope.globalrequest import getRequest

from katrineholm.socialhub import DAY
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.registration import account_connection
from katrineholm.socialhub.accounts.registration.connections import connection_of, update_connection
from katrineholm.socialhub.refresh.token_chores import renew_tokens, send_token_reminders
from katrineholm.socialhub.site.mail import outbox

PAGE = "hub/kultur/insta/@@connect-account"
SOURCE = "hub/kultur/insta/@source"
SPELLINGS = (TOKEN, quote(TOKEN), b64encode(TOKEN.encode()).decode()[:40], TOKEN[::-1])
PAGES = (
    *("hub/kultur/insta", "hub/kultur/insta/@@history", "hub/kultur/insta/@@retrieval", PAGE),
    *("hub/kultur/insta/edit", "hub/@@board", "hub/@@board-csv", "hub/@@opml", "hub/@@feed-doctor"),
    *("hub/kultur/insta/@@lifecycle", "hub/@@retrieval", "hub/@@metrics", "hub/@@outbox"),
)
SERVICES = (
    *(SOURCE, "hub/kultur/insta", "hub/@retrieval", "hub/@channels", "hub/@health", "hub/@entries"),
    *("hub/@@export-json", "hub/@@export-csv", "hub/@@rss"),
)


def is_in(text):
    return any(each in text for each in SPELLINGS)


def records(portal):
    """Every record that the database's root leads to."""
    storage, seen, waiting = portal._p_jar.db().storage, set(), [b"\0" * 8]
    while waiting:
        oid = waiting.pop()
        if oid not in seen:
            seen.add(oid)
            data = storage.load(oid)[0]
            waiting += referencesf(data)
            yield data


@pytest.fixture
def log(caplog):
    """All that is logged, at the most talkative."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("urllib3").setLevel(logging.INFO)
    return caplog


def test_a_token_is_found_nowhere(
    submit,
    office,
    browse,
    request_factory,
    connectable_channel,
    pasted,
    interface,
    worker,
    clock,
    log,
):
    api.portal.set_registry_record("katrineholm.socialhub.office_email", "office@example.se")
    transaction.commit()
    clock.now = int(time())
    submit(office, PAGE, pasted)
    transaction.begin()
    cipher = connection_of(connectable_channel).cipher
    worker.round()
    interface.replies["/media"] = (400, {}, {"error": {"message": f"bad {TOKEN}", "code": 190}})
    clock.now += DAY
    worker.round()
    clock.now += 60 * DAY
    renew_tokens(worker)
    update_connection(hub_of(connectable_channel), connectable_channel.UID(), problem="token_ended")
    transaction.commit()
    send_token_reminders(worker)  # lets the connectable_channel be asked again
    send_token_reminders(worker)  # tells the office
    transaction.begin()
    found = list(records(api.portal.get()))
    assert sum(cipher.encode() in data for data in found) <= 1
    assert not any(each.encode() in data for data in found for each in SPELLINGS)
    assert not is_in(str(outbox.queued_mails(api.portal.get())))
    assert outbox.queued_mails(api.portal.get())
    office_reads = browse(*office)
    for page in PAGES:
        answer = office_reads.get(page)
        assert (answer.status_code, is_in(answer.text)) == (200, False), page
    asks = request_factory(role="Manager")
    for service in SERVICES:
        answer = asks.get(service)
        assert (answer.status_code, is_in(answer.text)) == (200, False), service
    assert not is_in(log.text)


@pytest.mark.parametrize("door", ["form", "service"])
def test_an_error_shows_nothing_of_what_was_pasted(
    submit, office, request_factory, connectable_channel, pasted, monkeypatch, door, log
):
    written = []

    def broken(*ignored):
        written.append(str(getRequest()))  # as Zope's log of errors writes a request down
        raise RuntimeError("broken")

    monkeypatch.setattr(account_connection, "store_connection", broken)
    if door == "form":
        answer = submit(office, PAGE, pasted)
    else:
        asks = request_factory(basic_auth=office)
        answer = asks.post(SOURCE, json={"interface": "instagram", "token": TOKEN})
    assert answer.status_code == 500
    assert len(written) == 1
    assert not is_in(answer.text + written[0] + log.text)
