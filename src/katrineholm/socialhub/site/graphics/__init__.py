"""The graphic profile: colours, type and logotype, and everything that is styled with them.

Entry points: ``profile.tokens``, ``logo.logo``, ``letter.dressed``. May import core,
``site.forms``, ``site.parsing``, ``site.settings``. Source: guideline G0c.
"""
