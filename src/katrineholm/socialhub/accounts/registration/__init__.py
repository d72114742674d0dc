"""A channel is added, validated and connected, and its account looked at.

Open to others: ``requirements`` (of a channel in each state), ``connections`` (own accounts that
are connected with a token) and ``probe`` (a URL is looked up). May import ``accounts.channels``,
core and site.
"""
