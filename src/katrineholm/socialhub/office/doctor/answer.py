"""What the feed doctor answers, as plain values for its page."""

from time import time

from plone import api
from zope.i18nmessageid import Message

from ... import PACKAGE_NAME, _
from ...accounts.channels.facts import SPEAKING
from ...accounts.channels.hub import hub_of
from ...accounts.editing.preview import PREVIEWED, listed_already, problem, ways
from ...accounts.editing.probe import Candidate, Probe, has_feeds
from ...accounts.judging.duplicates import listed
from ...core.feeds.errors import FeedError
from ...core.feeds.model import Entry
from ...core.feeds.source import DESCRIBED
from ...site.settings.titles import KIND_TITLES, service_title
from .complaints import advice
from .diagnosis import faults


def examined(found: Probe, context) -> dict:
    """What is at an address: facts, candidates with cards and faults, refusals with advice.

    The cards name the context beside the service. ``is_official``: whether they may look official.
    """
    service = found.service
    return {
        "service": service_title(service.name),
        "kind": KIND_TITLES[found.kind],
        "account": found.profile.account,
        "profile_url": found.profile.url,
        "dialogue": service.dialogue,
        "advice": Message(service.advice, domain=PACKAGE_NAME) if service.advice else "",
        "gives_feeds": has_feeds(service),
        "ways": [each["message"] for each in ways(service)],
        "candidates": [_candidate(each, found, context.title) for each in found.candidates],
        "problems": [refusal(error) for error in found.problems],
        "may_be_described": service.name in DESCRIBED and not found.candidates,
        "listed": listed_already(context, found.profile.url),
        "is_official": bool(listed(hub_of(context), [found.profile.url], states=SPEAKING)),
    }


def refusal(error: FeedError) -> dict:
    """What is wrong, ``text``, and what to do about it, ``advice``."""
    return {"text": problem(error)["message"], "advice": advice(error.code)}


def _candidate(candidate: Candidate, found: Probe, owner: str) -> dict:
    entries = candidate.feed.entries
    return {
        "feed_url": candidate.feed_url,
        "title": candidate.feed.title or candidate.feed_url,
        "format": candidate.feed.format,
        "number": len(entries),
        "newest": _seconds(max(filter(None, (entry.published for entry in entries)), default=None)),
        "cards": [_card(entry, found, owner) for entry in entries[:PREVIEWED]],
        "faults": faults(candidate.feed_url, candidate.feed, candidate.answer),
    }


def _card(entry: Entry, found: Probe, owner: str) -> dict:
    """What the card macro needs. Pictures are left out: a browser asks no other server here."""
    here = found.profile.url
    there = entry.link or here
    return {
        "title": entry.title or api.portal.translate(_("(no heading)")),
        "title_derived": entry.title_derived,
        "link": entry.link,
        "page": there,
        "target": there,
        "summary": entry.summary,
        "language": entry.language,
        "images": [],
        "kind": found.kind,
        "service": service_title(found.service.name),
        "channel": {"@id": here, "title": found.title},
        "administration": {"title": owner},
        "shape": "note" if entry.title_derived else "article",
        "time": _seconds(entry.published) or int(time()),
    }


def _seconds(moment):
    return int(moment.timestamp()) if moment else None
