"""What becomes of the office's books when a hub is copied."""

from zope.annotation.interfaces import IAnnotations

from . import removals, rounds, yearly

KEYS = (removals.KEY, rounds.KEY, yearly.KEY)


def start_anew(hub, event) -> None:
    """In a copied hub nothing has been taken down, gone through or counted."""
    for key in KEYS:
        IAnnotations(hub).pop(key, None)
