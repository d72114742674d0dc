"""The worker's mails to followers, made when they are sent and never stored before.

A feed's period is stored before its first mail, and after each mail who got it, in the order of
the members' ids. A worker that is killed in between sends again only the mail in hand, with the
same Message-ID. The mails of a feed share its posts, which are collected once, and one connection
to the mail server. After some seconds the rest waits, so that channels are retrieved meanwhile.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import NamedTuple

import transaction
from plone import api

from ... import HOUR, MINUTE, has_come, logger
from ...accounts.channels.hub import all_hubs
from ...core.feeds.schedule import back_off_seconds
from ...refresh.chores import Chore
from ...refresh.faults import attempt, collect_results, item_path, visit_each, visit_hubs
from ...refresh.worker import Worker
from ...site.mail.bulk_mail import BulkMail, mail_headers
from ...site.mail.transport import MailFault, MailSession, has_mail_server
from . import followers
from .bounces import note_bounce
from .followers import BOOK
from .mail_content import (
    UNFOLLOW,
    MailEnd,
    confirmation_mail,
    mail_end,
    message_id,
    news_mail,
    settings_url,
)
from .news import NoIndex, new_entries
from .periods import EACH, period_end

SECONDS = 30  # the longest delay of retrieval by one run
TRIES = 6  # of a mail that the mail server refuses for now
MOST_CONFIRMATIONS = 500  # in one run


class Recipient(NamedTuple):
    """The next recipient of a mail: with its id, its address and its own links."""

    id: str
    address: str
    message_id: str
    stop_url: str
    settings_url: str
    unfollow_url: str


@dataclass(eq=False)
class Run:
    """One run of the chore. It is ``over`` if the mail server takes no mail at all."""

    worker: Worker
    session: MailSession
    end: float
    over: bool = False
    sent: int = 0

    def is_over(self) -> bool:
        """Return whether no further mail is to be begun."""
        return self.over or self.worker.stop.is_set() or monotonic() > self.end

    def send(self, to: str, message: bytes) -> MailFault | None:
        """Send a mail; the run is over if no other could be sent either."""
        fault = self.session.send(to, message)
        self.sent += fault is None
        self.over = self.over or bool(fault and fault.is_general)
        return fault

    def headers(self, to: str, message_id: str, unsubscribe: str = "") -> dict[str, str]:
        """Return the headers of a mail that is sent now."""
        now = self.worker.now()
        return mail_headers(self.session.sender, to, message_id, now, unsubscribe)

    @property
    def domain(self) -> str:
        """The domain of Message-IDs."""
        return self.session.sender[1].rpartition("@")[2]


@dataclass(frozen=True)
class FeedMail:
    """The mail of one feed for one period: what its recipients share."""

    mail: BulkMail
    end: MailEnd


@dataclass(frozen=True)
class Job:
    """A feed with a mail to send, below its hub. ``again`` is the id of one who is tried again."""

    hub_path: str
    key: str
    start: int
    until: int
    again: str = ""
    path: str = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "path", f"{self.hub_path}/@@follow/{self.key}{self.again}")


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
    for id in list(followers.due_confirmations(hub, run.worker.now()))[:MOST_CONFIRMATIONS]:
        if run.is_over():
            return
        attempt(run.worker, f"{path}/@@follow/{id}", _send_confirmation, run, path, id)


def _send_confirmation(run, path, id):
    transaction.begin()
    worker, hub = run.worker, run.worker.site.unrestrictedTraverse(path)
    known, fault = followers.follower(hub, id), None
    if known and known.wishes:
        address = followers.address_of(hub, id, known)
        mail = confirmation_mail(path, known.wishes, followers.token(id, known))
        named = message_id(id, "confirm", worker.now() // HOUR, run.domain)
        transaction.abort()  # nothing is held open while a server is waited for
        fault = run.send(address, mail.message(run.headers(address, named)))
    if fault is None or fault.final:
        worker.write(followers.note_confirmation_mail, hub, id, worker.now())


def _jobs(hub, now) -> Iterator[Job]:
    """Yield the feeds with a mail to send, and the mails that are tried again."""
    book, path = BOOK.read(hub), item_path(hub)
    for key, feed in book["feeds"].items():
        end = period_end(feed["often"], now)
        if feed["until"]:
            yield Job(path, key, feed["done"], feed["until"])
        elif end > feed["done"] and getattr(feed, "_v_looked", None) != end:
            yield Job(path, key, feed["done"], end)
    for (key, id), (start, until, _tries, again) in book["later"].items():
        if has_come(again, now):
            yield Job(path, key, start, until, id)


def _send_feed(run, job):
    transaction.begin()
    hub = run.worker.site.unrestrictedTraverse(job.hub_path)
    try:
        made = _feed_mail(hub, job)
    except NoIndex:
        return  # until it has been built
    step = run.worker.write
    if job.again:
        recipient = _recipient(hub, job, job.again, run.domain) if made else None
        fault = _hand_over(run, made, recipient) if recipient else None
        if not run.over:
            step(_store_second_try, hub, job, fault, run.worker.now())
        return
    if made is None:
        step(_end_period, hub, job, run.worker.now())
        return
    recipient = step(_begin_period, hub, job, run.domain)
    while recipient and not run.is_over():
        fault = _hand_over(run, made, recipient)
        if run.over:
            return
        recipient = step(_advance, hub, job, recipient.id, fault, run)
        run.worker.beat()


def _feed_mail(hub, job) -> FeedMail | None:
    """Return the mail of a feed, or None if nothing new is to be seen there."""
    feed = BOOK.read(hub)["feeds"].get(job.key)
    place = _place(feed["place"]) if feed else None
    found = new_entries(place, feed["query"], job.start, job.until) if place else []
    if not found:
        return None
    return FeedMail(news_mail(hub, feed, found), mail_end(feed["language"], feed["often"]))


def _place(uid):
    found = api.content.find(UID=uid, unrestricted=True)
    return found[0]._unrestrictedGetObject() if found else None


def _hand_over(run, made: FeedMail, to: Recipient) -> MailFault | None:
    transaction.abort()  # nothing is held open while a server is waited for
    links = to.stop_url, to.settings_url
    headers = run.headers(to.address, to.message_id, to.unfollow_url)
    message = made.mail.message(headers, made.end.text(*links), made.end.html(*links))
    return run.send(to.address, message)


def _begin_period(hub, job, domain) -> Recipient | None:
    """Store the period of a feed's mails, and return the next recipient."""
    feed = BOOK.writable(hub)["feeds"].get(job.key)
    if feed is None:
        return None
    if feed["until"] != job.until:
        feed.update(until=job.until, last="")
    return _next_recipient(hub, feed, job, domain)


