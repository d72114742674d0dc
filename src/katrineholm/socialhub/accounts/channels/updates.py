"""Updates of fields that notify all subscribers."""

from typing import Any

from zope.event import notify
from zope.lifecycleevent import Attributes, ObjectModifiedEvent

from .interfaces import IChannel


def update_fields(place: Any, schema: Any = IChannel, **values: Any) -> None:
    """Set fields of a channel or an administration, and notify subscribers of any changes."""
    others = {name: each for name, each in values.items() if getattr(place, name) != each}
    for name, value in others.items():
        setattr(place, name, value)
    if others:
        notify(ObjectModifiedEvent(place, Attributes(schema, *others)))
