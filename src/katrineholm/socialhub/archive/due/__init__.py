"""What is due of each channel, on one page for the archivist.

Entry points: ``listed.rows`` and the page ``@@archive``. May import the other rooms of the wing.
"""
