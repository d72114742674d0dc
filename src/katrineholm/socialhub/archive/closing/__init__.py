"""Before a channel is closed: a package that holds its last post, or a decision not to archive it.

Entry point: ``gate.Archived``. May import ``archive.orders`` and what lies below it.
"""
