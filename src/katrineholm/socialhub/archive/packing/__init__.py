"""Packages for the archive, made of the posts of a channel or an administration.

Entry points: ``delivery.deliver``, ``scope.scope_of``, ``check_command``. May import core, site,
accounts and inbox (the diary).
"""
