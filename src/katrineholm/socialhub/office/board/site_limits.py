"""The limits of the site and how much of each is used, for the board, programs and the operator."""

from time import time
from typing import Any, NamedTuple

from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.limits import (
    CHANNELS,
    MEGABYTE,
    REPORTS,
    STORAGE,
    channel_count,
    channel_fault,
    site_limit,
    storage_fault,
    storage_size,
)
from ...accounts.channels.times import formatted_time
from ...inbox.intake.rate_limit import LIMITED, site_times

NEAR = 0.8  # the share of a limit from which the board warns
MANY_CHANNELS = _("The site has ${used} of the ${limit} channels that it may have.")
MUCH_STORED = _("${used} of the ${limit} MB that the site may store were used ${time}.")
MANY_REPORTS = _(
    "The public has sent ${used} reports or messages within an hour. Beyond ${limit} of a kind, "
    "people are asked to send them again later."
)


class SiteLimit(NamedTuple):
    """A limit of the site, 0 if there is none, and how much of it is used.

    Both are numbers: of channels, megabytes, or reports an hour. ``used`` is None if it is not
    known, and ``warning`` empty below 80 per cent.
    """

    name: str
    used: int | None
    limit: int
    warning: Message | str = ""


def site_limits() -> list[SiteLimit]:
    """Return the current site's limits, also those that the operator has not set."""
    return [_channel_limit(), _storage_limit(), _report_limit()]


def limit_warnings() -> list[Message | str]:
    """Return a message for each limit that is reached or nearly so."""
    return [each.warning for each in site_limits() if each.warning]


def _channel_limit():
    site = api.portal.get()
    return _limit(
        CHANNELS, channel_count(site), site_limit(CHANNELS), MANY_CHANNELS, channel_fault(site)
    )


def _storage_limit():
    measured, limit = storage_size(api.portal.get()), site_limit(STORAGE) // MEGABYTE
    if measured is None:
        return SiteLimit(STORAGE, None, limit)
    when = formatted_time(measured.at)["text"]
    used = measured.size // MEGABYTE
    return _limit(STORAGE, used, limit, MUCH_STORED, storage_fault(), time=when)


def _report_limit():
    limit, now = site_limit(REPORTS), int(time())
    used = max(len(site_times(kind, now)) for kind in LIMITED) if limit else None
    return _limit(REPORTS, used, limit, MANY_REPORTS)


def _limit(name: str, used: int | None, limit: int, near: Message, fault=None, **more: Any):
    warning = fault or ""
    if limit and not fault and used is not None and used >= NEAR * limit:
        warning = Message(near, mapping={"used": used, "limit": limit, **more})
    return SiteLimit(name, used, limit, warning)
