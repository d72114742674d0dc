"""Entries written by hand, by editors in a form or by programs with a key.

Entry points: ``writing``, ``given``, ``keys``. May import ``public.listings``, refresh, accounts,
site and core.
"""
