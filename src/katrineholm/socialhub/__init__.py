"""A municipality's social media, gathered on its own Plone site."""

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
    """Return whether something that was postponed to ``moment`` is due; both since 1970.

    Nothing is postponed by more than ``longest`` seconds: a time further ahead was written while a
    clock was wrong, and is due as well.
    """
    return not now < moment <= now + longest
