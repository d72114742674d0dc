"""People's own looks at accounts, with the number of followers that they saw there.

Entry points: ``book`` (what is kept of them), ``looking`` (a look is noted; which accounts wait for
one). May import ``accounts.channels``, ``accounts.connections``, ``accounts.people``,
``core.feeds`` and ``site.forms``.
"""
