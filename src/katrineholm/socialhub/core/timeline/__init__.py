"""The entries of a hub in the ZODB, each of them stored once and found by time and by words.

Open to others: ``store`` (``timeline_of``, and which module reads or writes what), ``streams`` and
``layout`` (its types). May import ``core.search``, and from ``core.platforms`` the patterns of
posts' URLs.
"""
