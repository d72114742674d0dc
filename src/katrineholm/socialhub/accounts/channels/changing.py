"""One way to write on a channel, so that all that follows it hears of what is another now."""

from zope.event import notify
from zope.lifecycleevent import Attributes, ObjectModifiedEvent

from .interfaces import IChannel


def change(place, schema=IChannel, **values) -> None:
    """Give a channel, or an administration, other values in fields of a schema."""
    for name, value in values.items():
        setattr(place, name, value)
    notify(ObjectModifiedEvent(place, Attributes(schema, *values)))
