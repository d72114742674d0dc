"""The record for its readers: search, withdrawals, masks, and requests for copies.

Nobody is asked who wants them (tryckfrihetsförordningen 2 kap. 18 §). Open to others: ``search``,
``entry_masks`` and ``request_storage``. May import ``archive.packages``, core, site, accounts,
refresh, public and inbox.
"""
