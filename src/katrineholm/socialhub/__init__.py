"""A municipality's social media, gathered on its own Plone site."""

import logging

from zope.i18nmessageid import MessageFactory

PACKAGE_NAME = "katrineholm.socialhub"

_ = MessageFactory(PACKAGE_NAME)
logger = logging.getLogger(PACKAGE_NAME)
