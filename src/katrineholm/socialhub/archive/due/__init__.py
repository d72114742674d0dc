"""The overview of due snapshots, deliveries and disposals of each channel, for the archivist.

Entry points: ``listed.rows`` and the page ``@@archive``. May import the other rooms of the wing.
"""
