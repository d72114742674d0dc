"""The record for its readers: the search, and each post with its history.

Entry points: ``told.whole`` (a post with its versions and history), ``page`` and ``service``
(``@@record`` and ``@record``). May import core, site, accounts, public, inbox and
``archive.searching``.
"""
