"""What the information office decides of the whole site, and its edits of the catalogue.

Entry points: ``registry.setting``, ``registry.municipality``. May import core, ``site.forms``.
"""
