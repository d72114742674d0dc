"""Closing a channel: packages that hold all its posts, or a decision not to archive it.

Entry point: ``gate.Archived``. May import ``archive.orders`` and the rooms below it.
"""
