"""The logs of a hub beside its messages', as ``verify-log`` reads them."""

from zope.component import getUtilitiesFor

from katrineholm.socialhub.inbox.steps.interfaces import ILane


def all_lanes(hub):
    return {name: lane(hub) for name, lane in getUtilitiesFor(ILane)}
