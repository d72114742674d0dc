"""Responsible and substitute: absence, confirmation twice a year, hand-over.

Entry points: ``ledger.duties_in``, ``confirming``, ``held.holders``. May import about, channels,
lifecycle, people, ``site.mail``, ``site.settings``. Source: guideline G7.
"""
