"""Packages for the archive that are ordered on the site, and made by the worker.

Entry points: ``book`` (what is ordered), ``asking.order``, ``building.BUILDING``. May import
``archive.packing`` and what lies below it, ``inbox.routing`` and refresh.
"""
