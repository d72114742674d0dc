"""The record of the published posts: its search, its requests, its retention and its packages.

May import core, site, accounts, refresh, public and inbox.
"""
