"""Orders of packages for the archive, made by the worker and downloaded by the archivist.

Entry points: ``asking``, ``book``, ``coverage`` and the commands. May import ``archive.packing``,
core, site, accounts, inbox and refresh.
"""
