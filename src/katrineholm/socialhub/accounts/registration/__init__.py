"""Adding, validating and connecting channels, and looks at their accounts.

Open to others: ``requirements`` (of a channel in each state), ``connections`` (accounts that are
connected by a token) and ``probe`` (finds the account and feeds of a URL). May import
``accounts.channels``, core and site.
"""
