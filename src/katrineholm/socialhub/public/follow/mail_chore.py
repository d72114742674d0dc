"""The worker's mails to followers, made when they are sent and never stored before.

A feed's period is stored before its first mail, and after each mail who got it, in the order of
the members' ids (see ``journal``). A worker that is killed in between sends again only the mail in
hand, with the same Message-ID; one on another machine, up to a hundred. The mails of a feed share
its posts, which are collected once, and one connection to the mail server. After some seconds the
rest waits, so that channels are retrieved meanwhile.
"""

from collections.abc import Iterator
from itertools import islice
from time import monotonic
from typing import Any

import transaction

from ... import HOUR, MINUTE, has_come, logger
from ...accounts.channels.hub import all_hubs
from ...accounts.channels.visibility import public_url
from ...core.feeds.schedule import back_off_seconds
from ...refresh.chores import Chore
from ...refresh.faults import attempt, collect_results, item_path, visit_each, visit_hubs
from ...refresh.worker import Worker
from ...site.mail.transport import MailFault, MailSession, has_mail_server
from . import followers
from .bounces import note_bounce
from .followers import BOOK
from .journal import Journal
from .mail_content import (
    UNFOLLOW,
    confirmation_mail,
    mail_end,
    message_id,
    news_mail,
    settings_url,
)
from .mail_run import FeedMail, Job, Recipient, Run
from .news import NoIndex, found_place, new_entries
from .periods import EACH, period_end

SECONDS = 30  # the longest delay of retrieval by one run
AT_ONCE = 100  # recipients between two writes to the database
TRIES = 6  # of a mail that the mail server refuses for now


def send_followers_mails(worker: Worker) -> None:
    """Send the mails to confirm, and those with new posts of each feed whose period is over."""
    transaction.begin()
    if not has_mail_server():
        return
    run = Run(worker, MailSession(), monotonic() + min(SECONDS, worker.chore_seconds))
    try:
        visit_hubs(worker, lambda _worker, hub: _send_confirmations(run, hub))
        transaction.begin()
        jobs = collect_results(worker, all_hubs(), lambda hub: _jobs(hub, worker.now()))
        visit_each(worker, jobs, lambda job: _send_feed(run, job), is_over=run.is_over)
    finally:
        run.session.close()
    if run.sent:
        logger.info("Followers: %d mails sent", run.sent)


def _send_confirmations(run, hub):
    path = item_path(hub)
    for id in list(followers.due_confirmations(hub, run.worker.now())):
        if run.is_over():
            return
        attempt(run.worker, f"{path}/@@follow/{id}", _send_confirmation, run, path, id)


def _send_confirmation(run, path, id):
    transaction.begin()
    worker, hub = run.worker, run.worker.site.unrestrictedTraverse(path)
    known, fault = followers.follower(hub, id), None
    if known and known.wishes:
        address = followers.address_of(BOOK.read(hub), id, known)
        mail = confirmation_mail(path, known.wishes, followers.token(id, known))
        named = message_id(id, "confirm", known.wishes[-1].at, run.domain)
        transaction.abort()  # nothing is held open while a server is waited for
        fault = run.send(address, mail.message(run.headers(address, named)))
    if not run.over:
        is_done = fault is None or fault.final
        worker.write(followers.note_confirmation_mail, hub, id, worker.now(), is_done)


def _jobs(hub, now) -> Iterator[Job]:
    """Yield the feeds with a mail to send, and the mails that are tried again."""
    book, path = BOOK.read(hub), item_path(hub)
    url = public_url(path)
    for key, feed in book["feeds"].items():
        end = period_end(feed["often"], now)
        if feed["until"]:
            yield Job(path, key, feed["done"], feed["until"], url)
        elif end > feed["done"] and getattr(feed, "_v_looked", None) != end:
            yield Job(path, key, feed["done"], end, url)
    for (key, id), (start, until, _tries, again) in book["later"].items():
        if has_come(again, now):
            yield Job(path, key, start, until, url, id)


def _send_feed(run, job):
    transaction.begin()
    hub = run.worker.site.unrestrictedTraverse(job.hub_path)
    try:
        made = _feed_mail(hub, job)
    except NoIndex:
        return  # until it has been built
    step = run.worker.write
    if job.again:
        recipient = _recipient(BOOK.read(hub), job, job.again, run.domain) if made else None
        fault = _hand_over(run, made, recipient) if made and recipient else None
        if not run.over:
            step(_store_second_try, hub, job, fault, run.worker.now())
        return
    if made is None:
        step(_end_period, hub, job, run.worker.now())
        return
    with Journal(hub, job.key, job.until) as journal:
        _send_to_members(run, hub, job, made, journal)


