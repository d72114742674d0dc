"""*My channels* on the hub: what waits for an editor, and the way to register another.

Entry points: its viewlets, and ``offers.offered``. May import ``inbox.desk``, ``public.posting``,
refresh, accounts and below.
"""
