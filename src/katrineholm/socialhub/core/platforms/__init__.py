"""The catalogue of services: what an address on each of them means.

Entry points: ``catalogue.platforms``, ``catalogue.recognise`` (from an address to service and
feed), ``accounts.account_keys`` and ``posts.identity`` (what all spellings of one account, or of
one post, have in common). Imports no other room.
"""
