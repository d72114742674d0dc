"""The worker: retrieves the channels that are due, stores the news and does the chores.

Open to others: ``worker``, ``chores`` (``Chore``, for another room's periodic work) and ``report``
(each channel's retrieval status). May import core, site and accounts.
"""
