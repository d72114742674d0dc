"""Changes of many channels at once by a form or a CSV file; after a preview, all or none change.

Open to others: ``changes``, ``plan`` and ``values``. May import ``public.register``, accounts, site
and core.
"""
