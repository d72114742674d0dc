"""The graphic profile: colours, type and logotype in one place, and what is dressed in them.

Entry points: ``profile.tokens``, ``logo.logo``, ``letter.dressed``. May import core,
``site.forms``, ``site.settings``. Source: guideline G0c.
"""
