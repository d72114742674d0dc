"""Titles of several parts."""

from plone import api
from zope.i18nmessageid import Message


def joined(*parts: str) -> str:
    """A title of several parts; a part that is a Message is translated, any other stays."""
    told = (api.portal.translate(each) if isinstance(each, Message) else each for each in parts)
    return " – ".join(told)
