"""Odd sources that the office describes itself, tried before they are kept.

Entry points: ``describing``, the page. May import channels, core, refresh, ``site.forms``.
"""
