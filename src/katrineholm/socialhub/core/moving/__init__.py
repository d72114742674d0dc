"""Data of the database as lines of JSON, and an archive of them, to move a hub to another site.

Open to others: ``lines`` and ``archive``. Imports no other room. The format is described in
docs/flytta.md.

Neither a tree nor the archive is ever whole in memory. Kinds of values are read from a fixed list:
nothing is pickled, and nothing is imported by its name.
"""
