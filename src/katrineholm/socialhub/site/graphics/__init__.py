"""The graphic profile: its colours, typography and logotype.

Open to others: ``profile``, ``logo`` and ``tokens``. May import core, ``site.pages`` and
``site.settings``.
"""
