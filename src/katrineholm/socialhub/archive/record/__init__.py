"""Search of the record, withdrawn posts, masks, and requests for copies of records.

Requesters are never asked who they are (tryckfrihetsförordningen 2 kap. 18 §). Open to others:
``search``, ``entry_masks`` and ``request_storage``. May import ``archive.packages``, core, site,
accounts, refresh, public and inbox.
"""
