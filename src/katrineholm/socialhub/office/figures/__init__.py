"""Figures of each channel by month, for the council: posts, followers, comments.

Entry points: ``counting`` (what is a number, and what a gap), ``gathering.figures``. May import
``accounts.channels``, ``accounts.looks``, ``core``, ``inbox.intake``, ``refresh``,
``site.caching`` and ``site.forms``.
"""
