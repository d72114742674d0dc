"""The command ``socialhub`` for operators and timers.

Entry points: ``main.main``, ``commands.commands``. May import core, site, accounts and refresh.
"""
