"""Import of channels from a CSV file: validated row by row, previewed, then stored.

Entry points: ``changes``, ``store``. May import ``public.register`` and below.
"""
