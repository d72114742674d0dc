"""Hubs, administrations and channels, with facts about them and the people responsible.

Facts are read without loading objects. Open to others: ``facts``, ``interfaces`` and ``times``. May
import core, ``site.pages`` and ``site.settings``.
"""
