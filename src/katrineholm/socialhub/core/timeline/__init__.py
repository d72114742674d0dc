"""The entries of a hub in the ZODB: kept once, found by time, never lost.

Entry points: ``store.timeline_of`` and the methods of ``store.Timeline``. Imports no other room.
"""
