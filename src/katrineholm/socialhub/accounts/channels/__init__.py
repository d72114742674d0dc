"""Hubs, administrations and channels, the people responsible, and facts about them.

Facts are read without loading objects. Open to others: ``facts``, ``interfaces`` and ``times``. May
import core, ``site.pages`` and ``site.settings``.
"""
