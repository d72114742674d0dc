"""The catalogue of services, and the accounts and posts that URLs on each of them lead to.

Open to others: ``catalogue`` (from a URL to service and feed), ``account_lookup`` (keys of
accounts) and ``post_identity`` (one identity for all URLs of a post). Imports no other room.
"""
