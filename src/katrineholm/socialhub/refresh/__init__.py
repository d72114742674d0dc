"""The worker: asks the channels when they are due, keeps what is new, and does the day's chores.

Entry points: ``worker.Worker``, ``chores.Chore`` (what another room has done regularly),
``summary.summary`` (how a channel's retrieval is). May import core, site and accounts.
"""
