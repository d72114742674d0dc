"""What is costly to make and kept in a process's memory: little of it, and for whom it may be.

Entry points: ``memory.Shelf``, ``memory.sight`` (a key of what the present user may see),
``memory.catalogue_state``. Imports no other room.
"""
