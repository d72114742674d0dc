"""Retention rules, holds, disposals that two people decide on, and the archivist's overview.

Open to others: ``disposal_forms``, ``hold_forms`` and ``archive_decisions``. May import
``archive.packages``, core, site, accounts, refresh and inbox.
"""
