"""Changes of many channels at once: by a form, or by a CSV file; previewed, then all or none.

Open to others: ``task``, ``changes``, ``store``. May import ``public.register`` and below.
"""
