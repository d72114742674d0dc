"""Channels from a file: read, judged line by line, shown, and only then stored.

Entry points: ``changes.changes_of``, ``store.store``. May import ``public.register`` and below.
"""
