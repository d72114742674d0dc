"""Retention rules, holds, and disposal by two people; the archivist's overview.

Open to others: ``disposal_forms``, ``hold_forms`` and ``archive_decisions``. May import
``archive.packages``, core, site, accounts, refresh and inbox.
"""
