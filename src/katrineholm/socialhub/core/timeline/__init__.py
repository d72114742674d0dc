"""The entries of a hub in the ZODB: kept once, found by time and by words, never lost.

Entry points: ``store.timeline_of`` and the methods of ``store.Timeline``. May import
``core.search``, and of ``core.platforms`` how services write the addresses of posts.
"""
