"""Entries in what the whole site's search finds: its page, and what it suggests while one writes.

Entry points: the pages ``search`` and ``ajax-search``. May import ``public.listings``. Source:
features C4.
"""
