"""A Plone add-on that gathers a municipality's social media on its own site."""

import logging

from zope.i18nmessageid import MessageFactory

PACKAGE_NAME = "katrineholm.socialhub"

_ = MessageFactory(PACKAGE_NAME)
logger = logging.getLogger(PACKAGE_NAME)

# Periods in seconds.
MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
WEEK = 7 * DAY


def has_come(moment: int, now: int, longest: int = 2 * DAY) -> bool:
    """Return whether a task postponed until ``moment`` is due ``now``, in seconds since 1970.

    Nothing is postponed by more than ``longest`` seconds. A later time was written while a clock
    was wrong, so the task is due as well.
    """
    return not now < moment <= now + longest
