"""A person's data, taken out of what visitors see of an entry, and put back.

What is masked lies in ``core.timeline.masks``, through which everything is read. Entry points:
``masking.mask`` and ``unmask``. May import core, site and accounts.
"""
