"""Requests to WebSub hubs for subscriptions, which are renewed before a lease ends."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from secrets import token_urlsafe
from time import monotonic
from urllib.parse import urljoin

import transaction

from .. import MINUTE, has_come, logger
from ..accounts.channels.channel_records import channels_by_uid
from ..accounts.channels.hub import all_hubs
from ..accounts.channels.visibility import public_url
from ..core.feeds import websub
from ..core.feeds.errors import FeedError
from ..core.feeds.retrieval import PostRequest, post_request, status_error
from ..core.feeds.settings import networks_for_redirects
from ..site.pages.signatures import signature
from ..site.settings.registry import setting
from . import state_storage, subscriptions
from .chores import Chore
from .faults import collect_results, item_path, visit_each
from .source_requests import result_or_error
from .worker import Worker

PURPOSE = "websub"


@dataclass(frozen=True, slots=True)
class DueSubscription:
    """A due subscription. ``inside`` means that its feed is in an allowed internal network."""

    hub_path: str
    uid: str
    subscription: subscriptions.Subscription
    inside: bool

    @property
    def path(self) -> str:
        """The path that identifies the subscription in the faults of the chore."""
        return f"{self.hub_path}/{self.uid}"


def send_websub_requests(worker: Worker, post: PostRequest = post_request) -> None:
    """Send the due subscription requests to WebSub hubs, one after another."""
    transaction.begin()
    # A hub calls back, so the site's public URL is needed.
    places = all_hubs() if setting("site_url") else []
    found = collect_results(worker, places, lambda hub: _due_subscriptions(hub, worker.now()))
    transaction.abort()  # nothing is held open while a server is waited for
    send, end = partial(_send_request, worker, post=post), monotonic() + worker.chore_seconds
    visit_each(worker, found, send, is_over=lambda: monotonic() >= end)


def _due_subscriptions(hub, now: int) -> Iterator[DueSubscription]:
    for uid, kept in subscriptions.all_subscriptions(hub):
        if _has_come(kept.due, now) or _has_ended(kept, now):
            yield DueSubscription(
                item_path(hub), uid, kept, state_storage.is_source_internal(hub, uid, kept.feed_url)
            )


def _send_request(worker, due, post):
    # Written before it is sent: a hub may call back before it answers.
    if key := worker.write(_new_callback, worker.site, due, worker.now()):
        answer = result_or_error(
            partial(_post_request, key, post), attrgetter("subscription.hub"), due
        )
        if isinstance(answer, FeedError):
            logger.warning(
                "%s: the hub %s is not asked: %s", due.hub_path, due.subscription.hub, answer
            )


def _new_callback(site, due, now) -> str:
    """Return the name of the callback to subscribe with, or "" if there is no need any more."""
    hub, kept = site.unrestrictedTraverse(due.hub_path, None), due.subscription
    if hub is None or subscriptions.load_subscription(hub, due.uid) != kept:
        return ""
    if [facts.feed_url for facts in channels_by_uid([due.uid])] != [kept.feed_url]:
        subscriptions.delete_subscription(hub, due.uid)
        return ""
    if _has_ended(kept, now):
        kept = _end_lease(hub, due.uid, kept)
    if not _has_come(kept.due, now):
        return ""
    key = token_urlsafe(32)
    subscriptions.store_request(hub, due.uid, kept, key, now)
    return key


def _has_ended(kept, now):
    return kept.until > 0 and _has_come(kept.until, now)


def _has_come(moment, now):
    return has_come(moment, now, websub.LONGEST)


def _end_lease(hub, uid, kept):
    """End a lease that has run out: the source is retrieved at its usual interval."""
    state = state_storage.load_state(hub, uid)
    if state is not None and state.wait:
        state_storage.store_state(hub, uid, replace(state, wait=None))
    return subscriptions.end_lease(hub, uid, kept)


def _post_request(key, post, due) -> None:
    """Send the request for a subscription; raise FeedError if the hub refuses it."""
    transaction.begin()
    callback, secret = callback_url(due.hub_path, key), signature(PURPOSE, key)
    transaction.abort()
    kept = due.subscription
    form = websub.subscription_form(kept.topic, callback, secret)
    networks = networks_for_redirects(due.inside)
    answer = post(kept.hub, form, websub.FORM_HEADERS, networks=networks)
    # Another hub replaces it (5.1.1); its network is checked, too.
    if answer.status in (307, 308) and (other := answer.headers.get("location")):
        networks = networks_for_redirects(due.inside and answer.inside)
        answer = post(urljoin(kept.hub, other), form, websub.FORM_HEADERS, networks=networks)
    if problem := status_error(answer.status):
        raise problem


def callback_url(hub_path: str, key: str) -> str:
    """Return the secret callback URL for a WebSub hub, below a social hub's public URL."""
    return f"{public_url(hub_path)}/@@websub/{key}"


SUBSCRIPTION_CHORE = Chore(MINUTE, send_websub_requests)
