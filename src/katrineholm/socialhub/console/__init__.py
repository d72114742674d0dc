"""The command ``socialhub`` for operators and timers.

Open to others: ``main`` and ``commands``. May import core, site, accounts and refresh.
"""
