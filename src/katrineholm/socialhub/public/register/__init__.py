"""The official list of channels: page, portlet, files, feed of changes and open data.

Entry points: ``item.item``, ``columns``, ``choices.STATE_TITLES``. May import ``public.identity``,
core, site, accounts. Source: guideline G3.
"""
