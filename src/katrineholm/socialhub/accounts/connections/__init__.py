"""Own accounts that are connected to their services with a token.

Entry points: ``connecting`` (connect and let go), ``book`` (what is kept of each connection, the
token as ciphertext), ``opening`` (a session with the service). May import
``accounts.channels``, ``core.connectors``, ``core.feeds`` and ``site.forms``.
"""
