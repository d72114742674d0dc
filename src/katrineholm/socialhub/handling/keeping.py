"""A hub's messages are public records: they are neither copied nor thrown away with it."""

from plone import api
from plone.base.interfaces import IPloneSiteRoot
from zExceptions import Forbidden
from zope.annotation.interfaces import IAnnotations

from .. import _
from ..messages.store import KEY, messages_of


def start_anew(hub, event) -> None:
    """A copied hub has received nothing."""
    IAnnotations(hub).pop(KEY, None)


def stay(hub, event) -> None:
    """Raises Forbidden where a hub with messages is to be taken away, but with its whole site."""
    if len(messages_of(hub)) and not IPloneSiteRoot.providedBy(event.object):
        sentence = _("The hub holds messages, which are public records: it cannot be deleted.")
        raise Forbidden(api.portal.translate(sentence))
