"""Notification of a WebSub hub about news in the outgoing feeds."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

import transaction
from AccessControl.SpecialUsers import nobody
from BTrees.OOBTree import OOBTree
from plone import api

from ... import MINUTE, PACKAGE_NAME, has_come, logger
from ...accounts.channels import hub_storage
from ...accounts.channels.facts import viewable_channels
from ...accounts.channels.hub import all_hubs
from ...accounts.channels.visibility import public_url
from ...core.feeds import websub
from ...core.feeds.errors import FeedError
from ...core.feeds.retrieval import PostRequest, post_request, status_error
from ...core.feeds.schedule import back_off_seconds
from ...core.feeds.source_kinds import NONE
from ...core.timeline.change_log import channel_positions
from ...core.timeline.store import timeline_of
from ...refresh.chores import Chore
from ...refresh.faults import collect_results, item_path, visit_each
from ...refresh.source_requests import result_or_error
from ...refresh.worker import Worker
from ...site.settings.registry import setting

KEY = f"{PACKAGE_NAME}.published"
BOOK = hub_storage.HubStorage(KEY, {"places": OOBTree, "about": OOBTree})
FORMATS = ("rss", "atom", "json-feed")
EVERY = 10  # seconds; new entries within this time share a notification
BATCH = 20  # channels in one notification


@dataclass(frozen=True, slots=True)
class News:
    """The feeds of one hub that have news, and the latest revisions of their channels."""

    path: str  # the path of the hub, by which errors are reported
    positions: dict
    topics: list[str]


def notify_websub_hub(worker: Worker, post: PostRequest = post_request) -> None:
    """Notify the WebSub hub of news in outgoing feeds, and try again later if it refuses."""
    transaction.begin()
    address = setting("websub_hub") if setting("site_url") else ""
    hubs = all_hubs() if address else []
    found = collect_results(worker, hubs, lambda hub: _news(hub, worker.now()))
    transaction.abort()  # no transaction is open during requests
    visit_each(worker, found, lambda news: _ping(worker, address, news, post))


def _news(hub, now) -> Iterator[News]:
    known = BOOK.read(hub)
    if has_come(known["about"].get("due", 0), now):
        places = channel_positions(timeline_of(hub))
        behind = [uid for uid, place in places.items() if known["places"].get(uid) != place]
        if behind:
            reported = behind[:BATCH] if known["places"] else behind
            topics = _topics(hub, reported) if known["places"] else []
            yield News(item_path(hub), {uid: places[uid] for uid in reported}, topics)


def _ping(worker, address, news, post):
    fault = result_or_error(partial(_publish, address, post), lambda each: each.path, news)
    worker.write(_note, worker.site, news, fault, worker.now())


def _topics(hub, uids) -> list[str]:
    with api.env.adopt_user(user=nobody):
        speaking = (facts for facts in viewable_channels(hub) if facts.uid in uids and facts.speaks)
        # Entries of other channels are stored for the record only.
        seen = [facts for facts in speaking if facts.source != NONE]
    places = ((facts.hub_path, facts.administration.path, facts.path) for facts in seen)
    paths = dict.fromkeys(chain.from_iterable(places))
    return [f"{public_url(path)}/@@{name}" for path in paths for name in FORMATS]


def _publish(address, post, news) -> FeedError | None:
    for topic in news.topics:
        answer = post(address, websub.publication_form(topic), websub.FORM_HEADERS)
        if problem := status_error(answer.status):
            return problem
    return None


def _note(site, news, fault, now):
    hub = site.unrestrictedTraverse(news.path, None)
    if hub is None:
        return
    book = BOOK.writable(hub)
    if fault is None:
        book["places"].update(news.positions)
        book["about"].clear()
        return
    logger.warning("%s: the WebSub hub does not take news: %s", news.path, fault.code)
    failures = book["about"].get("failures", 0) + 1
    rest = back_off_seconds(failures, base=MINUTE)
    book["about"].update({"failures": failures, "due": now + rest})


WEBSUB_CHORE = Chore(EVERY, notify_websub_hub)
