"""What the worker does beside its rounds."""

from contextlib import contextmanager
from time import monotonic

import pytest
import transaction
from helpers.integration.refresh import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    alone,
)
from mailserver import free_port, receiving
from plone import api
from transaction.interfaces import TransientError
from zope.component import getGlobalSiteManager, getUtility

from katrineholm.socialhub.accounts.channels import internal_facts
from katrineholm.socialhub.core.timeline.outline import channel_outline
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.streams import latest_entries
from katrineholm.socialhub.refresh import chores
from katrineholm.socialhub.refresh.chores import (
    Chore,
    do_due_chores,
    hide_old_entries,
    send_due_mails,
)
from katrineholm.socialhub.refresh.interfaces import IChore
from katrineholm.socialhub.refresh.lease import LeaseLost
from katrineholm.socialhub.refresh.loop import run_workers
from katrineholm.socialhub.refresh.single_round import refresh_due
from katrineholm.socialhub.site.mail import outbox
from katrineholm.socialhub.site.mail.mailer import queued_mail_values, send_mail
from katrineholm.socialhub.site.mail.transport import MailFault


@contextmanager
def registered(**chores):
    components = getGlobalSiteManager()
    for name, chore in chores.items():
        components.registerUtility(chore, IChore, name)
    yield
    for name, chore in chores.items():
        components.unregisterUtility(chore, IChore, name)


def counting(every):
    """A chore that counts its runs."""
    runs = []
    return runs, Chore(every, lambda worker: runs.append(worker.now() - NOW))


def raising(fault):
    def fail(worker):
        raise fault

    return Chore(MINUTE, fail)


def test_each_chore_has_its_own_time(worker, clock):
    (often, one), (seldom, other) = counting(5 * MINUTE), counting(2 * HOUR)
    ran = {}
    with registered(often=one, seldom=other):
        for minute in range(0, 125, 5):
            clock.now = NOW + minute * MINUTE
            do_due_chores(worker, ran)
            do_due_chores(worker, ran)
    assert often == [minute * MINUTE for minute in range(0, 125, 5)]
    assert seldom == [0, 2 * HOUR]


def test_what_there_was_no_time_for_comes_first_the_next_time(worker):
    ran, runs = {}, []
    chores = {name: Chore(MINUTE, lambda _worker, name=name: runs.append(name)) for name in "abc"}
    with registered(**chores):
        do_due_chores(worker, ran, until=monotonic() - 1)
        assert runs == []
        ran |= {"a": worker.now() - HOUR}
        do_due_chores(worker, ran)
    assert runs == ["b", "c", "a"]


def test_a_fault_costs_its_own_chore_and_run_only(worker, clock, caplog):
    runs, chore = counting(MINUTE)
    ran = {}
    with registered(a=raising(ValueError("strange")), b=chore):
        do_due_chores(worker, ran)
        do_due_chores(worker, ran)
        clock.now = NOW + MINUTE
        do_due_chores(worker, ran)
    assert runs == [0, MINUTE]
    assert caplog.text.count("An unforeseen fault in the chore a\n") == 2
    assert "strange" in caplog.text


def test_what_a_failing_chore_has_changed_is_not_kept(worker):
    def fail(worker):
        worker.site.description = "Halvgjort"
        raise ValueError

    with registered(a=Chore(MINUTE, fail)):
        do_due_chores(worker, {})
    transaction.commit()
    assert worker.site.description == ""


def test_a_chore_that_the_database_hinders_is_done_at_the_next_look(worker, caplog):
    runs, chore = counting(DAY)
    ran = {}
    with registered(a=raising(TransientError()), b=chore):
        do_due_chores(worker, ran)
    assert "The database is busy or away, a is done later" in caplog.text
    assert ("a" in ran, runs) == (False, [0])


def test_a_lost_lease_ends_the_chores(worker):
    runs, chore = counting(MINUTE)
    with registered(a=raising(LeaseLost()), b=chore), pytest.raises(LeaseLost):
        do_due_chores(worker, {})
    assert runs == []


