"""Titles of several parts."""

from plone import api
from zope.i18nmessageid import Message


def joined_title(*parts: str) -> str:
    """Return a title of several parts; messages among them are translated."""
    texts = (api.portal.translate(each) if isinstance(each, Message) else each for each in parts)
    return " – ".join(texts)
