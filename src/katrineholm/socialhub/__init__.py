"""A municipality's social media, gathered on its own Plone site."""

import logging

from zope.i18nmessageid import MessageFactory

PACKAGE_NAME = "katrineholm.socialhub"

_ = MessageFactory(PACKAGE_NAME)
logger = logging.getLogger(PACKAGE_NAME)

# Spans of time in seconds, said once for every room.
MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
WEEK = 7 * DAY


def has_come(moment: int, now: int, longest: int = 2 * DAY) -> bool:
    """Return whether the moment has come that something was put off to, both since 1970.

    Nothing is put off for more than ``longest`` seconds: a moment further ahead was written while
    a clock was wrong, and has come as well.
    """
    return not now < moment <= now + longest
