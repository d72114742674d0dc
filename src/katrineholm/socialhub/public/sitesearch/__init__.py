"""Entries among the results of the site's search: on its page and as suggestions.

Entry points: a viewlet below Plone's page ``search``, and the page ``ajax-search``. May import
``public.listings``. Source: features C4.
"""
