"""The worker: retrieves the channels that are due, stores what is new and does the chores.

Open to others: ``worker`` (the worker itself), ``chores`` (``Chore``, for the periodic work of
another room), ``summary`` (the retrieval status of each channel of a hub). May import core, site
and accounts.
"""