def _advance(hub, job, id, fault, run) -> Recipient | None:
    """Store that a recipient was served, and return the next one."""
    feed = BOOK.writable(hub)["feeds"].get(job.key)
    if fault:
        _store_fault(hub, job, id, fault, run.worker.now(), tries=0)
        feed = BOOK.writable(hub)["feeds"].get(job.key)
    if feed is None:
        return None
    feed["last"] = id
    return _next_recipient(hub, feed, job, run.domain)


def _next_recipient(hub, feed, job, domain) -> Recipient | None:
    """Return the next member who followed before the period's end; without any, end the period."""
    for id, joined in feed["members"].items(feed["last"] or None, excludemin=bool(feed["last"])):
        if joined <= feed["until"] and (found := _recipient(hub, job, id, domain)):
            return found
    feed.update(done=feed["until"], until=0, last="")
    return None


def _recipient(hub, job, id, domain) -> Recipient | None:
    known = followers.follower(hub, id)
    if known is None or job.key not in known.feeds:
        return None
    token, topic = followers.token(id, known), job.key.partition("-")[0]
    return Recipient(
        id,
        followers.address_of(hub, id, known),
        message_id(id, job.key, job.until, domain),
        settings_url(job.hub_path, token, topic),
        settings_url(job.hub_path, token),
        settings_url(job.hub_path, token, topic, UNFOLLOW),
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
        _store_fault(hub, job, job.again, fault, now, tries=kept[2])


def _store_fault(hub, job, id, fault, now, *, tries):
    """Note a mail for another try, or that the address does not exist."""
    if not fault.final and tries + 1 < TRIES:
        again = now + back_off_seconds(tries + 1, base=5 * MINUTE)
        later = job.start, job.until, tries + 1, again
        BOOK.writable(hub)["later"][job.key, id] = later
    elif fault.code == "recipient" and fault.final:
        note_bounce(hub, id, now)
    else:
        logger.warning("A mail to a follower was given up: %s", fault.code)


def erase_old_wishes(worker: Worker) -> None:
    """Erase what nobody has confirmed within two days, and what follows a place that is gone."""
    visit_hubs(worker, _erase_in_hub)


def _erase_in_hub(worker, hub):
    if any(followers.late_ids(hub, worker.now())):
        worker.write(followers.erase_late_wishes, hub, worker.now())
    gone = {key: feed for key, feed in BOOK.read(hub)["feeds"].items() if not _place(feed["place"])}
    for key, feed in gone.items():
        for id in list(feed["members"]):
            worker.write(followers.choose, hub, id, {key.partition("-")[0]: ""}, worker.now())


MAIL_CHORE = Chore(MINUTE, send_followers_mails)
ERASURE_CHORE = Chore(HOUR, erase_old_wishes)
