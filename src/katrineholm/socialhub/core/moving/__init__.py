"""What lies in the database as lines of JSON, and an archive of them, for a hub that moves house.

Entry points: ``lines.lines_of``, ``lines.Growing``, ``archive.created`` and ``archive.unpacked``.
Imports no other room. The format is told in docs/flytta.md.

Neither a book nor the archive is ever whole in memory. What is read names kinds of values out of a
list: nothing is pickled, and nothing is imported by its name.
"""
