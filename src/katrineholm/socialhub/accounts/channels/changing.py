"""One way to write on a channel, so that all that follows it hears of what is another now."""

from zope.event import notify
from zope.lifecycleevent import Attributes, ObjectModifiedEvent

from .interfaces import IChannel


def change(place, schema=IChannel, **values) -> None:
    """Give a channel, or an administration, other values in fields of a schema.

    If it has them already, nothing is written.
    """
    others = {name: each for name, each in values.items() if getattr(place, name) != each}
    for name, value in others.items():
        setattr(place, name, value)
    if others:
        notify(ObjectModifiedEvent(place, Attributes(schema, *others)))
