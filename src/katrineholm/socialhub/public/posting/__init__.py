"""Entries that are written by hand: by an editor in a form, or by a program with a key.

Entry points: ``writing`` (write, change, withdraw), ``given`` (validated input), ``keys``. May
import ``public.listings``, refresh, accounts, site and core.
"""
