"""What is costly to make and kept: in a process's memory, and on the way to the visitor.

Entry points: ``pages.KeptPage`` (a page that may be kept for a moment), ``memory.Shelf``,
``memory.sight`` (a key of what the present user may see), ``memory.catalogue_state``,
``transactions.last_transaction`` (how far the database has come). Imports no other room.
"""
