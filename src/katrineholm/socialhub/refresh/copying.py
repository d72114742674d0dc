"""A hub has been copied: the copy's channels are others, so it starts without their entries."""

from zope.annotation.interfaces import IAnnotations

from ..timeline import store
from . import health


def start_anew(hub, event):
    """Leave the original's entries and states with the original."""
    annotations = IAnnotations(hub)
    for key in (store.KEY, health.KEY):
        annotations.pop(key, None)
