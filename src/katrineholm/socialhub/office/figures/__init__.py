"""Figures of each channel by month, for the council: posts, followers, comments.

Open to others: ``counting`` (cells with a number or a gap), ``gathering`` (the figures of a hub).
May import ``accounts.channels``, ``accounts.looks``, ``core``, ``inbox.intake``, ``refresh``,
``site.caching`` and ``site.forms``.
"""
