"""The channels that have to follow what is changed of their administration."""

from collections.abc import Iterator

from zope.container.interfaces import IContainerModifiedEvent

from .interfaces import IChannel


def followers(administration, event) -> Iterator:
    """An administration's channels, where it has been edited itself.

    That a channel comes or goes is a change of the folder to Plone, but nothing to the others:
    they are not even woken.
    """
    if not IContainerModifiedEvent.providedBy(event):
        yield from filter(IChannel.providedBy, administration.objectValues())
