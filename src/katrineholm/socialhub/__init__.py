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
