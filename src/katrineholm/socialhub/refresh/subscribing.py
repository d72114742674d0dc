"""Requests to WebSub hubs for subscriptions, repeated before a lease ends."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from secrets import token_urlsafe
from urllib.parse import urljoin

import transaction

from .. import MINUTE, has_come, logger
from ..accounts.channels.hub import hubs
from ..accounts.channels.numbered import those
from ..core.feeds.errors import FeedError
from ..core.feeds.settings import networks_from
from ..core.hooks import websub
from ..core.hooks.sending import Post, post, refusal
from ..site.forms.seals import seal
from ..site.settings.registry import setting
from . import health, pushed
from .asking import answer_of
from .chores import Chore
from .faults import gather, path_of, visit
from .stopping import address_of
from .worker import Worker

PURPOSE = "websub"


@dataclass(frozen=True, slots=True)
class Due:
    """A due subscription; ``inside``: its feed is in an allowed internal network."""

    hub_path: str
    uid: str
    subscription: pushed.Subscription
    inside: bool

    @property
    def path(self) -> str:
        """The path that identifies the channel among faults."""
        return f"{self.hub_path}/{self.uid}"


def subscribe(worker: Worker, post: Post = post) -> None:
    """Send the due requests to WebSub hubs, one after another."""
    transaction.begin()
    # A hub calls back, so the site's public URL is needed.
    places = hubs() if setting("site_url") else []
    found = gather(worker, places, lambda hub: _due(hub, worker.now()))
    transaction.abort()  # nothing is held open while a server is waited for
    visit(worker, found, lambda due: _subscribe(worker, due, post))


def _due(hub, now: int) -> Iterator[Due]:
    for uid, kept in pushed.every(hub):
        if _has_come(kept.due, now) or _has_ended(kept, now):
            yield Due(path_of(hub), uid, kept, health.is_inside(hub, uid, kept.feed_url))


def _subscribe(worker, due, post):
    # Written before it is sent: a hub may call back before it answers.
    if key := worker.write(_begin, worker.site, due, worker.now()):
        answer = answer_of(partial(_ask, key, post), attrgetter("subscription.hub"), due)
        if isinstance(answer, FeedError):
            logger.warning(
                "%s: the hub %s is not asked: %s", due.hub_path, due.subscription.hub, answer
            )


def _begin(site, due, now) -> str:
    """Return the name of the callback to subscribe with, or "" if there is no need any more."""
    hub, kept = site.unrestrictedTraverse(due.hub_path, None), due.subscription
    if hub is None or pushed.recall(hub, due.uid) != kept:
        return ""
    if [facts.feed_url for facts in those([due.uid])] != [kept.feed_url]:
        pushed.forget(hub, due.uid)
        return ""
    if _has_ended(kept, now):
        kept = _ended(hub, due.uid, kept)
    if not _has_come(kept.due, now):
        return ""
    key = token_urlsafe(32)
    pushed.ask(hub, due.uid, kept, key, now)
    return key


def _has_ended(kept, now):
    return kept.until > 0 and _has_come(kept.until, now)


def _has_come(moment, now):
    return has_come(moment, now, websub.LONGEST)


def _ended(hub, uid, kept):
    """End a lease that has run out: the source is retrieved at its usual interval."""
    state = health.recall(hub, uid)
    if state is not None and state.wait:
        health.remember(hub, uid, replace(state, wait=None))
    return pushed.end(hub, uid, kept)


def _ask(key, post, due) -> None:
    """Send the request for a subscription; raise FeedError if the hub refuses it."""
    transaction.begin()
    callback, secret = callback_of(due.hub_path, key), seal(PURPOSE, key)
    transaction.abort()
    kept = due.subscription
    form = websub.subscription(kept.topic, callback, secret)
    networks = networks_from(due.inside)
    answer = post(kept.hub, form, websub.FORM, networks=networks)
    # Another hub replaces it (5.1.1); its network is checked, too.
    if answer.status in (307, 308) and (other := answer.headers.get("location")):
        networks = networks_from(due.inside and answer.inside)
        answer = post(urljoin(kept.hub, other), form, websub.FORM, networks=networks)
    if problem := refusal(answer.status):
        raise problem


def callback_of(hub_path: str, key: str) -> str:
    """Return the callback URL for a hub, with a name that only the hub knows."""
    return f"{address_of(hub_path)}/@@websub/{key}"


SUBSCRIBING = Chore(MINUTE, subscribe)
