"""The hub that something lies in."""

from Acquisition import aq_chain

from .interfaces import ISocialHub


def hub_of(context):
    """The hub that an object lies in, the hub itself included; None outside every hub."""
    return next((parent for parent in aq_chain(context) if ISocialHub.providedBy(parent)), None)
