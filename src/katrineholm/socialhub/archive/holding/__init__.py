"""Holds: what is not disposed of, whatever the rules say, until somebody lifts the hold.

Where they lie is ``accounts.channels.holds``. Entry points: ``holding.hold`` and ``lift``. May
import core, site, accounts and inbox.
"""
