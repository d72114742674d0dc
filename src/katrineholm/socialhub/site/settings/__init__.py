"""Settings of the whole site, and the office's edits of the catalogue of services.

Entry points: ``registry.setting``, ``registry.municipality``. May import core, ``site.forms``.
"""
