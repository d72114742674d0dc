"""The official list, the verification of accounts, and the proofs that accounts are ours.

Open to others: ``filters``, ``columns`` and ``proofs``. May import core, site, accounts and
refresh. Source: guideline G3.
"""
