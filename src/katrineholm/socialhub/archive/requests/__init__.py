"""Requests for records: collected from the record, masked, and given out as copies.

Nobody is asked who wants them (tryckfrihetsförordningen 2 kap. 18 §). Entry points: ``answering``,
``book``, ``log``. May import ``archive.packing``, ``archive.searching``, core, site, accounts and
inbox.
"""
