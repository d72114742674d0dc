"""The record of the posts: search, requests for copies, retention, and packages for the archive.

May import core, site, accounts, refresh, public and inbox.
"""
