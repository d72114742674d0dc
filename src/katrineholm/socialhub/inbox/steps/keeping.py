"""A hub's messages are public records: they are not thrown away with it."""

from plone import api
from plone.base.interfaces import IPloneSiteRoot
from zExceptions import Forbidden

from ... import _
from ...core.messages.store import messages_of


def stay(hub, event) -> None:
    """Raises Forbidden where a hub with messages is to be taken away, but with its whole site."""
    if len(messages_of(hub)) and not IPloneSiteRoot.providedBy(event.object):
        sentence = _("The hub holds messages, which are public records: it cannot be deleted.")
        raise Forbidden(api.portal.translate(sentence))
