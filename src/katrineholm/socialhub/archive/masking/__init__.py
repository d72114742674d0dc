"""Masks: personal data removed from an entry as visitors see it.

They are stored in ``core.timeline.masks``, through which everything is read. Entry points:
``masking.mask`` and ``unmask``. May import core, site and accounts.
"""
