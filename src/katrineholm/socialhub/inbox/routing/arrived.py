"""Messages have come in."""

from dataclasses import dataclass

from zope.interface import implementer

from .interfaces import IArrived


@implementer(IArrived)
@dataclass(frozen=True)
class Arrived:
    """See IArrived."""

    hub: object
    numbers: tuple[int, ...]
    now: int