def _send_to_members(run, hub, job, made, journal):
    step, book = run.worker.write, BOOK.read(hub)
    while recipients := step(_next_recipients, book, job, run.domain, journal.last):
        for each in recipients:
            if run.is_over() or not _is_served(run, hub, job, made, each):
                step(_store_last, book, job, journal.last)
                return
            journal.note(each.id)
        run.worker.beat()
    journal.remove()


def _is_served(run, hub, job, made, to):
    """Return whether a member got the mail or was refused; False if the server takes none."""
    fault = _hand_over(run, made, to)
    if fault and not run.over:
        run.worker.write(_store_fault, hub, job, to.id, fault, run.worker.now(), 0)
    return not run.over


def _feed_mail(hub, job) -> FeedMail | None:
    """Return the mail of a feed, or None if nothing new is to be seen there."""
    feed = BOOK.read(hub)["feeds"].get(job.key)
    place = found_place(feed["place"]) if feed else None
    found = new_entries(place, feed["query"], job.start, job.until) if place else []
    if not found:
        return None
    return FeedMail(news_mail(hub, feed, found), mail_end(feed["language"], feed["often"]))


def _hand_over(run, made: FeedMail, to: Recipient) -> MailFault | None:
    transaction.abort()  # nothing is held open while a server is waited for
    links = to.stop_url, to.settings_url
    headers = run.headers(to.address, to.message_id, to.unfollow_url)
    message = made.mail.message(headers, made.end.text(*links), made.end.html(*links))
    return run.send(to.address, message)


def _store_last(book, job, last) -> Any:
    """Store the period in hand and the last member who was served; return the feed, if any."""
    feed = book["feeds"].get(job.key)
    if feed is None:
        return None
    if feed["until"] != job.until:
        feed.update(until=job.until, last="")
    feed["last"] = max(feed["last"], last)
    return feed


def _next_recipients(book, job, domain, last) -> list[Recipient]:
    """Store who was served last, and return the next members; without any, end the period."""
    feed = _store_last(book, job, last)
    if feed is None:
        return []
    members = feed["members"].items(feed["last"] or None, excludemin=bool(feed["last"]))
    made = (_recipient(book, job, id, domain) for id, joined in members if joined <= job.until)
    found = [*islice(filter(None, made), AT_ONCE)]
    if not found:
        feed.update(done=job.until, until=0, last="")
    return found


def _recipient(book, job, id, domain) -> Recipient | None:
    known = followers.follower_in(book, id)
    if known is None or job.key not in known.feeds:
        return None
    token, topic = followers.token(id, known), job.key.partition("-")[0]
    return Recipient(
        id,
        followers.address_of(book, id, known),
        message_id(id, job.key, job.until, domain),
        settings_url(job.hub_url, token, topic),
        settings_url(job.hub_url, token),
        settings_url(job.hub_url, token, topic, UNFOLLOW),
    )


def _end_period(hub, job, now):
    """Store that a period is over for which nothing is sent; seldom if that is often so."""
    feed = BOOK.writable(hub)["feeds"].get(job.key)
    if feed and (feed["often"] != EACH or feed["until"] or not 0 <= now - feed["done"] < HOUR):
        feed.update(done=job.until, until=0, last="")
    elif feed:
        feed._v_looked = job.until  # in memory alone


def _store_second_try(hub, job, fault, now):
    kept = BOOK.writable(hub)["later"].pop((job.key, job.again), None)
    if kept and fault:
        _store_fault(hub, job, job.again, fault, now, kept[2])


def _store_fault(hub, job, id, fault, now, tries):
    """Note a mail for another try, or that the address does not exist."""
    if not fault.final and tries + 1 < TRIES:
        again = now + back_off_seconds(tries + 1, base=5 * MINUTE)
        later = job.start, job.until, tries + 1, again
        BOOK.writable(hub)["later"][job.key, id] = later
    elif fault.code == "recipient" and fault.final:
        note_bounce(hub, id, now)
    else:
        logger.warning("A mail to a follower was given up: %s", fault.code)


MAIL_CHORE = Chore(MINUTE, send_followers_mails)
