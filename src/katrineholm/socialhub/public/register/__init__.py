"""The official list: page, portlet, files, feed of changes, and what other systems read.

Entry points: ``item.item``, ``columns``, ``choices.STATE_TITLES``. May import ``public.identity``,
core, site, accounts. Source: guideline G3.
"""
