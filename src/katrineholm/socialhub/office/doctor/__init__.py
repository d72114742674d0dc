"""The feed doctor: a diagnosis of a web address, with advice.

Open to others: ``diagnosis``. May import channels, core, ``site.forms``. Source: guideline G4.
"""
