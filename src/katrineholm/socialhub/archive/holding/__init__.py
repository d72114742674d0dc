"""Holds: records that are not disposed of, whatever the rules, until the hold is lifted.

They are stored by ``accounts.channels.holds``. Entry points: ``holding.hold`` and ``lift``. May
import core, site, accounts and inbox.
"""
