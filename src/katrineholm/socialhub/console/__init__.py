"""The command ``socialhub`` for operators and timers.

Open to others: ``main``. May import core, site, accounts and refresh.
"""
