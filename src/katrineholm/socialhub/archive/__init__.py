"""The record of what was published: how it is handed over to an archive.

May import core, site, accounts, refresh and inbox.
"""
