"""Packages for the archive, and snapshots of channels.

Open to others: ``orders``, ``coverage`` and ``snapshots``. May import core, site, accounts, refresh
and inbox.
"""
