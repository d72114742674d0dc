"""The worker, which retrieves the due channels, stores the news and does the chores.

Open to others: ``worker``, ``chores`` (``Chore``, for periodic work of other rooms) and ``report``
(each channel's retrieval status). May import core, site and accounts.
"""