def test_a_worker_that_is_told_to_stop_begins_no_chore(worker):
    runs, chore = counting(MINUTE)
    worker.stop.set()
    with registered(a=chore):
        do_due_chores(worker, {})
    assert runs == []


def test_the_loop_does_the_chores_with_the_settings_of_the_moment(make_worker):
    worker, titles = make_worker(), []
    name = "plone.site_title"

    def look(worker):
        titles.append(api.portal.get_registry_record(name))
        if len(titles) == 2:
            worker.stop.set()
        with worker.site._p_jar.db().transaction() as connection:
            other = connection.root()["Application"].plone.portal_registry
            other.records[name].value = "Katrineholm"

    with registered(a=Chore(0, look)):
        run_workers(alone(worker), tick=0.01)
    assert titles == ["Katrineholms kommun", "Katrineholm"]


def test_one_bad_channel_keeps_no_other_untidy(
    worker, clock, keep, caplog, make_functional_channel
):
    bad, good = make_functional_channel("a", max_age=30), make_functional_channel("b", max_age=30)
    keep(good)
    bad.max_age = "thirty"
    internal_facts.store_internal_facts(bad)
    transaction.commit()
    uid = good.UID()
    hub = worker.site.hub
    assert channel_outline(timeline_of(hub), uid).entries == 1
    clock.now = NOW + 31 * DAY
    hide_old_entries(worker)
    assert latest_entries(timeline_of(hub), [uid]) == []
    assert "An unforeseen fault in : /plone/hub/kultur/a" in caplog.text


def test_a_mail_that_left_and_cannot_be_taken_out_does_not_leave_each_minute(
    worker, clock, monkeypatch
):
    letter = {"id": "1", "to": "a@b.se", "subject": "Anmäld", "text": "Hej", "reply_to": ""}
    outbox.add_mail(worker.site, letter, NOW)
    transaction.commit()
    sent = []

    def deliver(letters, seconds):
        for each in letters:
            sent.append(worker.now() - NOW)
            yield {each["id"]: None}

    def broken(site, id):
        raise KeyError(id)

    monkeypatch.setattr("katrineholm.socialhub.refresh.chores.delivery_outcomes", deliver)
    monkeypatch.setattr(outbox, "_remove_mail", broken)
    for minute in range(5, 11):
        clock.now = NOW + minute * MINUTE
        do_due_chores(worker, {})
    assert sent == [5 * MINUTE]


def test_the_worker_tries_mails_again_until_they_leave(worker, clock):
    settings = {"smtp_host": "127.0.0.1", "email_from_address": "kommun@katrineholm.se"}
    for name, value in settings.items():
        api.portal.set_registry_record(f"plone.{name}", value)
    api.portal.set_registry_record("plone.smtp_port", free_port())
    letter = {"id": "1", "to": "a@b.se", "subject": "Anmäld", "text": "Hej", "reply_to": ""}
    outbox.add_mail(worker.site, letter, NOW)
    transaction.commit()
    send_due_mails(worker)
    assert [each["tries"] for each in queued_mail_values(worker.site)] == [0]
    clock.now = NOW + 5 * MINUTE
    send_due_mails(worker)
    assert [each["tries"] for each in queued_mail_values(worker.site)] == [1]
    with receiving() as post:
        api.portal.set_registry_record("plone.smtp_port", post.port)
        transaction.commit()
        send_due_mails(worker)
        assert post.mails == []
        clock.now = NOW + 10 * MINUTE
        send_due_mails(worker)
        assert [to for to, _mail in post.mails] == [["a@b.se"]]
    assert queued_mail_values(worker.site) == []


