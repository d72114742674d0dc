"""The settings of a site, and the office's edits of the catalogue of services.

Open to others: ``registry`` and ``titles``. May import core and ``site.pages``.
"""
