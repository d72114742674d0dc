"""The result of a probe as plain values with translated texts, for the form and REST."""

from typing import Any

from plone import api
from zope.i18nmessageid import Message

from ... import PACKAGE_NAME, _
from ...core.feeds import source_kinds
from ...core.feeds.errors import FeedError
from ...core.feeds.model import Entry
from ...core.feeds.source_kinds import possible_sources
from ...core.platforms.catalogue import visible_platforms
from ...core.platforms.interfaces import IPlatform
from ...core.sources.connector import platform_connectors
from ...site.pages.refusals import error_message
from ...site.settings.titles import service_title
from .account_validation import AlreadyListed, require_unlisted, visible_link
from .probe import Candidate, Probe, has_feeds

PREVIEWED = 5
FORBIDDEN, RETIRED, FOR_RECORD = "linkedin", "retired", "record"
WAYS = {
    RETIRED: _("None any more: the service has shut down. What has been retrieved stays."),
    source_kinds.NONE: _("As links: what is there is never shown among the entries."),
    FORBIDDEN: _(
        "Never by a token: LinkedIn's terms forbid what its interface gives from being shown on "
        "another site."
    ),
    source_kinds.FEED: _("By a feed, retrieved by itself: needs the feed's address."),
    source_kinds.MAPPING: _(
        "By a description of its page, or of its JSON, where it has no feed: needs somebody who "
        "finds their way in the page's code."
    ),
    source_kinds.HAND: _("By hand: an editor pastes the post's address, text and pictures."),
    source_kinds.DOWNLOAD: _(
        "By the service's own download: needs whoever owns the account to order it in its settings."
    ),
    FOR_RECORD: _(
        "For the record only, by the service's own download: needs whoever owns the account to "
        "order it in its settings."
    ),
    source_kinds.PUSH: _("Sent by a program of the municipality's own: needs the channel's key."),
}
NO_ENTRIES = _("The feed works but holds no entries yet.")


def probe_preview(found: Probe, context: Any) -> dict:
    """Return ``probe_values`` with the account's ``duplicate_notice``, or None, as ``listed``."""
    return probe_values(found) | {"listed": duplicate_notice(context, found.profile.url)}


def probe_values(found: Probe) -> dict:
    """Return the result of a probe as plain values with translated texts."""
    service = found.service
    problems = found.problems if has_feeds(service) else []
    return {
        "platform": service.name,
        "service": service_title(service.name),
        "kind": found.kind,
        "account": found.profile.account,
        "profile_url": found.profile.url,
        "advice": _translated(service.advice),
        "ways": retrieval_ways(service),
        "candidates": [_candidate(candidate) for candidate in found.candidates],
        "problems": [error_values(error) for error in problems],
    }


def refused_values(error: FeedError) -> dict:
    """Return the same values as ``probe_preview`` for a URL that could not be probed."""
    unknown = ("platform", "service", "kind", "account", "profile_url", "advice")
    return dict.fromkeys(unknown, "") | {
        "ways": [],
        "candidates": [],
        "problems": [error_values(error)],
        "listed": None,
    }


def duplicate_notice(context: Any, address: str) -> dict | None:
    """Return a notice if another channel on the list has the account, or else None.

    It has a ``message``, and the channel's ``title`` and ``url``, empty if the user may not see it.
    """
    try:
        require_unlisted(context, [address])
    except AlreadyListed as refusal:
        message = api.portal.translate(refusal.doc())
        return {"title": "", "url": "", "message": message} | visible_link(refusal.args[0])
    return None


def service_examples() -> list[dict]:
    """Return ``title``, ``example`` and ``advice`` of the visible services, sorted by title."""
    services = [
        {
            "title": service_title(service.name),
            "example": service.example,
            "advice": _translated(service.advice),
        }
        for service in visible_platforms()
    ]
    return sorted(services, key=lambda service: service["title"].casefold())


def error_values(error: FeedError) -> dict:
    """Return the ``code`` of an error and its translated ``message``."""
    return {"code": error.code, "message": api.portal.translate(error_message(error))}


def retrieval_ways(service: IPlatform) -> list[dict]:
    """Return the ways to retrieve from a service, each with its ``name`` and a ``message``."""
    if service.retired:
        return [_way(RETIRED)]
    connectors = platform_connectors(service.name) if service.name != FORBIDDEN else ()
    by_login = [_by_login(each) for each in connectors if each.login and _gives_content(each)]
    if service.name in source_kinds.NEVER_GATHERED:
        return [_way(source_kinds.NONE), *by_login, _way(source_kinds.DOWNLOAD, FOR_RECORD)]
    names = [name for name in possible_sources(service.name, has_feeds(service)) if name in WAYS]
    by_feed = [_way(name) for name in names if name == source_kinds.FEED]
    forbidden = [_way(FORBIDDEN)] if service.name == FORBIDDEN else []
    return [
        *by_feed,
        *by_login,
        *forbidden,
        *(_way(name) for name in names if name != source_kinds.FEED),
    ]


def ways_by_service() -> list[dict]:
    """Return the services grouped by their ``retrieval_ways``, as ``titles`` and ``ways``.

    The smallest groups come first, as they are the most specific; retired services come last.
    """
    groups: dict[tuple, list[str]] = {}
    for each in visible_platforms():
        key = (each.retired, *(way["message"] for way in retrieval_ways(each)))
        groups.setdefault(key, []).append(service_title(each.name))
    by_number = sorted(groups.items(), key=lambda group: (group[0][0], len(group[1]), group[1]))
    return [
        {"titles": ", ".join(sorted(titles, key=str.casefold)), "ways": messages}
        for (_retired, *messages), titles in by_number
    ]


def _way(name, text=""):
    return {"name": name, "message": _translated(WAYS[text or name])}


def _gives_content(connector):
    return connector.posts or connector.record or connector.comments


def _by_login(connector):
    login = connector.login
    text = _(
        "By logging in at ${service}. ${reads} ${before}",
        mapping={
            "service": connector.title,
            "reads": _translated(login.reads),
            "before": _translated(login.before),
        },
    )
    return {"name": source_kinds.ACCOUNT, "message": api.portal.translate(text)}


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
