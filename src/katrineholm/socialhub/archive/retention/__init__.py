"""Retention rules, holds, and disposal by two people; the archivist's overview.

Open to others: ``disposal``, ``hold_actions`` and ``archive_gate``. May import
``archive.packages``, core, site, accounts, refresh and inbox.
"""
