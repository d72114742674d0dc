"""Entries that are handed in one by one: by an editor in a form, or by a program with a key.

Entry points: ``writing`` (write, amend, withdraw: the one door to all of them), ``given`` (what is
handed in, checked), ``keys``. May import ``public.listings``, refresh, accounts, site and core.
"""