def test_the_worker_throws_away_mails_that_were_left_to_a_person_for_three_months(worker, clock):
    letter = {"to": "a@b.se", "subject": "Anmäld", "text": "Hej", "reply_to": ""}
    outbox.add_mail(worker.site, letter | {"id": "held"}, NOW, MailFault("recipient", final=True))
    outbox.add_mail(worker.site, letter | {"id": "waits"}, NOW)
    transaction.commit()
    for day, left in ((90 - 1, ["held", "waits"]), (90, ["waits"])):
        clock.now = NOW + day * DAY
        send_due_mails(worker)
        assert [each["id"] for each in queued_mail_values(worker.site)] == left


def test_a_chore_may_send_mail(worker):
    settings = {"smtp_host": "127.0.0.1", "email_from_address": "kommun@katrineholm.se"}
    for name, value in settings.items():
        api.portal.set_registry_record(f"plone.{name}", value)
    with receiving() as post:
        api.portal.set_registry_record("plone.smtp_port", post.port)
        transaction.commit()
        digest = Chore(
            DAY, lambda worker: worker.write(send_mail, "a@b.se", "Läget", "Allt är gott.")
        )
        with registered(daily=digest):
            do_due_chores(worker, {})
        assert [to for to, _mail in post.mails] == [["a@b.se"]]
    assert queued_mail_values(worker.site) == []


def written(worker):
    return worker.site._p_jar.db().lastTransaction()


def test_a_single_round_without_a_channel_to_ask_does_the_chores_that_are_due(make_worker, clock):
    worker, (runs, chore) = make_worker(), counting(HOUR)
    with registered(seldom=chore):
        for minute in (0, 59, 60):
            clock.now = NOW + minute * MINUTE
            refresh_due(worker)
    assert runs == [0, HOUR]


def test_a_single_round_sends_a_mail_that_waits(make_worker, clock):
    worker = make_worker()
    refresh_due(worker)
    letter = {"id": "1", "to": "a@b.se", "subject": "Anmäld", "text": "Hej", "reply_to": ""}
    outbox.add_mail(worker.site, letter, NOW)
    with receiving() as post:
        settings = {"smtp_host": "127.0.0.1", "smtp_port": post.port}
        for name, value in (settings | {"email_from_address": "k@katrineholm.se"}).items():
            api.portal.set_registry_record(f"plone.{name}", value)
        transaction.commit()
        for minute, sent in ((4, 0), (5, 1)):
            clock.now = NOW + minute * MINUTE
            refresh_due(worker)
            assert len(post.mails) == sent


def test_a_single_round_writes_nothing_where_nothing_is_due(make_worker, clock, caplog):
    worker, (runs, chore) = make_worker(), counting(MINUTE)
    caplog.set_level("INFO")
    refresh_due(worker)
    before, clock.now = written(worker), NOW + HOUR - 1
    with registered(often=chore):
        refresh_due(worker)
    assert (runs, written(worker)) == ([], before)
    assert caplog.messages[-1] == "Nothing is due"


@pytest.mark.parametrize(("name", "every"), [("mail", MINUTE), ("tidy", HOUR)])
def test_the_workers_own_chores_are_registered(functional_portal, name, every):
    assert getUtility(IChore, name).every == every


def test_a_restart_repeats_no_chore_that_is_done_seldom(worker, make_worker, clock):
    (daily, one), (often, other) = counting(DAY), counting(MINUTE)
    with registered(daily=one, often=other):
        do_due_chores(worker, {})
        clock.now = NOW + HOUR
        do_due_chores(worker, {})
        clock.now = NOW + DAY
        do_due_chores(worker, {})
    assert (daily, often) == ([0, DAY], [0, HOUR, DAY])
    assert chores.last_run(worker.site, "daily") == NOW + DAY
    assert chores.last_run(worker.site, "often") == 0


def test_a_clock_that_was_wrong_stops_no_chore(worker, clock):
    runs, chore = counting(DAY)
    worker.write(chores.record_run, worker.site, "daily", NOW + 900 * DAY)
    with registered(daily=chore):
        do_due_chores(worker, {})
    assert runs == [0]
