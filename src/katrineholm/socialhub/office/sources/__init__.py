"""Odd sources that the office describes itself, and filters, tried before they are kept.

Entry points: the pages ``describing`` and ``filtering``. May import channels, core, refresh,
``site.forms``.
"""
