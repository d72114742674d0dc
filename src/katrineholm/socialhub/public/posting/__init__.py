"""Entries written by hand or by a program with a key, and imported data downloads.

Open to others: ``entry_storage``, ``submission`` and ``channel_choice``. May import
``public.listings`` and below.
"""
