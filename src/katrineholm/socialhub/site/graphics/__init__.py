"""The graphic profile: colours, type and logotype.

Open to others: ``profile``, ``logo`` and ``tokens``. May import core, ``site.pages`` and
``site.settings``.
"""
