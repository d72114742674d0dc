"""Changes of many channels at once, by a form or a CSV file, after a preview and to all or none.

Open to others: ``changes``, ``plan`` and ``values``. May import ``public.register``, accounts, site
and core.
"""
