"""Manual checks of accounts, with the number of followers.

Entry points: ``book`` (the stored looks), ``looking`` (note a look; accounts that wait for one).
May import ``accounts.channels``, ``accounts.connections``, ``accounts.people``, ``core.feeds`` and
``site.forms``.
"""
