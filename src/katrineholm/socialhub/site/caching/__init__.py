"""Caches: in a process's memory, and by HTTP.

Entry points: ``pages.KeptPage`` (a page that may be cached), ``memory.Shelf``, ``memory.sight`` (a
cache key for the user's view of the channels), ``memory.catalogue_state``,
``transactions.last_transaction``. Imports no other room.
"""
