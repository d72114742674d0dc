"""Descriptions of sources without a feed, and filters, tested before they are stored.

Entry points: the pages ``describing`` and ``filtering``. May import channels, core, refresh,
``site.forms``.
"""
