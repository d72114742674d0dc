"""A hub has been copied: what was done with the original's channels is the original's record."""

from zope.annotation.interfaces import IAnnotations

from . import history


def start_anew(hub, event) -> None:
    """Begin a history of its own."""
    IAnnotations(hub).pop(history.KEY, None)
