"""The record as those who keep it read it: found, and each post with all that became of it.

Entry points: ``told.whole`` (a post with its versions and what was done with it), ``page`` and
``service`` (``@@record`` and ``@record``). May import core, site, accounts, public, inbox and
``archive.searching``.
"""
