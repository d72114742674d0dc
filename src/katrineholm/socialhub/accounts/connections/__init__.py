"""Accounts of the municipality that are connected to their services by a token.

Entry points: ``connecting`` (connect and disconnect), ``book`` (the stored connections, tokens
encrypted), ``opening`` (a session with the service). May import ``accounts.channels``,
``core.connectors``, ``core.feeds`` and ``site.forms``.
"""
