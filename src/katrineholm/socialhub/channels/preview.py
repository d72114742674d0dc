"""A probe's outcome as plain data with sentences: for the form and for REST alike."""

from plone import api
from zope.i18nmessageid import Message

from .. import PACKAGE_NAME
from ..feeds.errors import FeedError
from ..feeds.model import Entry
from ..platforms.catalogue import platform, platforms
from .probe import Candidate, Probe
from .problems import sentence

PREVIEWED = 5


def described(found: Probe) -> dict:
    """What is at an address; ``problems`` and ``advice`` are in the reader's language."""
    service = platform(found.profile.platform)
    return {
        "platform": service.name,
        "service": service.title,
        "kind": found.kind,
        "account": found.profile.account,
        "profile_url": found.profile.url,
        "advice": _translated(service.advice),
        "candidates": [_candidate(candidate) for candidate in found.candidates],
        "problems": [problem(error) for error in found.problems],
    }


def refused(error: FeedError) -> dict:
    """The same shape for an address that could not be looked at."""
    return {
        "platform": "",
        "service": "",
        "kind": "",
        "account": "",
        "profile_url": "",
        "advice": "",
        "candidates": [],
        "problems": [problem(error)],
    }


def every_service() -> list[dict]:
    """The catalogue as help: ``title``, ``example`` and ``advice`` of each service, by title."""
    services = sorted(platforms(), key=lambda service: service.title.casefold())
    return [
        {
            "title": service.title,
            "example": service.example,
            "advice": _translated(service.advice),
        }
        for service in services
    ]


def problem(error: FeedError) -> dict:
    """A refusal as ``code`` and ``message``."""
    return {"code": error.code, "message": api.portal.translate(sentence(error))}


def _candidate(candidate: Candidate) -> dict:
    feed = candidate.feed
    return {
        "feed_url": candidate.feed_url,
        "title": feed.title,
        "format": feed.format,
        "entries": [_entry(entry) for entry in feed.entries[:PREVIEWED]],
    }


def _entry(entry: Entry) -> dict:
    return {
        "title": entry.title,
        "link": entry.link,
        "summary": entry.summary,
        "published": entry.published.isoformat() if entry.published else None,
        "images": len(entry.images),
    }


def _translated(text):
    return api.portal.translate(Message(text, domain=PACKAGE_NAME)) if text else ""
