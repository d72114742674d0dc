"""The catalogue of services: the accounts and posts that URLs on each of them lead to.

Entry points: ``catalogue`` (from a URL to service and feed), ``accounts`` and ``posts`` (keys that
all spellings of one account, or of one post, have in common). Imports no other room.
"""
