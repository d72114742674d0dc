"""Entries for visitors: the stream, the page of an entry, the search and the highlight.

The portlet, REST and outgoing feeds show the same entries. Open to others: ``cards``, ``stream``
and ``entry_versions``. May import core, site, accounts and refresh.
"""
