"""The feed doctor: what is wrong with an address, in plain words, and what to do.

Entry points: ``diagnosis``. May import channels, core, ``site.forms``. Source: guideline G4.
"""
