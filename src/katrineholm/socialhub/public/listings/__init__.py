"""Entries for visitors: the stream, an entry's page, search, and the channel put on top.

The portlet, REST and outgoing feeds show the same. Open to others: ``cards``, ``stream`` and
``entry_versions``. May import core, site, accounts and refresh.
"""
