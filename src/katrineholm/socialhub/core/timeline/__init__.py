"""The entries of a hub in the ZODB: each stored once, found by time and by words, never lost.

Open to others: ``store`` (``timeline_of``, and which module reads or writes what), ``streams`` and
``layout`` (its types). May import ``core.search``, and of ``core.platforms`` how services write the
URLs of posts.
"""
