"""Entries in what the whole site's search finds: its page, and what it suggests while one writes.

Entry points: a viewlet below Plone's page ``search``, and the page ``ajax-search``. May import
``public.listings``. Source: features C4.
"""
